using System.Text.Json;
using System.Text.Json.Nodes;

namespace Csms.Engine.Stations.Reports;

/// <summary>A frame that may belong to a request.</summary>
internal readonly record struct ReportFrame(DateTimeOffset At, string Action, JsonObject Payload, JsonObject? Answer)
{
    // A member twice would be found out only when the object is read.
    private static readonly JsonDocumentOptions _options = new() { AllowDuplicateProperties = false };

    /// <summary>The request it belongs to; null when it names none.</summary>
    public int? RequestId => Number("requestId");

    /// <summary>Number of the part; null: messages of this kind have none (charging profiles, display messages, DER controls).</summary>
    public int? Sequence => Number("seqNo");

    /// <summary>Whether further parts follow.</summary>
    public bool MoreToCome => Payload["tbc"] is JsonValue value && value.TryGetValue<bool>(out var more) && more;

    public string? Status => Word(Payload);

    public string? AnswerStatus => Word(Answer);

    /// <summary>Null for a payload that is no JSON object.</summary>
    public static ReportFrame? Read(DateTimeOffset at, string action, string payload, string? answer) =>
        Parse(payload) is { } content ? new ReportFrame(at, action, content, answer is null ? null : Parse(answer)) : null;

    private static JsonObject? Parse(string json)
    {
        try
        {
            return JsonNode.Parse(json, documentOptions: _options) as JsonObject;
        }
        catch (JsonException)
        {
            return null; // kept in the raw log as it came; it is part of no report
        }
    }

    private static string? Word(JsonObject? owner) => owner?["status"] is JsonValue value && value.TryGetValue<string>(out var word) ? word : null;

    private int? Number(string member) => Payload[member] is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;
}
