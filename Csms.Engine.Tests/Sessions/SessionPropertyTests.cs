using System.Collections.Immutable;
using Csms.Engine.Events;
using Csms.Engine.Prices;
using Csms.Engine.Sessions;
using Csms.Engine.Units;
using FsCheck;
using FsCheck.Fluent;

namespace Csms.Engine.Tests.Sessions;

/// <summary>
/// What the pure reconciler guarantees for every order. A valid session's register never falls and its times rise. Then:
/// 2.x: any permutation of its messages, each any number of times, gives one session with the right energy, times and token;
/// 1.6: the start first (nothing later can name the transaction before), then any permutation and repetition of the rest.
/// </summary>
public sealed class SessionPropertyTests
{
    private static readonly DateTimeOffset T0 = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    /// <summary>A cent a Wh, ten cents a minute, one euro for the start.</summary>
    private static readonly PriceTerms Terms = new(
        TariffReader.Read("""{"tariffId":"P","currency":"EUR","energy":{"prices":[{"priceKwh":10}]},"chargingTime":{"prices":[{"priceMinute":0.1}]},"fixedFee":{"prices":[{"priceFixed":1}]}}""", 1), TimeZoneInfo.Utc);

    private static readonly StationId Station = StationId.Parse("ST-PROPERTY");

    [Fact]
    public void Version2_AnyOrderAndRepetition_IsOneSessionWithTheRightEnergy() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(400),
        Prop.ForAll(Interleavings(numbered: true).ToArbitrary(), run =>
        {
            var book = Play(run.Messages);
            var session = Assert.Single(book.Sessions);
            AssertRight(session, run);
            Assert.Empty(session.Sequence.Holes);
            Assert.DoesNotContain(session.Flags, flag => flag.IsOpenDoubt);
            Assert.DoesNotContain(session.Flags, flag => flag is { Kind: SessionFlagKind.MessagesMissing, ResolvedAt: null });
        }));

    [Fact]
    public void Version16_StartFirstThenAnyOrderAndRepetition_IsOneSessionWithTheRightEnergy() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(400),
        Prop.ForAll(Interleavings(numbered: false).ToArbitrary(), run =>
        {
            var start = run.Messages.First(message => message.Phase == TransactionPhase.Started);
            var book = Play([start, .. run.Messages]);
            var session = Assert.Single(book.Sessions);
            AssertRight(session, run);
            Assert.DoesNotContain(session.Flags, flag => flag.IsOpenDoubt);
        }));

    [Fact]
    public void TwoSessionsOneAfterTheOther_AnyMergeThatKeepsEachInOrder_AreTwoRightSessions() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(200),
        Prop.ForAll(
            (from samples in Gen.Choose(0, 6)
             from more in Gen.Choose(0, 6)
             from merge in Gen.Choose(0, 1).ArrayOf(20)
             select (Messages(samples, true, "a", 1, T0, 1000), Messages(more, true, "b", 1, T0.AddHours(1), 5000), merge)).ToArbitrary(),
            run =>
            {
                var (first, second, merge) = run;
                var merged = new List<TransactionReported>();
                var (i, j) = (0, 0);
                foreach (var side in merge)
                {
                    if (side == 0 && i < first.Count)
                    {
                        merged.Add(first[i++]);
                    }
                    else if (side == 1 && j < second.Count)
                    {
                        merged.Add(second[j++]);
                    }
                }

                merged.AddRange(first.Skip(i));
                merged.AddRange(second.Skip(j));
                var book = Play(merged);

                Assert.Equal(2, book.Sessions.Length);
                foreach (var (id, messages) in new[] { ("a", first), ("b", second) })
                {
                    var session = book.ByTransaction(id)!;
                    Assert.Equal(SessionState.Completed, session.State);
                    Assert.Equal(messages[^1].MeterWh - messages[0].MeterWh, session.EnergyWh);
                }
            }));

    [Fact]
    public void EnergyAccount_AnyReadings_IsNeverNegativeAndNeverOverflows() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2000),
        Prop.ForAll(
            Gen.OneOf(
                Gen.Choose(-5, 50).Select(value => (long)value),
                Gen.Choose(0, 2_000_000).Select(value => (long)value),
                Gen.Choose(990_000, 1_000_100).Select(value => (long)value),
                Gen.Elements(long.MinValue, long.MaxValue, 999_999_999_999_999L, 1_000_000_000_000_000L, 9_999_999L, 0L)).ListOf().ToArbitrary(),
            readings =>
            {
                var account = default(EnergyAccount);
                var at = T0;
                foreach (var reading in readings)
                {
                    var before = account;
                    (account, var what) = account.Read(reading, at = at.AddSeconds(1));
                    Assert.True(account.TotalWh is null or >= 0, $"{before} read {reading} and is {account}");
                    Assert.True(what != RegisterEvent.Normal || (account.TotalWh ?? 0) >= (before.TotalWh ?? 0));
                    Assert.True(account.LastAt is null || account.LastAt <= at);
                }
            }));

    [Fact]
    public void EnergyAccount_OlderReading_ChangesNothing() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(500),
        Prop.ForAll(Gen.Choose(0, 100_000).Two().ToArbitrary(), pair =>
        {
            var account = EnergyAccount.From(50_000, T0).Read(60_000, T0.AddMinutes(5)).Account;
            Assert.Equal((account, RegisterEvent.Normal), account.Read(pair.Item1, T0.AddSeconds(pair.Item2 % 300)));
        }));

    [Fact]
    public void SequenceTracker_AgainstASet_KnowsTheSame() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2000),
        Prop.ForAll(Gen.Choose(0, 50).ListOf().ToArbitrary(), numbers =>
        {
            var tracker = SequenceTracker.Empty;
            var model = new HashSet<int>();
            foreach (var number in numbers)
            {
                Assert.Equal(model.Contains(number), tracker.Has(number));
                tracker = tracker.With(number);
                model.Add(number);
            }

            if (model.Count > 0)
            {
                Assert.Equal((model.Min(), model.Max()), (tracker.First, tracker.Last));
                Assert.Equal(Enumerable.Range(model.Min(), model.Max() - model.Min()).Where(number => !model.Contains(number)), tracker.Holes.Order());
            }
        }));

    [Fact]
    public void SequenceTracker_HugeJumps_StayBounded() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(500),
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ListOf().ToArbitrary(), numbers =>
        {
            var tracker = numbers.Aggregate(SequenceTracker.Empty, (each, number) => each.With(number));
            Assert.True(tracker.Holes.Length <= 64);
            Assert.All(numbers, number => Assert.True(tracker.Has(number)));
        }));

    [Fact]
    public void SequenceTracker_AfterARestart_NothingBetweenIsMissingOrRepeated()
    {
        var tracker = SequenceTracker.Empty.With(0).With(1).Resumed().With(9);
        Assert.Empty(tracker.Holes);
        Assert.All(Enumerable.Range(2, 7), number => Assert.False(tracker.Has(number)));
        Assert.True(tracker.Has(1));
        Assert.True(tracker.Has(9));
        Assert.Equal([10, 11], tracker.With(12).Holes.ToArray());
    }

    [Fact]
    public void RecentKeys_AgainstAList_KnowsTheLatestSixteen() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(500),
        Prop.ForAll(Gen.Choose(0, 40).ListOf().ToArbitrary(), keys =>
        {
            var recent = RecentKeys.Empty;
            foreach (var key in keys)
            {
                recent = recent.With(key);
            }

            var model = keys.TakeLast(RecentKeys.Capacity).Select(key => (long)key).ToArray();
            Assert.Equal(model, recent.Keys.ToArray());
            Assert.Equal(model, RecentKeys.Of([.. keys.Select(key => (long)key)]).Keys.ToArray());
            Assert.All(Enumerable.Range(0, 41), key => Assert.Equal(model.Contains(key), recent.Has(key)));
        }));

    private static void AssertRight(Session session, Run run)
    {
        var first = run.Valid[0];
        var last = run.Valid[^1];
        Assert.Equal(last.MeterWh - first.MeterWh, session.EnergyWh);
        Assert.Equal((first.MeterWh, last.MeterWh), (session.MeterStartWh, session.MeterStopWh));
        Assert.Equal((first.At, last.At), (session.StartedAt, session.EndedAt));
        Assert.Equal("TOKEN", session.Token?.Value);
        Assert.Equal(1, session.EvseId);
        Assert.Equal(SessionState.Completed, session.State);
        Assert.Equal(1 + (0.01m * session.EnergyWh!.Value) + (0.1m * (run.Valid.Count - 1)), session.Cost!.InclTax);
    }

    private static Gen<Run> Interleavings(bool numbered) =>
        from samples in Gen.Choose(0, 10)
        let valid = Messages(samples, numbered, numbered ? "tx" : "1", 1, T0, 1000)
        from repeats in Gen.Elements<TransactionReported>(valid).ListOf(4)
        from order in Gen.Shuffle<TransactionReported>([.. valid, .. repeats])
        select new Run(valid, [.. order]);

    private static List<TransactionReported> Messages(int samples, bool numbered, string id, int evse, DateTimeOffset at, long register)
    {
        var messages = new List<TransactionReported>();
        for (var index = 0; index <= samples + 1; index++)
        {
            var phase = index == 0 ? TransactionPhase.Started : index == samples + 1 ? TransactionPhase.Ended : TransactionPhase.Updated;
            var wh = register + (index * 40);
            var when = at.AddMinutes(index);
            messages.Add(new TransactionReported
            {
                Phase = phase,
                TransactionId = !numbered && phase == TransactionPhase.Started ? null : id,
                IdIsOurs = !numbered && phase == TransactionPhase.Started,
                At = when,
                Trigger = "Trigger",
                SequenceNumber = numbered ? index : null,
                EvseId = phase == TransactionPhase.Started ? evse : null,
                ConnectorId = phase == TransactionPhase.Started ? 1 : null,
                Token = phase == TransactionPhase.Started ? new IdToken("TOKEN", "ISO14443") : null,
                MeterWh = phase == TransactionPhase.Updated ? null : wh,
                StopReason = phase == TransactionPhase.Ended ? "Local" : null,
                Readings = phase == TransactionPhase.Updated
                    ? [new MeterReading { At = when, Context = SampleContext.SamplePeriodic, Values = [new SampledValue(new MeterKind(Measurand.EnergyActiveImportRegister, Phase.None, MeterLocation.Outlet), wh)] }]
                    : [],
                ContentKey = HashCode.Combine(id, index) + 1L,
            });
        }

        return messages;
    }

    private static SessionBook Play(IEnumerable<TransactionReported> messages)
    {
        var book = SessionBook.Empty;
        var next = 0L;
        var now = T0.AddHours(2);
        foreach (var message in messages)
        {
            now = now.AddSeconds(1);
            book = SessionReconciler.Apply(book, message, new ReconcileContext
            {
                Station = Station,
                Now = now,
                Verdict = message.Token is null ? null : new IdTokenInfo(AuthorizationStatus.Accepted),
                Terms = Terms,
                NextId = () => new SessionId(++next),
                LookedUp = true,
            }).Book;
        }

        return book;
    }

    private sealed record Run(List<TransactionReported> Valid, ImmutableArray<TransactionReported> Messages);
}
