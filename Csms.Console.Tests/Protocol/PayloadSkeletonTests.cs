using System.Text;
using Csms.Console.Protocol;
using Csms.Engine.Ocpp;
using Csms.Engine.Ocpp.Framing;
using Csms.Engine.Ocpp.Wire;

namespace Csms.Console.Tests.Protocol;

public sealed class PayloadSkeletonTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 21, 13, 32, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(OcppVersion.V16)]
    [InlineData(OcppVersion.V201)]
    [InlineData(OcppVersion.V21)]
    public void Of_EveryMessageOfAVersion_FitsItsSchema(OcppVersion version)
    {
        var wrong = from action in version.Actions()
                    from type in new[] { action.Request, action.Response }.OfType<WireType>()
                    let violation = type.Check(Encoding.UTF8.GetBytes(PayloadSkeleton.Of(type, _now)), out _)
                    where violation is not null
                    select $"{type.Name}: {violation}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void Of_AMessage_HasWhatIsRequiredAndNothingElse() => Assert.Equal(
        """{"idToken":{"idToken":"","type":""},"remoteStartId":1}""",
        PayloadSkeleton.Of(OcppVersion.V21.Actions().Find("RequestStartTransaction")!.Request, _now).ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal));
}
