using Csms.Engine.Energy;
using Csms.Engine.Stations;

namespace Csms.Console.Pages.Stations;

/// <summary>A row of the list. A class and not a record: the same object means that nothing shown has changed.</summary>
public sealed class StationRow(StationState state, Site? site)
{
    /// <summary>The station as of the last look.</summary>
    public StationState State { get; } = state;

    /// <summary>Its site.</summary>
    public Site? Site { get; } = site;

    /// <summary>Identity.</summary>
    public string Id => State.Id.Value;
}
