using Csms.Engine.Ocpp;
using Csms.Engine.Ocpp.Framing;
using Csms.Engine.Units;

namespace Csms.Engine.LiveView;

/// <summary>An exchange with a station, or a lone frame, as it just happened.</summary>
/// <param name="FromStation">The request came from the station.</param>
/// <param name="At">When the request was received or sent.</param>
/// <param name="Type">Type of the frame; null when unreadable.</param>
/// <param name="Action">Action.</param>
/// <param name="MessageId">Message id.</param>
/// <param name="Payload">JSON of the request.</param>
/// <param name="AnsweredAt">When it was answered.</param>
/// <param name="AnswerType">Type of the answer.</param>
/// <param name="AnswerPayload">JSON of the answer.</param>
/// <param name="ErrorCode">Error code, with its description.</param>
/// <param name="Notes">Schema violations and mended quirks.</param>
public sealed record LiveFrame(
    bool FromStation,
    DateTimeOffset At,
    OcppMessageType? Type,
    string? Action,
    string? MessageId,
    string Payload,
    DateTimeOffset? AnsweredAt,
    OcppMessageType? AnswerType,
    string? AnswerPayload,
    string? ErrorCode,
    IReadOnlyList<Statement<FrameNote>>? Notes);
