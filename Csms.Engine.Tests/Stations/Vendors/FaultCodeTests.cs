using System.Text.Json.Nodes;
using Csms.Engine.Stations.Vendors;
using Csms.Engine.Tests.Support;
using Csms.Engine.Units;
using Microsoft.Extensions.DependencyInjection;

namespace Csms.Engine.Tests.Stations.Vendors;

/// <summary>What vendors' fault codes mean.</summary>
public sealed class FaultCodeTests(EngineHost host) : IClassFixture<EngineHost>
{
    [Fact]
    public void Known_EachCode_HasAMeaningInBothLanguagesAndASource() => Assert.All(FaultLibrary.Known, code =>
    {
        Assert.NotEmpty(code.English);
        Assert.NotEmpty(code.German);
        Assert.NotEqual(code.English, code.German);
        Assert.NotNull(code.Source);
    });

    [Theory]
    [InlineData(null, null, "CX008", "The emergency stop was pressed.")]
    [InlineData(null, "Pionix", "MREC8EmergencyStop", "The emergency stop was pressed.")]
    [InlineData("com.evgo.mrec", "Acme", "F010", "The charging cable is cut.")]
    [InlineData(null, "Acme", "F010", null)] // EVgo's code without EVgo's name may be anybody's
    [InlineData("amina", null, "AMINA_INFO", "A notice of the station; nothing is wrong.")]
    [InlineData(null, null, "E17", null)]
    public void Find_ACode_IsTheMeaningOfItsVendor(string? vendorId, string? maker, string code, string? english) => Assert.Equal(english, Library.Find(vendorId, maker, code)?.English);

    [Fact]
    public async Task VendorId_OfAFault_IsKeptWithTheConnector()
    {
        var id = StationId.Parse(EngineHost.NewStation());
        await using (var station = await ScriptedStation.BootAsync(host, id.Value, "ocpp1.6"))
        {
            await station.CallAsync(new ScriptedMessage("StatusNotification", new JsonObject
            {
                ["connectorId"] = 1, ["errorCode"] = "OtherError", ["status"] = "Faulted", ["vendorId"] = "com.evgo.mrec", ["vendorErrorCode"] = "F010",
            }));
        }

        await host.RestartAsync();
        var connector = host.State(id.Value).Evse(1)!.Find(1)!;
        Assert.Equal(("com.evgo.mrec", "F010"), (connector.VendorId, connector.VendorErrorCode));
    }

    private FaultLibrary Library => host.Services.GetRequiredService<FaultLibrary>();
}
