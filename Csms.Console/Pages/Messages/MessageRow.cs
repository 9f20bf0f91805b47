using Csms.Engine.LiveView;
using Csms.Engine.Ocpp.Framing;

namespace Csms.Console.Pages.Messages;

/// <summary>An exchange as the list shows it.</summary>
public sealed record MessageRow
{
    /// <summary>Exchange from the feed or the log.</summary>
    public MessageRow(LiveFrame frame)
    {
        Frame = frame;
        Key = KeyOf(frame.At, frame.MessageId);
        Says = FrameSummary.Of(frame.Action, frame.Payload, frame.AnswerPayload);
    }

    /// <summary>The exchange.</summary>
    public LiveFrame Frame { get; }

    /// <summary>Name in the address: time and message id.</summary>
    public string Key { get; }

    /// <summary>One line.</summary>
    public string Says { get; }

    /// <summary>From the request to its answer; null without one.</summary>
    public TimeSpan? Latency => Frame.AnsweredAt - Frame.At;

    /// <summary>It ended in an error.</summary>
    public bool IsError => Frame.ErrorCode is not null || Frame.Type is null || Frame.AnswerType == OcppMessageType.CallError;

    /// <summary>The same for a frame that is only known by time and id.</summary>
    public static string KeyOf(DateTimeOffset at, string? messageId) => $"{at.ToUniversalTime():yyyyMMdd'T'HHmmss.ffffff'Z'}_{messageId}";
}
