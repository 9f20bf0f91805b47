using Csms.Engine.Incidents;

namespace Csms.Console.Api.Incidents;

/// <summary>A row of an incident's timeline.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">opened, repeated, changed, cleared, returned, verified, merged, acknowledged, assigned, commented or closed.</param>
/// <param name="Actor">Who; null: the rule.</param>
/// <param name="Text">A comment, a reason, the one it was assigned to.</param>
/// <param name="Detail">The figures at that time.</param>
/// <param name="Evidence">What proves it.</param>
internal sealed record IncidentEntryView(DateTimeOffset At, string Kind, string? Actor, string? Text, IncidentDetailView? Detail, IncidentEvidenceView? Evidence)
{
    public static IncidentEntryView Of(IncidentEntry entry) => new(
        entry.At,
        entry.Kind.ToString().ToLowerInvariant(),
        entry.Actor,
        entry.Text,
        entry.Detail is { } detail ? IncidentDetailView.Of(detail) : null,
        entry.Evidence is { } evidence ? new(evidence.Kind.ToString().ToLowerInvariant(), evidence.Station, evidence.Id, evidence.At) : null);
}
