using Csms.Engine.Incidents;
using Csms.Engine.Incidents.Notifications;
using Csms.Engine.Incidents.Rules;
using FsCheck;
using FsCheck.Fluent;

namespace Csms.Engine.Tests.Incidents;

/// <summary>The ledger: values in, values out.</summary>
public sealed class IncidentLedgerTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(120);

    [Fact]
    public void Apply_TheSameFindingAgain_ChangesNothing()
    {
        var opened = Apply(IncidentLedger.Empty, Start, Fault("E1"));
        Assert.Equal(NoticeKind.Opened, Assert.Single(opened.Notices).Kind);
        Assert.True(Apply(opened.Next, Start.AddSeconds(5), Fault("E1")).IsEmpty);
    }

    [Fact]
    public void Apply_AnotherErrorCode_ChangesTheIncidentAndTellsNobody()
    {
        var opened = Apply(IncidentLedger.Empty, Start, Fault("E1"));
        var changed = Apply(opened.Next, Start.AddSeconds(5), Fault("E2"));
        Assert.Equal("E2", Assert.Single(changed.Changed).Detail.Code);
        Assert.Equal(IncidentEntryKind.Changed, Assert.Single(changed.Entries).Kind);
        Assert.Empty(changed.Notices);
    }

    [Theory]
    [InlineData(119, 0)]
    [InlineData(120, 1)]
    public void Apply_ConditionGone_ClosesAfterTheSettlingTimeOnly(int seconds, int notices)
    {
        var opened = Apply(IncidentLedger.Empty, Start, Fault("E1"));
        var cleared = Apply(opened.Next, Start.AddSeconds(5));
        Assert.NotNull(Assert.Single(cleared.Changed).ClearedAt);
        Assert.Equal(notices, Apply(cleared.Next, Start.AddSeconds(5 + seconds)).Notices.Length);
    }

    [Fact]
    public void Apply_NothingKnown_LeavesTheIncidentForEver()
    {
        var ledger = Apply(IncidentLedger.Empty, Start, Fault("E1")).Next;
        var found = new Findings();
        found.Leave(IncidentRule.Fault, IncidentSubject.OfStation("A", 1));
        Assert.True(ledger.Apply(found, Settle, Start.AddDays(1), () => 0).IsEmpty);
    }

    /// <summary>Whatever is found, in whatever order: numbers are unique, one is open for a rule and a subject, each is opened once and closed at most once.</summary>
    [Fact]
    public void Apply_AnyStory_KeepsItsPromises() => Prop.ForAll(
        Gen.ArrayOf(Gen.Choose(0, 3)).ToArbitrary(),
        story =>
        {
            var (ledger, now, last) = (IncidentLedger.Empty, Start, 0L);
            var entries = new List<IncidentEntry>();
            foreach (var step in story)
            {
                now += TimeSpan.FromSeconds(70);
                var found = new Findings();
                if (step is 1 or 3) found.Add(Fault("E1"));
                if (step == 2) found.Leave(IncidentRule.Fault, IncidentSubject.OfStation("A", 1));
                var done = ledger.Apply(found, Settle, now, () => ++last);
                entries.AddRange(done.Entries);
                ledger = done.Next;
                if (step == 3 && ledger.Open.FirstOrDefault() is { } open && ledger.Close(open.Id, "Ada", "known", now) is { } closed)
                {
                    entries.AddRange(closed.Entries);
                    ledger = closed.Next;
                }
            }

            Assert.True(ledger.Open.Count() <= 1);
            foreach (var incident in entries.GroupBy(entry => entry.IncidentId))
            {
                Assert.Equal(IncidentEntryKind.Opened, incident.First().Kind);
                Assert.Single(incident, entry => entry.Kind == IncidentEntryKind.Opened);
                Assert.True(incident.Count(entry => entry.Kind is IncidentEntryKind.Closed or IncidentEntryKind.Verified) <= 1);
            }
        }).QuickCheckThrowOnFailure();

    private static LedgerStep Apply(IncidentLedger ledger, DateTimeOffset now, params Finding[] findings)
    {
        var found = new Findings();
        foreach (var finding in findings)
        {
            found.Add(finding);
        }

        var id = 0L;
        return ledger.Apply(found, Settle, now, () => ++id);
    }

    private static Finding Fault(string code) => new()
    {
        Rule = IncidentRule.Fault, Subject = IncidentSubject.OfStation("A", 1), Stations = ["A"], Since = Start, LastAt = Start, Detail = new IncidentDetail { Code = code },
    };
}
