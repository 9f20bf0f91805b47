namespace Csms.Console.Api.Incidents;

/// <summary>Where the proof is.</summary>
/// <param name="Kind">frames, session, command or station.</param>
/// <param name="StationId">At which station.</param>
/// <param name="Id">Number of the session, id of the command.</param>
/// <param name="At">Around which time.</param>
internal sealed record IncidentEvidenceView(string Kind, string StationId, string? Id, DateTimeOffset? At);
