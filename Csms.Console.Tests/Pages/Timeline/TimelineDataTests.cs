using Csms.Console.Controls;
using Csms.Console.Pages.Timeline;
using Csms.Engine.Gateway;
using Csms.Engine.LiveView;
using Csms.Engine.Stations;
using Csms.Engine.Units;

namespace Csms.Console.Tests.Pages.Timeline;

/// <summary>A window of history as the browser gets it, and as its table shows it.</summary>
public sealed class TimelineDataTests
{
    private static readonly DateTimeOffset From = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset To = From.AddHours(24);

    [Fact]
    public void Of_Segments_AreSecondsSinceTheBeginWithSessionAndReason()
    {
        var lane = Lane(
            new EvseSegment(EvseCondition.Available, From, From.AddHours(1)),
            new EvseSegment(EvseCondition.Charging, From.AddHours(1), From.AddHours(2), SessionId: 17),
            new EvseSegment(EvseCondition.Offline, From.AddHours(2), To, Reason: new EvseReason(null, Statement.AsSaid<LinkEnd>("ping timeout"))));
        Assert.Equal([0, 3600, 7200], lane.At);
        Assert.Equal([(int)EvState.Available, (int)EvState.Charging, (int)EvState.Offline], lane.State);
        Assert.Equal([0L, 17, 0], lane.Session);
        Assert.Equal("ping timeout", Assert.Single(lane.Why, why => why.Key == 2).Value);
    }

    [Fact]
    public void Of_SegmentsWithinOneSecond_ShowTheWorst()
    {
        var at = From.AddHours(1);
        var lane = Lane(
            new EvseSegment(EvseCondition.Available, From, at),
            new EvseSegment(EvseCondition.Faulted, at, at.AddMilliseconds(300), Reason: new EvseReason("GroundFailure", null)),
            new EvseSegment(EvseCondition.Available, at.AddMilliseconds(300), To));
        Assert.Equal([0, 3600], lane.At);
        Assert.Equal([(int)EvState.Available, (int)EvState.Faulted], lane.State);
    }

    [Fact]
    public void Of_Sessions_RunningOneHasNoEnd()
    {
        var lane = Data([new SessionSpan(1, 1, 17, From.AddHours(1), From.AddHours(2), 5000), new SessionSpan(1, 1, 18, From.AddHours(3), null, 700), new SessionSpan(2, 1, 99, From, null, 1)],
            new EvseSegment(EvseCondition.Available, From, To)).Lanes.Single();
        Assert.Equal([17L, 3600, 7200, 5000, 18, 10800, 0, 700], lane.Sessions);
    }

    [Fact]
    public void Of_Power_IsAMinuteEachWithGaps()
    {
        var data = TimelineData.Of([], new Dictionary<int, StationDay>(), [], From.AddSeconds(20), From.AddMinutes(3), [(From, 1500), (From.AddMinutes(2), 62_040)], _ => "");
        Assert.Equal(From.ToUnixTimeMilliseconds(), data.Power!.Start);
        Assert.Equal([15, null, 620, null], data.Power.Kw);
    }

    [Fact]
    public void Rows_OfAView_AreWhatLiesInItNewestFirst()
    {
        var data = Data([],
            new EvseSegment(EvseCondition.Available, From, From.AddHours(1)),
            new EvseSegment(EvseCondition.Charging, From.AddHours(1), From.AddHours(2), SessionId: 17),
            new EvseSegment(EvseCondition.Available, From.AddHours(2), To));
        var rows = TimelineRow.Of(data, From.AddHours(1), From.AddHours(3), most: 10);
        Assert.Equal([EvState.Available, EvState.Charging], rows.Select(row => row.State));
        Assert.Equal((From.AddHours(1), From.AddHours(2), 17L), (rows[1].From, rows[1].To, rows[1].Session));
        Assert.Single(TimelineRow.Of(data, From, To, most: 1));
    }

    private static TimelineLane Lane(params EvseSegment[] segments) => Data([], segments).Lanes.Single();

    private static TimelineData Data(IReadOnlyList<SessionSpan> sessions, params EvseSegment[] segments) => TimelineData.Of(
        [new StationState { Id = StationId.Parse("A"), Key = 1, Profile = new StationProfile() }],
        new Dictionary<int, StationDay> { [1] = new(From, To, [new EvseDay(1, [.. segments])]) },
        sessions,
        From,
        To,
        null,
        reason => reason.FaultCode ?? $"{reason.LinkEnd}");
}
