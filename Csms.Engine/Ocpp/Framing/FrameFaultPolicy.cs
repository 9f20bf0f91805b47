namespace Csms.Engine.Ocpp.Framing;

/// <summary>Which answer, if any, goes out for a faulty frame (MESSAGES.md section 2; Part 4, 4.2.3 and 4.4).</summary>
public static class FrameFaultPolicy
{
    /// <summary>Stands for a message id that could not be read (Part 4).</summary>
    public const string UnreadableId = "-1";

    /// <summary>What a text that is no frame is answered in a version (OCPP-J 4.1.3, 4.2.3); null: nothing can be said to it.</summary>
    public static FrameAnswer? AnswerTo(FrameFault fault, OcppVersion version)
    {
        if (fault.Kind == FrameFaultKind.UnknownType)
        {
            return version == OcppVersion.V201 ? Error(OcppMessageType.CallError, fault, OcppErrorCode.MessageTypeNotSupported) : null;
        }

        return (fault.Type, version) switch
        {
            // 1.6 has no rule for broken text: only a call whose id was read can be answered.
            (OcppMessageType.Call, OcppVersion.V16) => fault.MessageId is null || fault.Kind == FrameFaultKind.NotJson ? null : Error(OcppMessageType.CallError, fault, OcppErrorCode.FormatViolation),
            (null, OcppVersion.V16) => null,
            (OcppMessageType.Call, _) => Error(OcppMessageType.CallError, fault, CodeOf(fault.Kind)),
            (null, _) => Error(OcppMessageType.CallError, fault, OcppErrorCode.RpcFrameworkError),
            (OcppMessageType.CallResult, OcppVersion.V21) when fault.MessageId is not null => Error(OcppMessageType.CallResultError, fault, CodeOf(fault.Kind)),

            // An answer to a broken answer, error or SEND would only start a quarrel.
            _ => null,
        };
    }

    private static OcppErrorCode CodeOf(FrameFaultKind kind) =>
        kind == FrameFaultKind.PayloadNotAnObject ? OcppErrorCode.FormatViolation : OcppErrorCode.RpcFrameworkError;

    private static FrameAnswer Error(OcppMessageType type, FrameFault fault, OcppErrorCode code) =>
        new(type, fault.MessageId ?? UnreadableId, code, Describe(fault.Kind));

    private static string Describe(FrameFaultKind kind) => kind switch
    {
        FrameFaultKind.NotJson => "The text is not valid JSON",
        FrameFaultKind.NotAnArray => "The message is not a JSON array",
        FrameFaultKind.TypeMissing => "The message type number is missing",
        FrameFaultKind.UnknownType => "The message type number is not supported",
        FrameFaultKind.IdMissing => "The message id is missing",
        FrameFaultKind.IdNotAString => "The message id is not a string",
        FrameFaultKind.IdTooLong => "The message id is longer than 36 characters",
        FrameFaultKind.ActionMissing => "The action is missing",
        FrameFaultKind.PayloadMissing => "The payload is missing",
        FrameFaultKind.PayloadNotAnObject => "The payload is not an object",
        FrameFaultKind.TooManyElements => "The message has too many elements",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
