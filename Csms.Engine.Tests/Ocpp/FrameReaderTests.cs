using System.Text;
using Csms.Engine.Ocpp.Framing;

namespace Csms.Engine.Tests.Ocpp;

public sealed class FrameReaderTests
{
    [Theory]
    [InlineData(OcppVersion.V16, """[2,"a1","Heartbeat",{}]""", OcppMessageType.Call, "a1", "Heartbeat", "{}", "", "")]
    [InlineData(OcppVersion.V16, """ [ 2 , "a1" , "Heartbeat" , null ] """, OcppMessageType.Call, "a1", "Heartbeat", "{}", "", "")]
    [InlineData(OcppVersion.V201, """[2,"\u0061\"1","Heart\u0062eat",{"a":[1,{}]}]""", OcppMessageType.Call, "a\"1", "Heartbeat", """{"a":[1,{}]}""", "", "")]
    [InlineData(OcppVersion.V21, """[2,"a","NoSuchAction",{}]""", OcppMessageType.Call, "a", "NoSuchAction", "{}", "", "")]
    [InlineData(OcppVersion.V21, """[3,"a",{"x":1}]""", OcppMessageType.CallResult, "a", "", """{"x":1}""", "", "")]
    [InlineData(OcppVersion.V16, """[4,"a","InternalError","broken",{"d":1}]""", OcppMessageType.CallError, "a", "", """{"d":1}""", "InternalError", "broken")]
    [InlineData(OcppVersion.V16, """[4,"a","InternalError"]""", OcppMessageType.CallError, "a", "", "{}", "InternalError", "")]
    [InlineData(OcppVersion.V16, """[4,"a",null,["x"],null]""", OcppMessageType.CallError, "a", "", "{}", "", "")]
    [InlineData(OcppVersion.V21, """[5,"a","FormatViolation","",{}]""", OcppMessageType.CallResultError, "a", "", "{}", "FormatViolation", "")]
    [InlineData(OcppVersion.V21, """[6,"a","NotifyPeriodicEventStream",{}]""", OcppMessageType.Send, "a", "NotifyPeriodicEventStream", "{}", "", "")]
    [InlineData(OcppVersion.V16, """[2,"123456789012345678901234567890123456","Heartbeat",{}]""", OcppMessageType.Call, "123456789012345678901234567890123456", "Heartbeat", "{}", "", "")]
    public void Frame_WellFormed_IsTakenApart(
        OcppVersion version, string text, OcppMessageType type, string id, string action, string payload, string code, string description)
    {
        Assert.True(FrameReader.TryRead(version, Encoding.UTF8.GetBytes(text), out var frame, out _));
        Assert.Equal((type, id, action, payload, code, description),
            (frame.Type, frame.MessageId, frame.Action, Encoding.UTF8.GetString(frame.Payload.Span), frame.ErrorCode, frame.ErrorDescription));
    }

    [Fact]
    public void Action_KnownToTheVersion_IsNotAllocatedAgain()
    {
        FrameReader.TryRead(OcppVersion.V16, """[2,"a","StatusNotification",{}]"""u8.ToArray(), out var frame, out _);
        Assert.Same(OcppVersion.V16.Actions().Find("StatusNotification")!.Name, frame.Action);
    }

    [Theory]
    [InlineData("", FrameFaultKind.NotJson, null, null)]
    [InlineData("hello", FrameFaultKind.NotJson, null, null)]
    [InlineData("{}", FrameFaultKind.NotAnArray, null, null)]
    [InlineData("\"x\"", FrameFaultKind.NotAnArray, null, null)]
    [InlineData("[]", FrameFaultKind.TypeMissing, null, null)]
    [InlineData("""["2","a","Heartbeat",{}]""", FrameFaultKind.TypeMissing, null, null)]
    [InlineData("""[9,"a",{}]""", FrameFaultKind.UnknownType, null, "a")]
    [InlineData("""[2.5,"a",{}]""", FrameFaultKind.UnknownType, null, "a")]
    [InlineData("""[5,"a","InternalError","",{}]""", FrameFaultKind.UnknownType, null, "a")]
    [InlineData("""[6,"a","NotifyPeriodicEventStream",{}]""", FrameFaultKind.UnknownType, null, "a")]
    [InlineData("[7]", FrameFaultKind.UnknownType, null, null)]
    [InlineData("[2]", FrameFaultKind.IdMissing, OcppMessageType.Call, null)]
    [InlineData("""[2,"","Heartbeat",{}]""", FrameFaultKind.IdMissing, OcppMessageType.Call, "")]
    [InlineData("""[2,17,"Heartbeat",{}]""", FrameFaultKind.IdNotAString, OcppMessageType.Call, null)]
    [InlineData("""[2,"\ud800","Heartbeat",{}]""", FrameFaultKind.IdNotAString, OcppMessageType.Call, null)]
    [InlineData("""[2,"1234567890123456789012345678901234567","Heartbeat",{}]""", FrameFaultKind.IdTooLong, OcppMessageType.Call, "1234567890123456789012345678901234567")]
    [InlineData("""[2,"a"]""", FrameFaultKind.ActionMissing, OcppMessageType.Call, "a")]
    [InlineData("""[2,"a",{}]""", FrameFaultKind.ActionMissing, OcppMessageType.Call, "a")]
    [InlineData("""[2,"a","Heartbeat"]""", FrameFaultKind.PayloadMissing, OcppMessageType.Call, "a")]
    [InlineData("""[3,"a"]""", FrameFaultKind.PayloadMissing, OcppMessageType.CallResult, "a")]
    [InlineData("""[4,"a"]""", FrameFaultKind.PayloadMissing, OcppMessageType.CallError, "a")]
    [InlineData("""[2,"a","Heartbeat",[]]""", FrameFaultKind.PayloadNotAnObject, OcppMessageType.Call, "a")]
    [InlineData("""[3,"a","{}"]""", FrameFaultKind.PayloadNotAnObject, OcppMessageType.CallResult, "a")]
    [InlineData("""[2,"a","Heartbeat",{},{}]""", FrameFaultKind.TooManyElements, OcppMessageType.Call, "a")]
    [InlineData("""[2,"a","Heartbeat",{"x":]""", FrameFaultKind.NotJson, OcppMessageType.Call, "a")]
    [InlineData("""[2,"a","Heartbeat",{}] trailing""", FrameFaultKind.NotJson, OcppMessageType.Call, "a")]
    [InlineData("""[2,"a","Heartbeat",{}][2,"b","Heartbeat",{}]""", FrameFaultKind.NotJson, OcppMessageType.Call, "a")]
    public void Text_ThatIsNoFrame_IsAFaultWithWhatCouldBeRead(string text, FrameFaultKind kind, OcppMessageType? type, string? id)
    {
        Assert.False(FrameReader.TryRead(OcppVersion.V201, Encoding.UTF8.GetBytes(text), out var frame, out var fault));
        Assert.Equal(new FrameFault(kind, type, id == "" ? null : id), fault with { MessageId = fault.MessageId == "" ? null : fault.MessageId });
        Assert.Equal(default, frame);
    }

    [Fact]
    public void Text_NestedTooDeep_IsAFault()
    {
        var text = """[2,"a","DataTransfer",{"data":""" + new string('[', 5000) + new string(']', 5000) + "}]";
        Assert.False(FrameReader.TryRead(OcppVersion.V21, Encoding.UTF8.GetBytes(text), out _, out var fault));
        Assert.Equal(FrameFaultKind.NotJson, fault.Kind);
    }

    [Fact]
    public void Text_ThatIsNotUtf8_IsAFault()
    {
        var text = """[2,"a","DataTransfer",{"vendorId":"?"}]"""u8.ToArray();
        text[Array.IndexOf(text, (byte)'?')] = 0xff;
        Assert.False(FrameReader.TryRead(OcppVersion.V16, text, out _, out var fault));
        Assert.Equal(FrameFaultKind.NotJson, fault.Kind);
    }

    [Fact]
    public void MessageId_OfHostileLength_IsNotKept()
    {
        Assert.False(FrameReader.TryRead(OcppVersion.V21, Encoding.UTF8.GetBytes($"""[2,"{new string('x', 5000)}","Heartbeat",[]]"""), out _, out var fault));
        Assert.Equal(new FrameFault(FrameFaultKind.IdTooLong, OcppMessageType.Call, null), fault);
    }
}
