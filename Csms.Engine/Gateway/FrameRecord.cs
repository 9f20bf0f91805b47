using Csms.Engine.Ocpp;
using Csms.Engine.Ocpp.Framing;
using Csms.Engine.Units;

namespace Csms.Engine.Gateway;

/// <summary>One exchange (request and its answer) or one lone frame, for the raw log. Spans are valid during the call only.</summary>
public readonly ref struct FrameRecord
{
    /// <summary>Whose.</summary>
    public required StationId Station { get; init; }

    /// <summary>The station's compact number in the store.</summary>
    public required int StationKey { get; init; }

    /// <summary>True: the request came from the station. False: it went to the station.</summary>
    public required bool FromStation { get; init; }

    /// <summary>When the request was received or sent; UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Type of the (first) frame; null when it was no readable frame.</summary>
    public OcppMessageType? Type { get; init; }

    /// <summary>Action; null for a lone answer or an unreadable frame.</summary>
    public string? Action { get; init; }

    /// <summary>Message id; null when it could not be read.</summary>
    public string? MessageId { get; init; }

    /// <summary>Payload of the request (UTF-8 JSON), or the whole text of an unreadable frame.</summary>
    public ReadOnlySpan<byte> Payload { get; init; }

    /// <summary>When the answer was sent or received; null when there is none.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>Type of the answer.</summary>
    public OcppMessageType? AnswerType { get; init; }

    /// <summary>Payload of the CALLRESULT, or details of the CALLERROR.</summary>
    public ReadOnlySpan<byte> AnswerPayload { get; init; }

    /// <summary>Error code of a CALLERROR, as spelt on the wire.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>Error description of a CALLERROR.</summary>
    public string? ErrorDescription { get; init; }

    /// <summary>Schema violations, deviations, mended quirks; null when none.</summary>
    public IReadOnlyList<Statement<FrameNote>>? Notes { get; init; }
}
