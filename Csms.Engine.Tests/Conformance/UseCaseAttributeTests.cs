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
        var claim = new UseCaseAttribute("B01", "2.0.1");
        claim.Before(Of(nameof(One)));
        Assert.Contains("spoken to no station", Assert.ThrowsAny<XunitException>(() => claim.After(Of(nameof(One)))).Message, StringComparison.Ordinal);

        await using var station = await BootAsync("ocpp2.0.1");
        new UseCaseAttribute("B02", "2.0.1").After(Of(nameof(One)));
        Assert.Contains("claims 2.1,", Assert.ThrowsAny<XunitException>(() => new UseCaseAttribute("B03", "2.0.1", "2.1").After(Of(nameof(One)))).Message, StringComparison.Ordinal);

        // Of a theory the last row says it; a run of fewer rows, by a filter, says nothing.
        var rows = new UseCaseAttribute("B04", "2.1");
        rows.After(Of(nameof(Two)));
        Assert.ThrowsAny<XunitException>(() => rows.After(Of(nameof(Two))));
    }

    // Claims are looked up by method; these run nothing themselves.
    private static void One()
    {
    }

    [InlineData(1)]
    [InlineData(2)]
    private static void Two(int row) => _ = row;

    private static MethodInfo Of(string name) => typeof(UseCaseAttributeTests).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!;
}
