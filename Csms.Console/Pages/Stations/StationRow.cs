using Csms.Engine.Energy;
using Csms.Engine.Stations;

namespace Csms.Console.Pages.Stations;

/// <summary>A row of the list. A class and not a record: the same object means that nothing shown has changed. Every open list holds the same one.</summary>
public sealed class StationRow
{
    /// <summary>A row of a station as it is.</summary>
    public StationRow(StationState state, Site? site)
    {
        ArgumentNullException.ThrowIfNull(state);
        (State, Site) = (state, site);
        foreach (var evse in state.Evses)
        {
            var condition = state.ConditionOf(evse);
            IsFaulted |= condition == EvseCondition.Faulted;
            IsCharging |= condition == EvseCondition.Charging;
        }
    }

    /// <summary>The station as of the last look.</summary>
    public StationState State { get; }

    /// <summary>Its site.</summary>
    public Site? Site { get; }

    /// <summary>An EVSE of it is faulted.</summary>
    public bool IsFaulted { get; }

    /// <summary>An EVSE of it charges.</summary>
    public bool IsCharging { get; }

    /// <summary>Identity.</summary>
    public string Id => State.Id.Value;
}
