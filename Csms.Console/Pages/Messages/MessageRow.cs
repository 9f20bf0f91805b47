using Csms.Console.Controls;
using Csms.Engine.LiveView;
using Csms.Engine.Ocpp;
using Csms.Engine.Ocpp.Framing;
using Csms.Engine.Units;

namespace Csms.Console.Pages.Messages;

/// <summary>An exchange as the list shows it.</summary>
public sealed record MessageRow
{
    /// <summary>Exchange from the feed or the log.</summary>
    /// <param name="frame">The exchange.</param>
    /// <param name="words">The reader's language.</param>
    public MessageRow(LiveFrame frame, EngineWords words)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(words);
        Frame = frame;
        Key = KeyOf(frame.At, frame.MessageId);
        Says = FrameSummary.Of(frame.Action, frame.Payload, frame.AnswerPayload, words.Culture);
        Error = ErrorIn(frame, words);
        Notes = [.. (frame.Notes ?? []).Where(note => !IsTheError(frame, note)).Select(note => words.Say(note))];
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
    public IReadOnlyList<string> Notes { get; }

    /// <summary>From the request to its answer; null without one.</summary>
    public TimeSpan? Latency => Frame.AnsweredAt - Frame.At;

    /// <summary>It ended in an error.</summary>
    public bool IsError => Frame.ErrorCode is not null || Frame.Type is null || Frame.AnswerType == OcppMessageType.CallError;

    /// <summary>The same for a frame that is only known by time and id.</summary>
    public static string KeyOf(DateTimeOffset at, string? messageId) => $"{at.ToUniversalTime():yyyyMMdd'T'HHmmss.ffffff'Z'}_{messageId}";

    private static string? ErrorIn(LiveFrame frame, EngineWords words) =>
        frame is { ErrorCode: { } error, Notes: { } notes } && notes.FirstOrDefault(note => IsTheError(frame, note)) is { } said
            ? error[..^said.ToString().Length] + words.Say(said)
            : frame.ErrorCode;

    // The description of an error that we answered is one of the notes.
    private static bool IsTheError(LiveFrame frame, Statement<FrameNote> note) => frame.ErrorCode?.EndsWith(": " + note, StringComparison.Ordinal) == true;
}
