using System.Text.Json.Serialization;

namespace Csms.Engine.Incidents;

/// <summary>A link from an incident's timeline to what proves it.</summary>
/// <param name="Kind">Where to look.</param>
/// <param name="Station">At which station.</param>
/// <param name="Id">Number of the session, id of the command.</param>
/// <param name="At">Around which time; UTC.</param>
public sealed record IncidentEvidence(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] EvidenceKind Kind,
    string Station,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Id = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? At = null);
