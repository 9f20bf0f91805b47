using System.Text.Encodings.Web;
using System.Text.Json;
using Csms.Console.Controls;
using Csms.Engine.LiveView;
using Csms.Engine.Ocpp;
using Csms.Engine.Ocpp.Framing;
using Csms.Engine.Units;

namespace Csms.Console.Pages.Messages;

/// <summary>An exchange as the list shows it.</summary>
public sealed record MessageRow
{
    private static readonly JsonSerializerOptions _readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Exchange from the feed or the log.</summary>
    /// <param name="frame">The exchange.</param>
    /// <param name="words">The reader's language.</param>
    public MessageRow(LiveFrame frame, EngineWords words)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(words);
        Frame = frame;
        Key = KeyOf(frame.At, frame.MessageId);
        Says = FrameSummary.Of(frame.Action, frame.Payload, frame.AnswerPayload, words);
        Error = ErrorIn(frame, words);
        Notes = [.. (frame.Notes ?? []).Where(note => !IsTheError(frame, note)).Select(note => new MessageNote(MessageNote.KindOf(note.Code), words.Say(note)))];
    }

    /// <summary>The exchange.</summary>
    public LiveFrame Frame { get; }

    /// <summary>Name in the address: time and message id.</summary>
    public string Key { get; }

    /// <summary>One line.</summary>
    public string Says { get; }

    /// <summary>Error code with its description, in the reader's language where it is ours; null without an error.</summary>
    public string? Error { get; }

    /// <summary>What else is noted of it, in the reader's language.</summary>
    public IReadOnlyList<MessageNote> Notes { get; }

    /// <summary>From the request to its answer; null without one.</summary>
    public TimeSpan? Latency => Frame.AnsweredAt - Frame.At;

    /// <summary>It ended in an error.</summary>
    public bool IsError => Frame.ErrorCode is not null || Frame.Type is null || Frame.AnswerType == OcppMessageType.CallError;

    /// <summary>The frames as they went over the wire, a line each: for a ticket.</summary>
    public string Wire
    {
        get
        {
            if (Frame.Type is not { } type) return Frame.Payload;
            var id = Json(Frame.MessageId ?? "");
            var error = (Frame.ErrorCode ?? "").Split(": ", 2);
            var refusal = $"{id},{Json(error[0])},{Json(error.ElementAtOrDefault(1) ?? "")}";
            var request = type is OcppMessageType.Call or OcppMessageType.Send ? $"[{(int)type},{id},{Json(Frame.Action ?? "")},{Frame.Payload}]"
                : type is OcppMessageType.CallResult ? $"[{(int)type},{id},{Frame.Payload}]" : $"[{(int)type},{refusal},{Frame.Payload}]";
            return Frame.AnswerType switch
            {
                null => request,
                OcppMessageType.CallResult => $"{request}\n[{(int)OcppMessageType.CallResult},{id},{Frame.AnswerPayload ?? "{}"}]",
                var answer => $"{request}\n[{(int)answer},{refusal},{(string.IsNullOrEmpty(Frame.AnswerPayload) ? "{}" : Frame.AnswerPayload)}]",
            };
        }
    }

    /// <summary>The same for a frame that is only known by time and id.</summary>
    public static string KeyOf(DateTimeOffset at, string? messageId) => $"{at.ToUniversalTime():yyyyMMdd'T'HHmmss.ffffff'Z'}_{messageId}";

    private static string Json(string text) => JsonSerializer.Serialize(text, _readable);

    private static string? ErrorIn(LiveFrame frame, EngineWords words) =>
        frame is { ErrorCode: { } error, Notes: { } notes } && notes.FirstOrDefault(note => IsTheError(frame, note)) is { } said
            ? error[..^said.ToString().Length] + words.Say(said)
            : frame.ErrorCode;

    // The description of an error that we answered is one of the notes.
    private static bool IsTheError(LiveFrame frame, Statement<FrameNote> note) => frame.ErrorCode?.EndsWith(": " + note, StringComparison.Ordinal) == true;
}
