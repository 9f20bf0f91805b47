using System.Net;
using Csms.Engine.Tests.Conformance;
using Csms.Engine.Tests.Support;
using Csms.Simulator.Quirks;
using Csms.Simulator.Station;

namespace Csms.Engine.Tests.Api;

/// <summary>Firmware campaigns over REST, with virtual stations that fetch the image, install it and come back, or do not.</summary>
public sealed class CampaignTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string Campaigns = "/api/v1/firmware-campaigns";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Campaign_OverTwentyStations_UpdatesThoseThatCan_NamesThoseThatCannot_AndTriesThemAgain()
    {
        var image = await ImageAsync("roll-9.1.0.bin", "9.1.0", "&vendor=Arden&model=Campaigner");
        await using var fleet = new Fleet(host, "FLEET");
        for (var n = 0; n < 14; n++) await fleet.AddAsync((OcppVersion)(n % 3), []);
        await fleet.AddAsync(OcppVersion.V16, [new FirmwareDownloadFails()]);
        await fleet.AddAsync(OcppVersion.V201, [new FirmwareInstallFails()]);
        var current = await fleet.AddAsync(OcppVersion.V201, [], firmware: "9.1.0");
        var other = await fleet.AddAsync(OcppVersion.V201, [], model: "Another");
        var busy = await fleet.AddAsync(OcppVersion.V21, []);
        var absent = host.NewId("FLEET");
        (await host.PutAsync($"/api/v1/stations/{absent}", $$"""{"name":"{{absent}}"}""")).Is(HttpStatusCode.Created);
        var token = host.NewId("TOKEN");
        (await host.PutAsync($"/api/v1/tokens/{token}", """{"type":"ISO14443","status":"Accepted"}""")).Is(HttpStatusCode.Created);
        await busy.PlugInAsync(1, new Csms.Simulator.Vehicle.VirtualVehicle());
        await busy.TapAsync(1, new IdToken(token));
        await Eventually.TrueAsync(async () => (await host.GetAsync($"/api/v1/sessions?station={busy.Id}&state=active"))["items"].GetArrayLength() == 1, "the session runs");

        var body = $$"""{"name":"Autumn","imageId":"{{image}}","filter":{"search":"FLEET-"},"canary":2,"batchSize":20,"pauseSeconds":0,"stopAtPercent":null,"waitForOffline":false}""";
        var preview = (await host.PostAsync(Campaigns, body.Replace("\"canary\"", "\"dryRun\":true,\"canary\"", StringComparison.Ordinal))).Is(HttpStatusCode.OK);
        Assert.Equal((17, absent), (preview["online"].GetArrayLength(), preview.Word("offline.0")));
        Assert.Equal((current.Id, other.Id), (preview.Word("leftOut.sameVersion.0"), preview.Word("leftOut.wrongModel.0")));

        var id = (await host.PostAsync(Campaigns, body)).Is(HttpStatusCode.Created).Word("id");
        (await host.DeleteAsync($"/api/v1/firmware-images/{image}")).IsProblem(HttpStatusCode.Conflict); // it is needed
        (await host.PostAsync(Campaigns, body)).IsProblem(HttpStatusCode.Conflict); // another campaign has them
        await Eventually.TrueAsync(async () => (await host.GetAsync($"{Campaigns}/{id}"))["counts"].TryGetProperty("done", out var number) && number.GetInt32() == 14, "all that can are done", Deadline);
        var waits = (await host.GetAsync($"{Campaigns}/{id}/stations?state=waiting")).Is(HttpStatusCode.OK);
        Assert.Equal(busy.Id, waits["items"].EnumerateArray().Single(item => item.GetProperty("stationId").GetString() != absent).GetProperty("stationId").GetString());
        await busy.UnplugAsync(1);
        var over = await OverAsync(id!);
        Assert.Equal(("done", 15, 2, 3), (over.Word("state"), over["counts.done"].GetInt32(), over["counts.failed"].GetInt32(), over["counts.leftOut"].GetInt32()));

        var failed = (await host.GetAsync($"{Campaigns}/{id}/stations?state=failed")).Is(HttpStatusCode.OK);
        Assert.Equal(["DownloadFailed", "InstallationFailed"], failed["items"].EnumerateArray().Select(item => item.GetProperty("answer").GetString()).Order(StringComparer.Ordinal));
        var done = (await host.GetAsync($"{Campaigns}/{id}/stations?state=done&limit=1")).Is(HttpStatusCode.OK);
        Assert.Equal(("1.4.2", "9.1.0"), (done.Word("items.0.versionBefore"), done.Word("items.0.versionAfter")));
        Assert.Equal(["Downloading", "Downloaded", "Installing"], done["items.0.steps"].EnumerateArray().Take(3).Select(step => step.GetProperty("status").GetString()));
        Assert.True(fleet.Stations.Count(station => station.FirmwareVersion == "9.1.0" && station.FirmwareDigest is not null) >= 15);

        // Again: only those that failed, and they fail again; nobody else is asked.
        var again = (await host.PostAsync($"{Campaigns}/{id}/retry")).Is(HttpStatusCode.Created);
        Assert.Equal((id, 3), (again.Word("retryOf"), again["stations"].GetInt32()));
        Assert.Equal(2, (await OverAsync(again.Word("id")!))["counts.failed"].GetInt32());
        var audit = (await host.AuditAsync()).Where(entry => entry.SubjectId == id || entry.SubjectId == again.Word("id")).ToList();
        Assert.Equal(2, audit.Count(entry => entry.Action == "firmware.campaign.start"));
    }

    [Fact]
    public async Task Campaign_PausedResumedAndStopped_TellsNobodyElse()
    {
        var image = await ImageAsync("turn-9.2.0.bin", "9.2.0", "");
        await using var station = await host.StationAsync("ocpp2.0.1", id: host.NewId("TURN"));
        // A window that is shut now: nobody has a turn.
        var shut = TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(5);
        var window = $$"""{"from":"{{shut:HH}}:00","until":"{{shut:HH}}:59"}""";
        var body = $$"""{"imageId":"{{image}}","stations":["{{station.Id}}"],"canary":0,"window":{{window}}}""";
        var id = (await host.PostAsync(Campaigns, body)).Is(HttpStatusCode.Created).Word("id");
        Assert.Equal("paused", (await host.PostAsync($"{Campaigns}/{id}/pause", """{"reason":"holidays"}""")).Is(HttpStatusCode.OK).Word("state"));
        (await host.PostAsync($"{Campaigns}/{id}/pause", "{}")).IsProblem(HttpStatusCode.Conflict);
        Assert.Contains((await host.GetAsync($"{Campaigns}?state=open")).Is(HttpStatusCode.OK)["items"].EnumerateArray(), item => item.GetProperty("id").GetString() == id);
        Assert.Equal("running", (await host.PostAsync($"{Campaigns}/{id}/resume", "{}")).Is(HttpStatusCode.OK).Word("state"));
        (await host.PostAsync($"{Campaigns}/{id}/resume", "{}")).IsProblem(HttpStatusCode.Conflict);
        var reader = await host.KeyAsync(["stations.read"]);
        (await host.PostAsync($"{Campaigns}/{id}/stop", "{}", reader)).IsProblem(HttpStatusCode.Forbidden);
        (await host.PostAsync(Campaigns, body, reader)).IsProblem(HttpStatusCode.Forbidden);
        Assert.Equal(("stopped", "wrong image"), (await host.PostAsync($"{Campaigns}/{id}/stop", """{"reason":"wrong image"}""")) is var stopped ? (stopped.Word("state"), stopped.Word("stopReason")) : default);
        Assert.Equal(1, (await OverAsync(id!))["counts.notGiven"].GetInt32());
        await station.CallAsync("Heartbeat", "{}"); // a CALL of ours would come before its answer
    }

    [Theory]
    [UseCase("L03", "2.0.1", "2.1")]
    [UseCase("L04", "2.0.1", "2.1")]
    [InlineData(OcppVersion.V201)]
    [InlineData(OcppVersion.V21)]
    public async Task Image_PublishedOnALocalController_IsFetchedWithTheRightChecksum_AndTakenBack(OcppVersion version)
    {
        var image = await ImageAsync($"local-{version}-9.4.0.bin", "9.4.0", "");
        await using var fleet = new Fleet(host, "LOCAL");
        var station = await fleet.AddAsync(version, []);
        var answer = (await host.CommandAsync(station.Id, "PublishFirmware", $$"""{"location":"image:{{image}}"}""")).Is(HttpStatusCode.OK);
        var (request, checksum) = (answer.Word("sent.requestId"), answer.Word("sent.checksum"));
        Assert.Equal("Accepted", answer.Word("status"));
        await Eventually.TrueAsync(async () => (await host.GetAsync($"/api/v1/stations/{station.Id}/requests/{request}")).Word("state") == "complete", "it is published");
        var told = (await host.GetAsync($"/api/v1/stations/{station.Id}/requests/{request}")).Is(HttpStatusCode.OK);
        Assert.Equal(["Downloading", "Downloaded", "ChecksumVerified", "Published"], told["statuses"].EnumerateArray().Select(status => status.GetProperty("status").GetString()));
        Assert.Equal("Unpublished", (await host.CommandAsync(station.Id, "UnpublishFirmware", $$"""{"checksum":"{{checksum}}"}""")).Is(HttpStatusCode.OK).Word("status"));
        Assert.Equal("NoFirmware", (await host.CommandAsync(station.Id, "UnpublishFirmware", $$"""{"checksum":"{{checksum}}"}""")).Is(HttpStatusCode.OK).Word("status"));
    }

    [Theory]
    [InlineData("""{"stations":["A"],"imageId":"00000000-0000-0000-0000-000000000000"}""", "imageId")]
    [InlineData("""{"stations":["A"],"window":{"from":"25:00","until":"05:00"}}""", "window")]
    [InlineData("""{"stations":["A"],"window":{"from":"05:00","until":"05:00"}}""", "window")]
    [InlineData("""{"stations":["A"],"batchSize":0}""", "batchSize")]
    [InlineData("""{"stations":["A"],"days":91}""", "days")]
    [InlineData("""{"stations":["A"],"signed":true}""", "signed")]
    [InlineData("""{"filter":{"firmwares":"1"}}""", "filter")]
    public async Task Campaign_WithABadMember_IsRefusedByItsName(string body, string member)
    {
        var image = await ImageAsync($"bad-{Guid.NewGuid():N}.bin", "9.3.0", "");
        var text = body.Contains("imageId", StringComparison.Ordinal) ? body : $"{{\"imageId\":\"{image}\",{body[1..]}";
        var answer = (await host.PostAsync(Campaigns, text)).IsProblem(HttpStatusCode.BadRequest);
        Assert.True(answer["errors"].TryGetProperty(member, out _), answer.Text);
    }

    private async Task<ApiAnswer> OverAsync(string id)
    {
        ApiAnswer? over = null;
        await Eventually.TrueAsync(async () => (over = (await host.GetAsync($"{Campaigns}/{id}")).Is(HttpStatusCode.OK))["endedAt"].ValueKind == System.Text.Json.JsonValueKind.String, "the campaign is over", Deadline);
        return over!;
    }

    private async Task<string?> ImageAsync(string name, string version, string more) =>
        (await host.PostAsync($"/api/v1/firmware-images?name={name}&version={version}{more}", new string('x', 5000))).Is(HttpStatusCode.Created).Word("id");

    /// <summary>Virtual stations of one campaign.</summary>
    private sealed class Fleet(ApiHost host, string prefix) : IAsyncDisposable
    {
        public List<VirtualStation> Stations { get; } = [];

        public async Task<VirtualStation> AddAsync(OcppVersion version, IReadOnlyList<Quirk> quirks, string firmware = "1.4.2", string model = "Campaigner")
        {
            var id = host.NewId(prefix);
            (await host.PutAsync($"/api/v1/stations/{id}", $$"""{"name":"{{id}}"}""")).Is(HttpStatusCode.Created);
            var station = new VirtualStation(new StationOptions
            {
                Id = id, Url = new UriBuilder(host.Address) { Scheme = "ws", Path = "/ocpp" }.Uri, Version = version, Speed = 20, Quirks = quirks, FirmwareVersion = firmware, Model = model, ReconnectMinimum = TimeSpan.FromMilliseconds(100),
            });
            Stations.Add(station);
            await station.ConnectAndBootAsync(Deadline);
            Conversations.Note(station);
            return station;
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var station in Stations) await station.DisposeAsync();
        }
    }
}
