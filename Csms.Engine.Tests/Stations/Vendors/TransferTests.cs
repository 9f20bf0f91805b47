using System.Text.Json.Nodes;
using Csms.Engine.Ocpp.Transfers;
using Csms.Engine.Stations.Vendors;
using Csms.Engine.Tests.Conformance;
using Csms.Engine.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Csms.Engine.Tests.Stations.Vendors;

/// <summary>DataTransfer of stations, judged by the schemas that were entered.</summary>
public sealed class TransferTests(EngineHost host) : IClassFixture<EngineHost>
{
    private const string Schema = """{"type":"object","required":["slot"],"properties":{"slot":{"type":"integer","minimum":1,"maximum":99}}}""";

    [Theory]
    [UseCase("P02", "1.6", "2.0.1", "2.1")]
    [InlineData("ocpp1.6")]
    [InlineData("ocpp2.0.1")]
    [InlineData("ocpp2.1")]
    public async Task DataTransfer_ByWhatIsKnownOfIt_IsAnsweredAndCounted(string version)
    {
        var vendor = $"com.acme.{version}";
        await Directory.PutAsync(new TransferMessage(vendor, "parking", TransferSchema.Read(Schema, out _)!, DateTimeOffset.UnixEpoch, "kim"), CancellationToken.None);
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), version);

        Assert.Equal("Accepted", (string?)(await SendAsync("""{"slot":1}"""))["status"]);
        Assert.Equal("Accepted", (string?)(await SendAsync("""{"slot":2,"colour":"red"}"""))["status"]);
        var rejected = await SendAsync("""{"slot":0}""");
        Assert.Equal(("Rejected", "slot must be between 1 and 99"), ((string?)rejected["status"], (string?)rejected["data"]));
        Assert.Equal("Rejected", (string?)(await SendAsync(null))["status"]);
        Assert.Equal("UnknownMessageId", (string?)(await SendAsync("""{"slot":1}""", message: "weather"))["status"]);
        Assert.Equal("UnknownVendorId", (string?)(await SendAsync("""{"slot":1}""", of: "com.nobody"))["status"]);

        Assert.Equal((2L, station.Id), (Count("parking", "Accepted")!.Seen, Count("parking", "Accepted")!.LastStation));
        Assert.Equal((2L, "slot is required"), (Count("parking", "Rejected")!.Seen, Count("parking", "Rejected")!.LastReason));
        Assert.Equal(1, Count("weather", "UnknownMessageId")!.Seen);

        Assert.True(await Directory.DeleteAsync(vendor, "parking", CancellationToken.None));
        Assert.Equal("UnknownVendorId", (string?)(await SendAsync("""{"slot":1}"""))["status"]);

        async Task<JsonObject> SendAsync(string? data, string message = "parking", string? of = null)
        {
            var payload = new JsonObject { ["vendorId"] = of ?? vendor, ["messageId"] = message };
            if (data is not null) payload["data"] = version == "ocpp1.6" ? data : JsonNode.Parse(data);
            return (JsonObject)await station.CallAsync(new ScriptedMessage("DataTransfer", payload));
        }

        TransferCount? Count(string message, string status) => Counts.All.SingleOrDefault(count => count.VendorId == vendor && count.MessageId == message && count.Status == status);
    }

    [Fact]
    public async Task Schemas_FaultCodesAndCounts_OutlastTheEngine()
    {
        await Directory.PutAsync(new TransferMessage("com.kept", "", TransferSchema.Read(Schema, out _)!, DateTimeOffset.UnixEpoch, "kim"), CancellationToken.None);
        await Library.PutAsync(new OwnFaultCode("Acme", "E17", "Door open", DateTimeOffset.UnixEpoch, "kim"), CancellationToken.None);
        await using (var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), "ocpp1.6"))
        {
            await station.CallAsync(new ScriptedMessage("DataTransfer", new JsonObject { ["vendorId"] = "com.kept", ["data"] = """{"slot":4}""" }));
        }

        await host.RestartAsync();

        Assert.Equal(Schema, Directory.Find("com.kept", null)!.Schema.Text);
        Assert.Equal(1, Counts.All.Single(count => count.VendorId == "com.kept").Seen);
        Assert.Equal("Door open", Library.Find(null, "ACME", "e17")!.English);
        Assert.True(await Library.DeleteAsync("acme", "e17", CancellationToken.None));
        Assert.Null(Library.Find(null, "Acme", "E17"));
    }

    private TransferDirectory Directory => host.Services.GetRequiredService<TransferDirectory>();

    private TransferCounts Counts => host.Services.GetRequiredService<TransferCounts>();

    private FaultLibrary Library => host.Services.GetRequiredService<FaultLibrary>();
}
