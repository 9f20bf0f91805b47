namespace Csms.Simulator.Charging;

/// <summary>Which profiles a clear or a report means: an id alone, else all given members together.</summary>
public sealed record ProfileFilter(IReadOnlyList<int>? Ids = null, int? EvseId = null, string? Purpose = null, int? StackLevel = null)
{
    /// <summary>True when the profile is meant.</summary>
    public bool Matches(ChargingProfile profile) =>
        (Ids is not { Count: > 0 } ids || ids.Contains(profile.Id))
        && (EvseId is not { } evse || profile.EvseId == evse)
        && (Purpose is null || profile.Purpose == Purpose)
        && (StackLevel is not { } level || profile.StackLevel == level);
}
