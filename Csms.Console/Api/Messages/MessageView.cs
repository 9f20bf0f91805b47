using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Csms.Engine.Ocpp;
using Csms.Engine.Storage;
using Csms.Engine.Units;

namespace Csms.Console.Api.Messages;

/// <summary>A frame of the raw log.</summary>
/// <param name="At">When it was received or sent.</param>
/// <param name="Direction">in (from the station) or out.</param>
/// <param name="MessageType">OCPP-J number: 2 CALL, 3 CALLRESULT, 4 CALLERROR, 5 CALLRESULTERROR, 6 SEND; 0 not readable.</param>
/// <param name="Action">Action, also of an answer whose request is known.</param>
/// <param name="MessageId">Id of the exchange.</param>
/// <param name="Payload">The payload; details of a CALLERROR; the text of a frame that could not be read.</param>
/// <param name="ErrorCode">Of a CALLERROR.</param>
/// <param name="ErrorDescription">Of a CALLERROR.</param>
/// <param name="Notes">What was mended, tolerated or refused, in English.</param>
/// <param name="NoteCodes">The same as camelCase words; asSaid for notes from before there were codes.</param>
internal sealed record MessageView(
    DateTimeOffset At,
    string Direction,
    int MessageType,
    string Action,
    string MessageId,
    JsonNode? Payload,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ErrorCode,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ErrorDescription,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Notes,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? NoteCodes)
{
    public static MessageView Of(LoggedFrame frame) => new(
        frame.At, frame.FromStation ? "in" : "out", frame.MessageType, frame.Action, frame.MessageId, PayloadOf(frame),
        frame.ErrorCode, frame.ErrorDescription, Each(frame, note => note.ToString()), Each(frame, note => JsonNamingPolicy.CamelCase.ConvertName(note.Code.ToString())));

    private static IReadOnlyList<string>? Each(LoggedFrame frame, Func<Statement<FrameNote>, string> word) => frame.Notes.Count == 0 ? null : [.. frame.Notes.Select(word)];

    private static JsonNode? PayloadOf(LoggedFrame frame)
    {
        if (frame.Payload.Length == 0) return null;
        if (frame.MessageType == 0) return JsonValue.Create(frame.Payload);
        try
        {
            return JsonNode.Parse(frame.Payload, documentOptions: new() { MaxDepth = 256 });
        }
        catch (JsonException)
        {
            return JsonValue.Create(frame.Payload); // kept as it came: a payload that is no JSON is shown as text
        }
    }
}
