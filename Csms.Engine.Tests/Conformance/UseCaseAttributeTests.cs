using System.Reflection;
using Csms.Engine.Tests.Support;
using Xunit.Sdk;

namespace Csms.Engine.Tests.Conformance;

/// <summary>What a test claims to run is held against what it ran.</summary>
public sealed class UseCaseAttributeTests(EngineHost host) : Sessions.SessionTest(host)
{
    [Fact]
    public async Task VersionThatWasSpoken_Stands_OneThatWasNot_FailsTheTest()
    {
        var claim = new UseCaseAttribute("X01", "2.0.1");
        claim.Before(OneRow);
        Assert.Contains("spoken to no station", Assert.ThrowsAny<XunitException>(() => claim.After(OneRow)).Message, StringComparison.Ordinal);

        await using var station = await BootAsync("ocpp2.0.1");
        new UseCaseAttribute("X02", "2.0.1").After(OneRow);
        Assert.Contains("claims 2.1,", Assert.ThrowsAny<XunitException>(() => new UseCaseAttribute("X03", "2.0.1", "2.1").After(OneRow)).Message, StringComparison.Ordinal);

        // Of a theory the last row says it; a run of fewer rows, by a filter, says nothing.
        var rows = new UseCaseAttribute("X04", "2.1");
        rows.After(TwoRows);
        Assert.ThrowsAny<XunitException>(() => rows.After(TwoRows));
    }

    private static MethodInfo OneRow { get; } = typeof(UseCaseAttributeTests).GetMethod(nameof(VersionThatWasSpoken_Stands_OneThatWasNot_FailsTheTest))!;

    private static MethodInfo TwoRows { get; } = typeof(Core.StartPointTests).GetMethod(nameof(Core.StartPointTests.Start_WhenEnergyFlows_HasAllOfIt))!;
}
