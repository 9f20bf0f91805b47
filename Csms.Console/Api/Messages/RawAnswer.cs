using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Csms.Engine.Gateway;

namespace Csms.Console.Api.Messages;

/// <summary>What a station answered to a raw CALL: a response, or an error.</summary>
/// <param name="MessageId">Id of the exchange.</param>
/// <param name="SentAt">When the CALL left.</param>
/// <param name="AnsweredAt">When the answer came.</param>
/// <param name="LatencyMs">Time between the two, in milliseconds.</param>
/// <param name="Response">Payload of the CALLRESULT.</param>
/// <param name="Error">The CALLERROR.</param>
internal sealed record RawAnswer(
    string MessageId,
    DateTimeOffset SentAt,
    DateTimeOffset AnsweredAt,
    double LatencyMs,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonNode? Response,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] RawError? Error)
{
    public static RawAnswer Of(CallOutcome outcome)
    {
        var (sent, answered) = (outcome.SentAt!.Value, outcome.AnsweredAt!.Value);
        return new(
            outcome.MessageId!, sent, answered, Math.Round((answered - sent).TotalMilliseconds, 1),
            outcome.Result == CallResult.Answered ? Json(outcome.Payload) : null,
            outcome.Result == CallResult.Refused ? new RawError(outcome.ErrorCode ?? "", outcome.ErrorDescription ?? "", Json(outcome.ErrorDetails)) : null);
    }

    private static JsonNode? Json(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.IsEmpty) return null;
        try
        {
            return JsonNode.Parse(utf8.Span);
        }
        catch (JsonException)
        {
            return JsonValue.Create(System.Text.Encoding.UTF8.GetString(utf8.Span)); // kept as it came, as in the log
        }
    }
}
