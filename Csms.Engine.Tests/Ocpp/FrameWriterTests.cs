using System.Buffers;
using System.Text;
using Csms.Engine.Ocpp.Framing;
using Csms.Engine.Ocpp.V16.Messages;
using Csms.Engine.Ocpp.Wire;

namespace Csms.Engine.Tests.Ocpp;

public sealed class FrameWriterTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.FromHours(1));

    [Fact]
    public void Call_WithMessage_IsWrittenInSchemaOrderWithoutAbsentFields() => Assert.Equal(
        """[2,"a","RemoteStartTransaction",{"connectorId":1,"idTag":"Ä\"1"}]""",
        Written(output => FrameWriter.WriteCall(output, "a", "RemoteStartTransaction", new RemoteStartTransactionRequest { IdTag = "Ä\"1", ConnectorId = 1 })));

    [Fact]
    public void CallResult_WithTime_IsWrittenInUtcWithMilliseconds() => Assert.Equal(
        """[3,"a",{"currentTime":"2026-03-04T11:00:00.000Z"}]""",
        Written(output => FrameWriter.WriteCallResult(output, "a", new HeartbeatResponse { CurrentTime = Noon })));

    [Fact]
    public void RawPayload_OfEveryFrame_IsWrittenAsItIs()
    {
        Assert.Equal("""[2,"a","X",{"b": 1}]""", Written(output => FrameWriter.WriteCall(output, "a", "X", """{"b": 1}"""u8)));
        Assert.Equal("""[3,"a",{"b": 1}]""", Written(output => FrameWriter.WriteCallResult(output, "a", """{"b": 1}"""u8)));
        Assert.Equal("""[6,"a","X",{"b": 1}]""", Written(output => FrameWriter.WriteSend(output, "a", "X", """{"b": 1}"""u8)));
    }

    [Theory]
    [InlineData(OcppVersion.V16, OcppErrorCode.FormatViolation, "FormationViolation")]
    [InlineData(OcppVersion.V16, OcppErrorCode.OccurrenceConstraintViolation, "OccurenceConstraintViolation")]
    [InlineData(OcppVersion.V16, OcppErrorCode.RpcFrameworkError, "GenericError")]
    [InlineData(OcppVersion.V201, OcppErrorCode.FormatViolation, "FormatViolation")]
    [InlineData(OcppVersion.V21, OcppErrorCode.OccurrenceConstraintViolation, "OccurrenceConstraintViolation")]
    public void CallError_InAVersion_HasItsSpelling(OcppVersion version, OcppErrorCode code, string spelling) => Assert.Equal(
        $$"""[4,"a","{{spelling}}","why",{}]""", Written(output => FrameWriter.WriteCallError(output, version, "a", code, "why")));

    [Fact]
    public void ErrorDescription_TooLong_IsCutToWholeCharacters()
    {
        var text = Written(output => FrameWriter.WriteCallResultError(output, OcppVersion.V21, "a", OcppErrorCode.GenericError, new string('x', 254) + "😀", """{"c":1}"""u8));
        Assert.Equal($$"""[5,"a","GenericError","{{new string('x', 254)}}",{"c":1}]""", text);
    }

    [Theory]
    [InlineData("OccurenceConstraintViolation", OcppErrorCode.OccurrenceConstraintViolation)]
    [InlineData("OccurrenceConstraintViolation", OcppErrorCode.OccurrenceConstraintViolation)]
    [InlineData("FormationViolation", OcppErrorCode.FormatViolation)]
    [InlineData("FormatViolation", OcppErrorCode.FormatViolation)]
    [InlineData("NotSupported", OcppErrorCode.NotSupported)]
    [InlineData("MyOwnError", OcppErrorCode.GenericError)]
    [InlineData("", OcppErrorCode.GenericError)]
    public void ErrorCode_InEitherSpelling_IsRead(string spelling, OcppErrorCode code) => Assert.Equal(code, OcppErrorCodes.Parse(spelling));

    [Fact]
    public void ViolationKinds_All_HaveAnErrorCode() => Assert.Equal(
        [
            OcppErrorCode.FormatViolation, OcppErrorCode.FormatViolation, OcppErrorCode.FormatViolation,
            OcppErrorCode.OccurrenceConstraintViolation, OcppErrorCode.OccurrenceConstraintViolation, OcppErrorCode.OccurrenceConstraintViolation,
            OcppErrorCode.TypeConstraintViolation, OcppErrorCode.TypeConstraintViolation,
            OcppErrorCode.PropertyConstraintViolation, OcppErrorCode.PropertyConstraintViolation,
        ],
        Enum.GetValues<WireViolationKind>().Select(OcppErrorCodes.Of));

    private static string Written(Action<ArrayBufferWriter<byte>> write)
    {
        var output = new ArrayBufferWriter<byte>();
        write(output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
