using Csms.Engine.Events;
using Csms.Engine.LiveView;
using Csms.Engine.Stations;

namespace Csms.Engine.Tests.LiveView;

/// <summary>The day of an EVSE, from what its station said.</summary>
public sealed class DayFoldTests
{
    private static readonly DateTimeOffset From = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset To = From.AddHours(24);

    [Fact]
    public void Fold_NothingHeard_IsUnknownThroughout() =>
        Assert.Equal([(EvseCondition.Unknown, 0, 24)], Hours([], [1]));

    [Fact]
    public void Fold_WhatWasTrueBefore_HoldsFromTheBeginning() =>
        Assert.Equal([(EvseCondition.Available, 0, 24)], Hours([new DayEvent.Link(At(-5), true), new DayEvent.Status(At(-4), 1, 1, ConnectorStatus.Available)], [1]));

    [Fact]
    public void Fold_LinkLost_IsOfflineWhateverWasToldLast() =>
        Assert.Equal(
            [(EvseCondition.Available, 0, 6), (EvseCondition.Offline, 6, 9), (EvseCondition.Available, 9, 24)],
            Hours([new DayEvent.Link(At(-5), true), new DayEvent.Status(At(-4), 1, 1, ConnectorStatus.Available), new DayEvent.Link(At(6), false), new DayEvent.Link(At(9), true)], [1]));

    [Fact]
    public void Fold_SessionOf2x_ShowsItsChargingStateAndEnds() =>
        Assert.Equal(
            [(EvseCondition.Preparing, 0, 2), (EvseCondition.Charging, 2, 4), (EvseCondition.PausedByCar, 4, 5), (EvseCondition.Preparing, 5, 6), (EvseCondition.Available, 6, 24)],
            Hours(
                [
                    new DayEvent.Link(At(-5), true), new DayEvent.Status(At(-4), 1, 1, ConnectorStatus.Occupied), new DayEvent.Session(At(2), 7, 1, ChargingState.Charging),
                    new DayEvent.Session(At(4), 7, 1, ChargingState.SuspendedEV), new DayEvent.End(At(5), 7), new DayEvent.Status(At(6), 1, 1, ConnectorStatus.Available),
                ],
                [1]));

    [Fact]
    public void Fold_EvseThatOnlyHistoryKnows_HasALaneFromTheBeginning()
    {
        var lanes = DayFold.Fold([new DayEvent.Link(At(1), true), new DayEvent.Status(At(2), 2, 1, ConnectorStatus.Faulted)], [1], From, To);
        Assert.Equal([1, 2], lanes.Select(lane => lane.EvseId));
        Assert.Equal(EvseCondition.Faulted, lanes[1].Segments[^1].Condition);
    }

    [Fact]
    public void Until_StateChangedSinceTheRead_GoesOnWithTheStateNow()
    {
        var day = new StationDay(From, To, DayFold.Fold([new DayEvent.Link(At(-1), true), new DayEvent.Status(At(-1), 1, 1, ConnectorStatus.Available)], [1], From, To));
        var now = To.AddMinutes(30);
        var lane = day.Until([(1, EvseCondition.Charging)], now, TimeSpan.FromHours(24)).Evses.Single();
        Assert.Equal([EvseCondition.Available, EvseCondition.Charging], lane.Segments.Select(segment => segment.Condition));
        Assert.Equal((now.AddHours(-24), To, now), (lane.Segments[0].From, lane.Segments[1].From, lane.Segments[1].To));
    }

    private static DateTimeOffset At(double hour) => From.AddHours(hour);

    private static IEnumerable<(EvseCondition Condition, int From, int To)> Hours(IEnumerable<DayEvent> events, int[] evses) =>
        DayFold.Fold(events, evses, From, To).Single().Segments.Select(segment => (segment.Condition, (int)(segment.From - From).TotalHours, (int)(segment.To - From).TotalHours));
}
