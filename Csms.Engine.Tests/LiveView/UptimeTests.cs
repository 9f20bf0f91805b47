using System.Collections.Immutable;
using Csms.Engine.LiveView;
using Csms.Engine.Stations;

namespace Csms.Engine.Tests.LiveView;

/// <summary>How uptime, failures and repair are reckoned.</summary>
public sealed class UptimeTests
{
    private static readonly DateTimeOffset Begin = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Share_CountsFaultAndLostLinkAsDown_LeavesOutOfOperationAndUnknownOut()
    {
        var uptime = Of((EvseCondition.Unknown, 4), (EvseCondition.Available, 10), (EvseCondition.Faulted, 2), (EvseCondition.Charging, 4), (EvseCondition.Unavailable, 10), (EvseCondition.Offline, 2), (EvseCondition.Available, 2));
        Assert.Equal((30, 10, 2, 2, 4), (uptime.Known.TotalHours, uptime.Excluded.TotalHours, uptime.Faulted.TotalHours, uptime.Offline.TotalHours, uptime.Charging.TotalHours));
        Assert.Equal(1 - 4 / 20d, uptime.Share!.Value, 9);
        Assert.Equal(TimeSpan.FromHours(8), uptime.BetweenFailures);
        Assert.Equal(TimeSpan.FromHours(2), uptime.ToRepair);
    }

    [Fact]
    public void Outage_ThatChangesItsKind_IsOne_AndGoesOnAtTheEnd()
    {
        var uptime = Of((EvseCondition.Available, 1), (EvseCondition.Faulted, 1), (EvseCondition.Offline, 1), (EvseCondition.Faulted, 1));
        var outage = Assert.Single(uptime.Outages);
        Assert.Equal((Begin.AddHours(1), Begin.AddHours(4), true, EvseCondition.Faulted), (outage.From, outage.To, outage.GoesOn, outage.Condition));
    }

    [Fact]
    public void Share_OfNothingKnown_IsNone()
    {
        var uptime = Of((EvseCondition.Unknown, 5));
        Assert.Null(uptime.Share);
        Assert.Null(uptime.Used);
        Assert.Null(uptime.BetweenFailures);
        Assert.Null(Of((EvseCondition.Unavailable, 5)).Share);
    }

    [Fact]
    public void Outages_OfAllEvsesAtOnce_AreToldOnce_OthersEach()
    {
        var first = Of((EvseCondition.Available, 1), (EvseCondition.Offline, 1), (EvseCondition.Available, 2), (EvseCondition.Faulted, 1), (EvseCondition.Available, 1));
        var second = Of(2, (EvseCondition.Charging, 1), (EvseCondition.Offline, 1), (EvseCondition.Available, 4));
        Assert.Equal([(1, Begin.AddHours(4)), (null, Begin.AddHours(1))], Uptime.OutagesOf([first, second]).Select(outage => (outage.EvseId, outage.From)));
    }

    private static Uptime Of(params (EvseCondition Condition, double Hours)[] did) => Of(1, did);

    private static Uptime Of(int evse, params (EvseCondition Condition, double Hours)[] did)
    {
        var at = Begin;
        var segments = ImmutableArray.CreateBuilder<EvseSegment>();
        foreach (var (condition, hours) in did)
        {
            segments.Add(new EvseSegment(condition, at, at = at.AddHours(hours)));
        }

        return Uptime.Of(new EvseDay(evse, segments.ToImmutable()));
    }
}
