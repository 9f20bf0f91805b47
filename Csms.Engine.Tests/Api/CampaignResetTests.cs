using System.Net;
using Csms.Engine.Tests.Support;
using Csms.Simulator.Quirks;
using Csms.Simulator.Station;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Csms.Engine.Tests.Api;

/// <summary>Firmware campaigns over OCPP 1.6 stations that run new firmware only after a reset.</summary>
public sealed class CampaignResetTests(ResetHost host) : IClassFixture<ResetHost>
{
    private const string Campaigns = "/api/v1/firmware-campaigns";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("downloaded", "Downloaded")]
    [InlineData("installed", "Installed")]
    public async Task Campaign_ThatResets_BringsStationsThatWaitForIt_ToTheNewVersion(string when, string word)
    {
        Quirk quirk = when == "downloaded" ? new FirmwareWaitsWhenDownloaded() : new FirmwareWaitsWhenInstalled();
        await using var station = await VirtualAsync(OcppVersion.V16, quirk);
        await using var newer = await VirtualAsync(OcppVersion.V201); // it restarts by itself, and is not reset
        var id = await StartAsync(await ImageAsync("9.5.0"), when, station.Id, newer.Id);
        var over = await OverAsync(id);
        Assert.Equal((2, when), (over["counts.done"].GetInt32(), over.Word("resetWhen")));
        var items = (await host.GetAsync($"{Campaigns}/{id}/stations")).Is(HttpStatusCode.OK);
        Assert.Equal(("1.4.2", "9.5.0", "Accepted"), (items.Word("items.0.versionBefore"), items.Word("items.0.versionAfter"), items.Word("items.0.resetStatus")));
        Assert.Contains(items["items.0.steps"].EnumerateArray(), step => step.GetProperty("status").GetString() == word);
        Assert.Equal("null", items.Word("items.1.resetAt"));
        Assert.Equal("9.5.0", station.FirmwareVersion);
    }

    [Fact]
    public async Task Reset_WaitsForTheCarAndForThePause_IsGivenOnce_AndTheVersionAfterItDecides()
    {
        await using var station = await host.StationAsync(id: host.NewId("RST"));
        var token = host.NewId("TOKEN");
        (await host.PutAsync($"/api/v1/tokens/{token}", """{"type":"ISO14443","status":"Accepted"}""")).Is(HttpStatusCode.Created);
        var id = await StartAsync(await ImageAsync("9.6.0"), "downloaded", station.Id);
        await station.AnswerAsync("UpdateFirmware", "{}");
        await station.CallAsync("FirmwareStatusNotification", """{"status":"Downloading"}""");
        var started = await station.CallAsync("StartTransaction", $$"""{"connectorId":1,"idTag":"{{token}}","meterStart":0,"timestamp":"{{TimeProvider.System.GetUtcNow():O}}"}""");
        await station.CallAsync("FirmwareStatusNotification", """{"status":"Downloaded"}""");
        await ItemAsync(id, item => item.Word("items.0.waitsFor") == "session", "the reset waits for the car");

        (await host.PostAsync($"{Campaigns}/{id}/pause", "{}")).Is(HttpStatusCode.OK);
        await station.CallAsync("StopTransaction", $$"""{"transactionId":{{started.GetProperty("transactionId").GetInt32()}},"meterStop":10,"timestamp":"{{TimeProvider.System.GetUtcNow():O}}"}""");
        await ItemAsync(id, item => item.Word("items.0.waitsFor") == "null", "nothing but the pause holds the reset");
        await station.CallAsync("Heartbeat", "{}");
        (await host.PostAsync($"{Campaigns}/{id}/resume", "{}")).Is(HttpStatusCode.OK);
        var reset = await station.AnswerAsync("Reset", """{"status":"Accepted"}""");
        Assert.Equal("Hard", reset.GetProperty("type").GetString());
        await ItemAsync(id, item => item.Word("items.0.resetStatus") == "Accepted" && item.Word("items.0.state") == "answered", "the station is reset");
        await station.CallAsync("BootNotification", """{"chargePointVendor":"Vendor","chargePointModel":"Model","firmwareVersion":"9.6.0"}"""); // a second Reset would come before the answer
        Assert.Equal(1, (await OverAsync(id))["counts.done"].GetInt32());
        var update = (await host.GetAsync($"/api/v1/stations/{station.Id}/firmware-updates")).Is(HttpStatusCode.OK);
        Assert.Equal(("Accepted", "9.6.0"), (update.Word("items.0.resetStatus"), update.Word("items.0.versionAfter")));
    }

    [Theory]
    [InlineData(10, true)]  // it had no effect
    [InlineData(1, false)]  // another node may wait for its answer
    public async Task Reset_ThatStandsWrittenDownAndWasNotGiven_IsGivenAgainLater(int minutesAgo, bool isGivenAgain)
    {
        var name = host.NewId("DIED");
        (await host.PutAsync($"/api/v1/stations/{name}", $$"""{"name":"{{name}}"}""")).Is(HttpStatusCode.Created);
        await using var station = await host.ConnectAsync(name); // and does not boot: it was not reset
        await using var other = await host.StationAsync(id: host.NewId("BESIDE"));
        var id = await StartAsync(await ImageAsync("9.8.0"), "installed", station.Id, other.Id);
        await station.AnswerAsync("UpdateFirmware", "{}");
        await other.AnswerAsync("UpdateFirmware", "{}");
        // The host that wrote it down died before it gave it.
        var reset = Guid.NewGuid();
        await Eventually.TrueAsync(async () =>
        {
            await using var sql = host.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(
                $"UPDATE csms.firmware_updates SET reset_command = '{reset}', reset_at = now() - interval '{minutesAgo} minutes' WHERE station_id = '{station.Id}'");
            return await sql.ExecuteNonQueryAsync() == 1;
        }, "the update is kept");
        await station.CallAsync("FirmwareStatusNotification", """{"status":"Installed"}""");

        if (isGivenAgain)
        {
            await station.AnswerAsync("Reset", """{"status":"Accepted"}""");
            await ItemAsync(id, item => item["items"].EnumerateArray().Any(each => each.GetProperty("stationId").GetString() == station.Id && each.GetProperty("resetStatus").GetString() == "Accepted"), "what became of the reset is known");
            return;
        }

        // The campaign looks at all of its stations in one go: when it has reset the one beside, it has left this one alone.
        await other.CallAsync("FirmwareStatusNotification", """{"status":"Installed"}""");
        await other.AnswerAsync("Reset", """{"status":"Accepted"}""");
        await ItemAsync(id, item => item["items"].EnumerateArray().Any(each => each.GetProperty("stationId").GetString() == other.Id && each.GetProperty("resetStatus").GetString() == "Accepted"), "the station beside is reset");
        await using var kept = host.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand($"SELECT reset_command FROM csms.firmware_updates WHERE station_id = '{station.Id}'");
        Assert.Equal(reset, await kept.ExecuteScalarAsync());
        await station.CallAsync("Heartbeat", "{}"); // a Reset would come before the answer
    }

    [Fact]
    public async Task Reset_ThatIsRefused_IsAFailure_AndWhoMayNotReset_MayNotHaveItDone()
    {
        await using var station = await host.StationAsync(id: host.NewId("REF"));
        var image = await ImageAsync("9.7.0");
        var key = await host.KeyAsync(["stations.read", "stations.command.config"]);
        (await host.PostAsync(Campaigns, Body(image, "installed", station.Id), key)).IsProblem(HttpStatusCode.Forbidden);
        var word = (await host.PostAsync(Campaigns, Body(image, "tomorrow", station.Id))).IsProblem(HttpStatusCode.BadRequest);
        Assert.True(word["errors"].TryGetProperty("resetWhen", out _), word.Text);

        var id = await StartAsync(image, "installed", station.Id);
        await station.AnswerAsync("UpdateFirmware", "{}");
        await station.CallAsync("FirmwareStatusNotification", """{"status":"Installed"}""");
        await station.AnswerAsync("Reset", """{"status":"Rejected"}""");
        Assert.Equal(1, (await OverAsync(id))["counts.failed"].GetInt32());
        var item = (await host.GetAsync($"{Campaigns}/{id}/stations")).Is(HttpStatusCode.OK);
        Assert.Equal(("Rejected", "The station refused the reset: Rejected"), (item.Word("items.0.answer"), item.Word("items.0.error")));
    }

    private static string Body(string image, string when, params string[] stations) =>
        $$"""{"imageId":"{{image}}","stations":["{{string.Join("\",\"", stations)}}"],"canary":0,"pauseSeconds":0,"stopAtPercent":null,"resetWhen":"{{when}}"}""";

    private async Task<string> StartAsync(string image, string when, params string[] stations) => (await host.PostAsync(Campaigns, Body(image, when, stations))).Is(HttpStatusCode.Created).Word("id")!;

    private async Task<string> ImageAsync(string version) =>
        (await host.PostAsync($"/api/v1/firmware-images?name={host.NewId("reset")}-{version}.bin&version={version}", new string('x', 5000))).Is(HttpStatusCode.Created).Word("id")!;

    private Task ItemAsync(string id, Func<ApiAnswer, bool> holds, string what) => Eventually.TrueAsync(async () => holds((await host.GetAsync($"{Campaigns}/{id}/stations")).Is(HttpStatusCode.OK)), what, Deadline);

    private async Task<ApiAnswer> OverAsync(string id)
    {
        ApiAnswer? over = null;
        await Eventually.TrueAsync(async () => (over = (await host.GetAsync($"{Campaigns}/{id}")).Is(HttpStatusCode.OK))["endedAt"].ValueKind == System.Text.Json.JsonValueKind.String, "the campaign is over", Deadline);
        return over!;
    }

    private async Task<VirtualStation> VirtualAsync(OcppVersion version, params Quirk[] quirks)
    {
        var id = host.NewId("WAIT");
        (await host.PutAsync($"/api/v1/stations/{id}", $$"""{"name":"{{id}}"}""")).Is(HttpStatusCode.Created);
        var station = new VirtualStation(new StationOptions
        {
            Id = id, Url = new UriBuilder(host.Address) { Scheme = "ws", Path = "/ocpp" }.Uri, Version = version, Speed = 20, Quirks = quirks, ReconnectMinimum = TimeSpan.FromMilliseconds(100),
        });
        await station.ConnectAndBootAsync(Deadline);
        return station;
    }
}
