using Csms.Engine.Stations.Commands.Bulk;
using Csms.Engine.Units;
using FsCheck;
using FsCheck.Fluent;

namespace Csms.Engine.Tests.Stations.Bulk;

/// <summary>The staging of a bulk run: examples, and what holds for every run.</summary>
public sealed class BulkPlanTests
{
    private static readonly DateTimeOffset T0 = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);
    private static readonly BulkPace Usual = new(Canary: 2, CanaryMustBeSeen: true, BatchSize: 3, Pause: TimeSpan.FromSeconds(10), StopPercent: 50, WaitFor: TimeSpan.FromHours(1));

    /// <summary>Pace, states (one letter a station, small: away), time since the last answer, and what follows.</summary>
    public static TheoryData<string, BulkPace, string, int, string> Steps => new()
    {
        { "the canary goes first", Usual, "WWWWWW", 0, "give 0 1" },
        { "no canary: a batch", Usual with { Canary = 0 }, "WWWWWW", 0, "give 0 1 2" },
        { "a canary is under way", Usual, "GDWWWW", 60, "wait" },
        { "a canary has only answered", Usual, "ADWWWW", 60, "wait" },
        { "its answer is enough", Usual with { CanaryMustBeSeen = false }, "ADWWWW", 60, "give 2 3 4" },
        { "the canary did it, the pause is not over", Usual, "DDWWWW", 9, "wait" },
        { "the pause is over", Usual, "DDWWWW", 10, "give 2 3 4" },
        { "a batch whose effects are still looked out for does not hold the next", Usual, "DDAAAWW", 60, "give 5 6" },
        { "a batch is seen to its end where it must be", Usual with { EveryMustBeSeen = true }, "DDAWWW", 60, "wait" },
        { "who is held is passed over", Usual, "DDHWHW", 60, "give 3 5" },
        { "who is held keeps its place, who is away does not", Usual with { WaitFor = null }, "DDHw", 60, "leave 3" },
        { "all are held", Usual with { WaitFor = null }, "HH", 60, "wait" },
        { "half of the canary failed", Usual, "DFWWWW", 60, "halt 1 of 2" },
        { "the share does not count before the batch is whole", Usual, "DDFFGW", 60, "wait" },
        { "a third failed of a half allowed", Usual, "DDFWWW", 60, "give 3 4 5" },
        { "not seen is failed", Usual, "DNWWWW", 60, "halt 1 of 2" },
        { "without a share nothing halts it", Usual with { StopPercent = null }, "FFWWWW", 60, "give 2 3 4" },
        { "nobody is left whom a halt would spare", Usual, "FF", 60, "finish" },
        { "a canary that was not reached is replaced", Usual, "DRWWWW", 60, "give 2" },
        { "who is away is no canary", Usual, "wWWWWW", 60, "give 1 2" },
        { "who is away comes last, with a command that waits", Usual, "wDDwDD", 60, "give 0 3" },
        { "who is away is left out", Usual with { WaitFor = null }, "wDDwDD", 60, "leave 0 3" },
        { "commands wait for their stations", Usual, "PDDPDD", 60, "wait" },
        { "failures stop what waits too", Usual, "PFF", 60, "halt 2 of 2" },
        { "everything was said", Usual, "DDFLRX", 60, "finish" },
    };

    [Theory]
    [MemberData(nameof(Steps))]
    public void Next_AsThingsStand_Is(string what, BulkPace pace, string states, int seconds, string step)
    {
        var items = Items(states, T0);
        Assert.True(step == Say(BulkPlan.Next(pace, items, item => Turn(states[item.Position]), T0.AddSeconds(seconds))), what);
    }

    [Fact]
    public void Next_JustAfterARestart_NobodyCountsAsAway()
    {
        var items = Items("wwW", null);
        Assert.Equal("give 2", Say(BulkPlan.Next(Usual, items, item => item.Position == 2 ? BulkTurn.Here : BulkTurn.Away, T0, T0.AddMinutes(2))));
        Assert.Equal("wait", Say(BulkPlan.Next(Usual, items, _ => BulkTurn.Away, T0, T0.AddMinutes(2))));
        Assert.Equal("give 0 1 2", Say(BulkPlan.Next(Usual, items, _ => BulkTurn.Away, T0.AddMinutes(2), T0.AddMinutes(2))));
    }

    [Fact]
    public void Run_WhateverStationsDo_KeepsToItsPace() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(400),
        Prop.ForAll(Runs().ToArbitrary(), run =>
        {
            var (pace, stations) = run;
            var items = stations.Select((_, i) => new BulkItem(i, StationId.Parse($"P-{i}"), null)).ToArray();
            var now = T0;
            var halted = false;
            for (var step = 0; ; step++)
            {
                Assert.True(step < 20 * (stations.Count + 1), "a run comes to an end");
                var underWay = items.Count(item => item.State == BulkItemState.Given);
                var judged = items.Count(item => item.State is BulkItemState.Done or BulkItemState.Failed or BulkItemState.NotSeen or BulkItemState.Answered);
                var failed = items.Count(item => item.State is BulkItemState.Failed or BulkItemState.NotSeen);
                switch (BulkPlan.Next(pace, items, item => stations[item.Position].Online ? BulkTurn.Here : BulkTurn.Away, now))
                {
                    case BulkStep.Give give:
                        Assert.Equal(0, underWay); // never two batches at once
                        Assert.All(give.Positions, position => Assert.Equal(BulkItemState.Waiting, items[position].State));
                        var here = give.Positions.Count(position => stations[position].Online);
                        Assert.True(here <= (judged < pace.Canary ? pace.Canary - judged : pace.BatchSize));
                        Assert.True(here == give.Positions.Length || here == 0); // away and here are never mixed
                        Assert.True(pace.StopPercent is null || failed == 0 || failed * 100 < pace.StopPercent * judged);
                        if (here == 0) Assert.DoesNotContain(items, item => item.State == BulkItemState.Waiting && stations[item.Position].Online);
                        foreach (var position in give.Positions) items[position] = items[position] with { State = stations[position].Online ? BulkItemState.Given : BulkItemState.Parked, GivenAt = now };
                        break;
                    case BulkStep.LeaveOut leave:
                        Assert.Null(pace.WaitFor);
                        foreach (var position in leave.Positions) items[position] = items[position] with { State = BulkItemState.LeftOut };
                        break;
                    case BulkStep.Halt halt:
                        Assert.True(halt.Failed * 100 >= pace.StopPercent * halt.Judged);
                        halted = true;
                        break;
                    case BulkStep.Finish:
                        Assert.DoesNotContain(items, item => item.IsOpen);
                        return;
                    default: // time goes on, and one station says its word
                        now += TimeSpan.FromSeconds(5);
                        if (Array.FindIndex(items, item => item.State is BulkItemState.Given or BulkItemState.Parked or BulkItemState.Answered) is var next and >= 0)
                            items[next] = Say(items[next], stations[next].End, now);
                        break;
                }

                if (halted) return;
            }
        }));

    private static BulkItem Say(BulkItem item, BulkItemState end, DateTimeOffset now) => item.State switch
    {
        BulkItemState.Answered => item with { State = BulkItemState.Done },
        _ => item with { State = end, SettledAt = now },
    };

    private static Gen<(BulkPace Pace, List<(bool Online, BulkItemState End)> Stations)> Runs() =>
        from canary in Gen.Choose(0, 4)
        from seen in Gen.Elements(true, false)
        from batch in Gen.Choose(1, 6)
        from pause in Gen.Choose(0, 20)
        from stop in Gen.Elements<int?>(null, 1, 20, 50, 100)
        from waits in Gen.Elements(true, false)
        from stations in Gen.ListOf(
            from online in Gen.Frequency((4, Gen.Constant(true)), (1, Gen.Constant(false)))
            from end in Gen.Frequency((6, Gen.Constant(BulkItemState.Done)), (2, Gen.Constant(BulkItemState.Answered)), (2, Gen.Constant(BulkItemState.Failed)), (1, Gen.Constant(BulkItemState.NotReached)))
            select (online, end))
        select (new BulkPace(canary, seen, batch, TimeSpan.FromSeconds(pause), stop, waits ? TimeSpan.FromHours(1) : null), stations.ToList());

    private static BulkTurn Turn(char letter) => letter == 'H' ? BulkTurn.Held : char.IsLower(letter) ? BulkTurn.Away : BulkTurn.Here;

    private static List<BulkItem> Items(string states, DateTimeOffset? settled) => [.. states.Select((letter, position) => new BulkItem(position, StationId.Parse($"P-{position}"), null)
    {
        State = char.ToUpperInvariant(letter) switch
        {
            'W' or 'H' => BulkItemState.Waiting,
            'G' => BulkItemState.Given,
            'P' => BulkItemState.Parked,
            'A' => BulkItemState.Answered,
            'D' => BulkItemState.Done,
            'F' => BulkItemState.Failed,
            'N' => BulkItemState.NotSeen,
            'R' => BulkItemState.NotReached,
            'L' => BulkItemState.LeftOut,
            _ => BulkItemState.NotGiven,
        },
        SettledAt = letter is 'A' or 'D' or 'F' or 'N' or 'R' ? settled : null,
    })];

    private static string Say(BulkStep step) => step switch
    {
        BulkStep.Give give => $"give {string.Join(' ', give.Positions)}",
        BulkStep.LeaveOut leave => $"leave {string.Join(' ', leave.Positions)}",
        BulkStep.Halt halt => $"halt {halt.Failed} of {halt.Judged}",
        BulkStep.Wait => "wait",
        _ => "finish",
    };
}
