namespace Csms.Console.Pages.Timeline;

/// <summary>One EVSE as timeline.js reads it; times are seconds since the begin of the window.</summary>
/// <param name="Station">Compact number of the station: lanes of one station stand together.</param>
/// <param name="Evse">From 1.</param>
/// <param name="Name">Identity of the station.</param>
/// <param name="Model">Its model, or null.</param>
/// <param name="Href">Where its name leads.</param>
/// <param name="At">Begin of each segment.</param>
/// <param name="State">Its state, worst is 0 (Controls/EvState.cs).</param>
/// <param name="Session">Number of its session; 0: none.</param>
/// <param name="Why">Reason by place of the segment, where there is one.</param>
/// <param name="Sessions">Number, begin, end (0: runs) and Wh of each session, one after the other.</param>
public sealed record TimelineLane(
    int Station, int Evse, string Name, string? Model, string Href, IReadOnlyList<int> At, IReadOnlyList<int> State, IReadOnlyList<long> Session, IReadOnlyDictionary<int, string> Why, IReadOnlyList<long> Sessions);
