using System.Net;
using Csms.Engine.Tests.Api;
using Csms.Engine.Tests.Support;
using Csms.Simulator.Station;

namespace Csms.Engine.Tests.Simulator;

/// <summary>A virtual station brings its log to the real host when it is asked to.</summary>
public sealed class StationUploadTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData(OcppVersion.V16, "DiagnosticsLog")]
    [InlineData(OcppVersion.V16, "SecurityLog")]
    [InlineData(OcppVersion.V201, "DiagnosticsLog")]
    [InlineData(OcppVersion.V21, "SecurityLog")]
    public async Task GetLog_GivenToAVirtualStation_IsUploadedListedAndReadable(OcppVersion version, string type)
    {
        var id = host.NewId("UPLOAD");
        (await host.PutAsync($"/api/v1/stations/{id}", $$"""{"name":"{{id}}"}""")).Is(HttpStatusCode.Created);
        await using var station = new VirtualStation(new StationOptions { Id = id, Url = new UriBuilder(host.Address) { Scheme = "ws", Path = "/ocpp" }.Uri, Version = version, Speed = 20 });
        await station.ConnectAndBootAsync(TimeSpan.FromSeconds(60));

        var answer = (await host.CommandAsync(id, "GetLog", $$"""{"logType":"{{type}}"}""")).Is(HttpStatusCode.OK);
        Assert.Equal("Accepted", answer.Word("status"));

        var list = await Eventually.GetAsync(async () => await UploadedAsync(id), "the file is here and the station has said so");
        Assert.Equal((type, "received"), (list.Word("items.0.logType"), list.Word("items.0.state")));
        Assert.StartsWith(id, list.Word("items.0.fileName"), StringComparison.Ordinal);
        var file = (await host.GetAsync($"/api/v1/stations/{id}/logs/{list.Word("items.0.id")}/file")).Is(HttpStatusCode.OK);
        Assert.Equal(list["items.0.bytes"].GetInt64(), file.Text.Length);
        Assert.Contains(" BootNotification {", file.Text.Split('\n')[0], StringComparison.Ordinal);
    }

    private async Task<ApiAnswer?> UploadedAsync(string id)
    {
        var list = (await host.GetAsync($"/api/v1/stations/{id}/logs")).Is(HttpStatusCode.OK);
        Assert.Equal(1, list["items"].GetArrayLength());
        return list.Word("items.0.status") == "Uploaded" ? list : null;
    }
}
