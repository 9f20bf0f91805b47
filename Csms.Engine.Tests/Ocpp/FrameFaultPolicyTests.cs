using Csms.Engine.Ocpp.Framing;

namespace Csms.Engine.Tests.Ocpp;

public sealed class FrameFaultPolicyTests
{
    [Theory]

    // Text that cannot be parsed: 1.6 drops, 2.x answers with the id or "-1".
    [InlineData(OcppVersion.V16, FrameFaultKind.NotJson, null, null, null, null, null)]
    [InlineData(OcppVersion.V201, FrameFaultKind.NotJson, null, null, OcppMessageType.CallError, "-1", OcppErrorCode.RpcFrameworkError)]
    [InlineData(OcppVersion.V21, FrameFaultKind.NotAnArray, null, null, OcppMessageType.CallError, "-1", OcppErrorCode.RpcFrameworkError)]
    [InlineData(OcppVersion.V21, FrameFaultKind.NotJson, OcppMessageType.Call, "a", OcppMessageType.CallError, "a", OcppErrorCode.RpcFrameworkError)]

    // Unknown message type numbers: only 2.0.1 answers.
    [InlineData(OcppVersion.V16, FrameFaultKind.UnknownType, null, "a", null, null, null)]
    [InlineData(OcppVersion.V201, FrameFaultKind.UnknownType, null, "a", OcppMessageType.CallError, "a", OcppErrorCode.MessageTypeNotSupported)]
    [InlineData(OcppVersion.V21, FrameFaultKind.UnknownType, null, "a", null, null, null)]

    // A call with readable id and a bad rest.
    [InlineData(OcppVersion.V16, FrameFaultKind.PayloadNotAnObject, OcppMessageType.Call, "a", OcppMessageType.CallError, "a", OcppErrorCode.FormatViolation)]
    [InlineData(OcppVersion.V201, FrameFaultKind.PayloadNotAnObject, OcppMessageType.Call, "a", OcppMessageType.CallError, "a", OcppErrorCode.FormatViolation)]
    [InlineData(OcppVersion.V201, FrameFaultKind.ActionMissing, OcppMessageType.Call, "a", OcppMessageType.CallError, "a", OcppErrorCode.RpcFrameworkError)]
    [InlineData(OcppVersion.V16, FrameFaultKind.IdNotAString, OcppMessageType.Call, null, null, null, null)]
    [InlineData(OcppVersion.V201, FrameFaultKind.IdNotAString, OcppMessageType.Call, null, OcppMessageType.CallError, "-1", OcppErrorCode.RpcFrameworkError)]

    // Broken answers: 2.1 may complain about a result, nobody about an error or a SEND.
    [InlineData(OcppVersion.V16, FrameFaultKind.PayloadNotAnObject, OcppMessageType.CallResult, "a", null, null, null)]
    [InlineData(OcppVersion.V201, FrameFaultKind.PayloadNotAnObject, OcppMessageType.CallResult, "a", null, null, null)]
    [InlineData(OcppVersion.V21, FrameFaultKind.PayloadNotAnObject, OcppMessageType.CallResult, "a", OcppMessageType.CallResultError, "a", OcppErrorCode.FormatViolation)]
    [InlineData(OcppVersion.V21, FrameFaultKind.IdMissing, OcppMessageType.CallResult, null, null, null, null)]
    [InlineData(OcppVersion.V21, FrameFaultKind.PayloadMissing, OcppMessageType.CallError, "a", null, null, null)]
    [InlineData(OcppVersion.V21, FrameFaultKind.PayloadNotAnObject, OcppMessageType.Send, "a", null, null, null)]
    public void Fault_InAVersion_GetsItsAnswer(
        OcppVersion version, FrameFaultKind kind, OcppMessageType? type, string? id, OcppMessageType? answer, string? answerId, OcppErrorCode? code)
    {
        var given = FrameFaultPolicy.AnswerTo(new FrameFault(kind, type, id), version);
        Assert.Equal((answer, answerId, code), (given?.Type, given?.MessageId, given?.Code));
    }
}
