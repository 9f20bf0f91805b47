using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Console.Security.Audit;

namespace Csms.Console.Api.Audit;

/// <summary>One write: who, when, from where, what, before and after, why.</summary>
/// <param name="Id">Grows with time.</param>
/// <param name="At">When.</param>
/// <param name="ActorKind">user, apiKey or system.</param>
/// <param name="ActorId">Stable id of who did it.</param>
/// <param name="ActorName">The name at that time.</param>
/// <param name="Address">Where the request came from; null: the program itself.</param>
/// <param name="Action">What was done: "station.delete".</param>
/// <param name="SubjectKind">Kind of the thing.</param>
/// <param name="SubjectId">Id of the thing.</param>
/// <param name="Reason">The typed reason.</param>
/// <param name="Before">The thing before; null when it was made.</param>
/// <param name="After">The thing after; null when it was deleted.</param>
internal sealed record AuditView(
    long Id, DateTimeOffset At, string ActorKind, string ActorId, string ActorName, string? Address, string Action, string SubjectKind, string SubjectId, string? Reason, JsonNode? Before, JsonNode? After)
{
    public static AuditView Of(AuditEntry entry) => new(
        entry.Id, entry.At, JsonNamingPolicy.CamelCase.ConvertName(entry.ActorKind.ToString()), entry.ActorId, entry.ActorName, entry.Ip, entry.Action, entry.SubjectKind, entry.SubjectId, entry.Reason,
        Json(entry.Before), Json(entry.After));

    private static JsonNode? Json(string? text) => text is null ? null : JsonNode.Parse(text);
}
