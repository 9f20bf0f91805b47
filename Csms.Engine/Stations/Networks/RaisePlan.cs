using System.Collections.Immutable;

namespace Csms.Engine.Stations.Networks;

/// <summary>What a raise would do, and what was found before it.</summary>
/// <param name="Url">Address that the station would get; null in 1.6, or where this host offers none.</param>
/// <param name="Slot">Slot that it would be written to; null in 1.6, or where none is free.</param>
/// <param name="Findings">What was looked at.</param>
public sealed record RaisePlan(string? Url, int? Slot, ImmutableArray<RaiseFinding> Findings)
{
    /// <summary>Nothing is in the way.</summary>
    public bool MayBegin => Findings.All(finding => finding.Ok != false);
}
