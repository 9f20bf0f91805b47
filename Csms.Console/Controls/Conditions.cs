using Csms.Engine.Stations;

namespace Csms.Console.Controls;

/// <summary>The engine's word for an EVSE as the state on screen.</summary>
public static class Conditions
{
    /// <summary>Both enums stand in the same order of severity.</summary>
    public static EvState OnScreen(this EvseCondition condition) => (EvState)(int)condition;

    /// <summary>Conditions of a station's EVSEs, by EVSE.</summary>
    public static IReadOnlyList<(int EvseId, EvseCondition Condition)> EvseConditions(this StationState station)
    {
        ArgumentNullException.ThrowIfNull(station);
        var conditions = new (int, EvseCondition)[station.Evses.Length];
        for (var i = 0; i < conditions.Length; i++) conditions[i] = (station.Evses[i].Id, station.ConditionOf(station.Evses[i]));
        return conditions;
    }

    /// <summary>The worst of a station's EVSEs; what the link says when it has none.</summary>
    public static EvState Worst(this StationState station)
    {
        ArgumentNullException.ThrowIfNull(station);
        if (station.Link != LinkState.Online) return station.Link == LinkState.Offline ? EvState.Offline : EvState.Unknown;
        var worst = EvState.Available;
        foreach (var evse in station.Evses) worst = EvStates.Worse(worst, station.ConditionOf(evse).OnScreen());
        return station.Evses.IsEmpty ? EvState.Unknown : worst;
    }
}
