using Csms.Engine.Events;
using Csms.Engine.Incidents;
using Csms.Engine.Incidents.Notifications;
using Csms.Engine.Incidents.Rules;
using Csms.Engine.Sessions;
using Csms.Engine.Stations;
using Csms.Engine.Units;

namespace Csms.Engine.Tests.Incidents;

/// <summary>The rules as tables.</summary>
public sealed class RuleTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(LinkState.Online, 500, 1000, "gone")]
    [InlineData(LinkState.Offline, 89, 1000, "gone")]
    [InlineData(LinkState.Offline, 90, 1000, "holds")]
    [InlineData(LinkState.Offline, 90, 10, "holds")]
    [InlineData(LinkState.Unknown, 500, 100, "left")] // the host has just started
    [InlineData(LinkState.Unknown, 500, 180, "holds")]
    [InlineData(LinkState.Unknown, null, 1000, "gone")] // never seen
    public void Offline_ByLinkAndTime_IsFound(LinkState link, int? lostSeconds, int runningSeconds, string expected)
    {
        var state = Station() with { Link = link, LinkSince = lostSeconds is { } lost ? Now.AddSeconds(-lost) : null };
        if (lostSeconds is { } ago) state.Pulse.LastSeenAt = Now.AddSeconds(-ago - 1);
        Assert.Equal(expected, Judge(new OfflineRule(), state, StationHistory.None, runningSeconds));
    }

    [Theory]
    [InlineData(new[] { 14, 10, 5, 1 }, 3600, "holds")]
    [InlineData(new[] { 16, 10, 5, 1 }, 3600, "gone")] // the first is out of the window
    [InlineData(new[] { 5, 1 }, 3600, "gone")]
    [InlineData(new[] { 5, 1 }, 600, "left")] // what was before the start is not known
    public void BootLoop_ByMinutesAgo_IsFound(int[] minutesAgo, int runningSeconds, string expected)
    {
        var history = minutesAgo.Aggregate(StationHistory.None, (past, minutes) => past.Booted(Now.AddMinutes(-minutes)));
        Assert.Equal(expected, Judge(new BootLoopRule(), Station(), history, runningSeconds));
    }

    [Theory]
    [InlineData(ConnectorStatus.Faulted, LinkState.Online, 10, "holds")]
    [InlineData(ConnectorStatus.Faulted, LinkState.Online, 9, "gone")] // a flicker
    [InlineData(ConnectorStatus.Faulted, LinkState.Offline, 60, "left")]
    [InlineData(ConnectorStatus.Available, LinkState.Online, 60, "gone")]
    [InlineData(ConnectorStatus.Available, LinkState.Online, 60, "holds", ConnectorState.LockFailure)] // no car can charge there (G05)
    public void Fault_ByStatusAndLink_IsFound(ConnectorStatus status, LinkState link, int seconds, string expected, string code = "GroundFailure")
    {
        var state = (Station() with { Link = link }).With(new EvseState(1, [new ConnectorState(1, status, Now.AddSeconds(-seconds), code)]));
        Assert.Equal(expected, Judge(new FaultRule(), state, StationHistory.None, 3600, 1));
    }

    [Theory]
    [InlineData("Local", 0, 600, AuthorizationStatus.Accepted, "Failed")]
    [InlineData("Local", 49, 600, null, "Failed")]
    [InlineData("Local", 50, 600, null, "Good")]
    [InlineData("Local", 0, 30, null, "Nothing")] // changed his mind
    [InlineData("PowerLoss", 9000, 600, null, "Failed")]
    [InlineData("Other", 0, 30, null, "Failed")]
    [InlineData("DeAuthorized", 0, 600, null, "Nothing")]
    [InlineData("Local", 0, 600, AuthorizationStatus.Blocked, "Nothing")]
    [InlineData("Local", null, 600, null, "Nothing")]
    public void Session_ByEnergyAndReason_SpeaksForItsEvse(string reason, int? wh, int seconds, AuthorizationStatus? verdict, string expected)
    {
        var session = new Session
        {
            Id = new SessionId(1), StationId = StationId.Parse("A"), TransactionId = "1", StartedAt = Now.AddSeconds(-seconds), EndedAt = Now, ReceivedAt = Now, LastHeardAt = Now,
            FinalEnergyWh = wh, StopReason = reason, Verdict = verdict, State = SessionState.Completed,
        };
        Assert.Equal(expected, SessionJudge.Judge(session, 50).ToString());
    }

    [Theory]
    [InlineData("120,118,100", 4, "3")]
    [InlineData("120,118,100", 7, null)] // less than half of the site
    [InlineData("80,70,60", 3, null)] // not long enough
    [InlineData("90,10,5", 3, "3")] // the first is: the others are part of it
    [InlineData("9000,118,100", 3, null)] // one was lost long ago
    [InlineData("90000,9000,120,118,100", 6, "3")]
    [InlineData("120,100", 2, null)]
    public void SiteOffline_BySecondsAgo_GathersThoseLostTogether(string secondsAgo, int heard, string? stations)
    {
        var lost = secondsAgo.Split(',').Select(int.Parse).ToArray();
        var found = SiteOfflineRule.Judge("S", Tally(lost, heard), null, new IncidentOptions(), Now);
        Assert.Equal(stations, found?.Stations.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("500,490", true)]
    [InlineData("500", false)]
    public void SiteOffline_OnceOpen_HoldsWhileTwoAreStillLost(string secondsAgo, bool holds)
    {
        var lost = secondsAgo.Split(',').Select(int.Parse).ToArray();
        Assert.Equal(holds, SiteOfflineRule.Judge("S", Tally(lost, 10), ["L0", "L1", "L2"], new IncidentOptions(), Now) is not null);
    }

    [Theory]
    [InlineData("22:00", "06:00", "Europe/Berlin", "2026-03-01T20:59:00Z", null)]
    [InlineData("22:00", "06:00", "Europe/Berlin", "2026-03-01T21:00:00Z", "2026-03-02T05:00:00Z")]
    [InlineData("22:00", "06:00", "Europe/Berlin", "2026-03-02T04:59:00Z", "2026-03-02T05:00:00Z")]
    [InlineData("22:00", "06:00", "Europe/Berlin", "2026-03-02T05:00:00Z", null)]
    [InlineData("22:00", "06:00", "Europe/Berlin", "2026-03-28T22:00:00Z", "2026-03-29T04:00:00Z")] // summer time begins that night
    [InlineData("22:00", "02:30", "Europe/Berlin", "2026-03-28T22:00:00Z", "2026-03-29T01:00:00Z")] // 02:30 does not exist
    [InlineData("12:00", "13:00", "UTC", "2026-03-01T12:30:00Z", "2026-03-01T13:00:00Z")]
    [InlineData("12:00", "12:00", "UTC", "2026-03-01T12:00:00Z", null)]
    public void QuietHours_AtATime_EndWhenTheZoneSays(string from, string to, string zone, string at, string? end)
    {
        var quiet = new QuietHours(TimeOnly.Parse(from, null), TimeOnly.Parse(to, null), zone, true);
        Assert.Equal(end is null ? null : DateTimeOffset.Parse(end, null), quiet.EndAfter(DateTimeOffset.Parse(at, null)));
    }

    [Theory]
    [InlineData("https://example.com/hook", true)]
    [InlineData("http://10.0.0.7:8080/", true)] // entered by administrators only
    [InlineData("ftp://example.com/", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("https://user:secret@example.com/", false)]
    [InlineData("//example.com", false)]
    [InlineData("", false)]
    public void Channel_Address_IsHttpOnly(string url, bool callable) => Assert.Equal(callable, NotificationChannel.IsCallable(url));

    private static StationState Station() => new() { Id = StationId.Parse("A"), Key = 1, Profile = new StationProfile { SiteId = "S" } };

    private static SiteTally Tally(int[] secondsAgo, int heard)
    {
        var tally = new SiteTally();
        for (var number = 0; number < heard; number++)
        {
            var isLost = number < secondsAgo.Length;
            var state = Station() with { Id = StationId.Parse($"L{number}"), Link = isLost ? LinkState.Offline : LinkState.Online, LinkSince = isLost ? Now.AddSeconds(-secondsAgo[number]) : Now };
            state.Pulse.LastSeenAt = state.LinkSince;
            tally.Add(View(state, StationHistory.None, 100000));
        }

        return tally;
    }

    private static StationView View(StationState state, StationHistory history, int runningSeconds) =>
        new() { State = state, History = history, Options = new IncidentOptions(), Now = Now, StartedAt = Now.AddSeconds(-runningSeconds) };

    private static string Judge(IStationRule rule, StationState state, StationHistory history, int runningSeconds, int? evse = null)
    {
        var found = new Findings();
        rule.Judge(View(state, history, runningSeconds), found);
        return found.Holding.Count > 0 ? "holds" : found.IsLeft(new(rule.Rule, IncidentSubject.OfStation("A", evse))) ? "left" : "gone";
    }
}
