using System.Net;
using System.Text.Json;

namespace Csms.Engine.Tests.Api;

/// <summary>Battery swaps and periodic event streams over REST: what the console can do a program can do.</summary>
public sealed class SwapStreamContractTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Swap_IsAskedForListedPagedAndFiltered_ByScope()
    {
        await using var station = await host.StationAsync("ocpp2.1");
        var token = host.NewId("SWAP");
        await host.PutAsync($"/api/v1/tokens/{token}", """{"type":"Central","status":"Accepted","driver":"Anna"}""");
        await host.PutAsync($"/api/v1/tokens/{token}-LOST", """{"type":"Central","status":"Blocked"}""");
        var path = $"/api/v1/stations/{station.Id}/battery-swaps";

        (await host.PostAsync(path, "{}")).IsProblem(HttpStatusCode.BadRequest);
        var blocked = (await host.PostAsync(path, $$"""{"idToken":"{{token}}-LOST"}""")).IsProblem(HttpStatusCode.BadRequest);
        Assert.Contains("Blocked", blocked.Word("errors.idToken.0"), StringComparison.Ordinal);
        (await host.PostAsync(path, $$"""{"idToken":"{{token}}"}""", await host.KeyAsync(["stations.read"]))).IsProblem(HttpStatusCode.Forbidden);

        var refused = host.PostAsync(path, $$"""{"idToken":"{{token}}"}""");
        await station.AnswerAsync("RequestBatterySwap", """{"status":"Rejected","statusInfo":{"reasonCode":"NoBatteryAvailable"}}""");
        Assert.Equal("NoBatteryAvailable", (await refused).IsProblem(HttpStatusCode.Conflict).Word("reasonCode"));

        var asking = host.PostAsync(path, $$"""{"idToken":"{{token}}"}""");
        var asked = await station.AnswerAsync("RequestBatterySwap", """{"status":"Accepted"}""");
        var made = (await asking).Is(HttpStatusCode.Created);
        Assert.Equal(("requested", token), (made.Word("state"), made.Word("idToken")));
        var request = asked.GetProperty("requestId").GetInt32();
        await station.CallAsync("BatterySwap", Told("BatteryIn", request, token, "IN-1"));
        await station.CallAsync("BatterySwap", Told("BatteryOut", request, token, "OUT-1"));
        for (var local = 1; local <= 3; local++) await station.CallAsync("BatterySwap", Told("BatteryIn", local, token, $"L-{local}"));

        var one = (await host.GetAsync($"/api/v1/battery-swaps/{made.Word("id")}")).Is(HttpStatusCode.OK);
        Assert.Equal(("completed", "IN-1", "OUT-1"), (one.Word("state"), one.Word("batteriesIn.0.serialNumber"), one.Word("batteriesOut.0.serialNumber")));
        Assert.Equal(12.5, one["batteriesIn.0.socPercent"].GetDouble());

        // Every swap once, page by page, newest first.
        var (seen, next) = (new List<string>(), (string?)null);
        do
        {
            var page = (await host.GetAsync($"/api/v1/battery-swaps?station={station.Id}&limit=2{(next is null ? null : $"&cursor={next}")}")).Is(HttpStatusCode.OK);
            seen.AddRange(page["items"].EnumerateArray().Select(item => item.GetProperty("state").GetString()!));
            next = page["next"].GetString();
        }
        while (next is not null);
        Assert.Equal(["open", "open", "open", "completed", "refused"], seen);
        Assert.Equal(1, await CountAsync($"battery=out-1&station={station.Id}"));
        Assert.Equal(5, await CountAsync($"token={token}"));
        Assert.Equal(1, await CountAsync($"token={token}&state=completed&from=2020-01-01T00:00:00Z"));
        Assert.Equal(0, await CountAsync($"token={token}&to=2020-01-01T00:00:00Z"));
        (await host.GetAsync("/api/v1/battery-swaps?state=elsewhere")).IsProblem(HttpStatusCode.BadRequest);
        (await host.GetAsync("/api/v1/battery-swaps?cursor=rubbish")).IsProblem(HttpStatusCode.BadRequest);
        (await host.GetAsync($"/api/v1/battery-swaps/{Guid.NewGuid()}")).IsProblem(HttpStatusCode.NotFound);

        // Whose it is, and what happens at other sites, is nobody else's.
        var reader = await host.KeyAsync(["sessions.read"]);
        Assert.Equal(JsonValueKind.Null, (await host.GetAsync($"/api/v1/battery-swaps/{made.Word("id")}", reader)).Is(HttpStatusCode.OK)["idToken"].ValueKind);
        (await host.GetAsync($"/api/v1/battery-swaps?token={token}", reader)).IsProblem(HttpStatusCode.Forbidden);
        await host.PutAsync("/api/v1/sites/SWAP-N", """{"name":"North","timeZone":"Europe/Berlin"}""");
        var north = await host.KeyAsync(["sessions.read"], "SWAP-N");
        (await host.GetAsync($"/api/v1/battery-swaps/{made.Word("id")}", north)).IsProblem(HttpStatusCode.NotFound);
        Assert.Equal(0, (await host.GetAsync("/api/v1/battery-swaps", north)).Is(HttpStatusCode.OK)["items"].GetArrayLength());
        Assert.Contains(await host.AuditAsync(), entry => entry.Action == "swap.request" && entry.SubjectId == station.Id);
    }

    [Fact]
    public async Task Stream_IsListedReadByTimeAndPageAndAdjusted()
    {
        await using var station = await host.StationAsync("ocpp2.1");
        var path = $"/api/v1/stations/{station.Id}/event-streams";
        Assert.Equal(0, (await host.GetAsync(path)).Is(HttpStatusCode.OK)["items"].GetArrayLength());
        await station.CallAsync("OpenPeriodicEventStream", """{"constantStreamData":{"id":4,"variableMonitoringId":12,"params":{"interval":5}}}""");
        var began = DateTimeOffset.UtcNow.AddMinutes(-1);
        await station.Socket.SendAsync($$"""[6,"s1","NotifyPeriodicEventStream",{"id":4,"pending":2,"basetime":"{{Stamp(began)}}","data":[{"t":0,"v":"20.5"},{"t":1,"v":"21"},{"t":1,"v":"21.5"},{"t":3,"v":"hot"}]}]""");
        await station.CallAsync("Heartbeat", "{}");

        var stream = (await host.GetAsync(path)).Is(HttpStatusCode.OK);
        Assert.Equal((4, 12, "open", "hot", 2, 4), (stream["items.0.streamId"].GetInt32(), stream["items.0.monitorId"].GetInt32(), stream.Word("items.0.state"), stream.Word("items.0.lastValue"), stream["items.0.pending"].GetInt32(), stream["items.0.received"].GetInt32()));
        var values = $"{path}/{stream["items.0.number"].GetInt32()}/values";
        var (seen, next) = (new List<string>(), (string?)null);
        do
        {
            var page = (await host.GetAsync($"{values}?limit=3{(next is null ? null : $"&cursor={next}")}")).Is(HttpStatusCode.OK);
            seen.AddRange(page["items"].EnumerateArray().Select(item => item.GetProperty("value").GetString()!));
            next = page["next"].GetString();
        }
        while (next is not null);
        Assert.Equal(["hot", "21.5", "21", "20.5"], seen);
        Assert.Equal(2, (await host.GetAsync($"{values}?from={Stamp(began.AddSeconds(.5))}&to={Stamp(began.AddSeconds(2.5))}")).Is(HttpStatusCode.OK)["items"].GetArrayLength());
        (await host.GetAsync($"{path}/99/values")).IsProblem(HttpStatusCode.NotFound);

        var one = $"{path}/{stream["items.0.number"].GetInt32()}";
        (await host.PutAsync(one, "{}")).IsProblem(HttpStatusCode.BadRequest);
        (await host.PutAsync(one, """{"intervalSeconds":-1}""")).IsProblem(HttpStatusCode.BadRequest);
        (await host.PutAsync(one, """{"values":9}""", await host.KeyAsync(["stations.read"]))).IsProblem(HttpStatusCode.Forbidden);
        var adjusting = host.PutAsync(one, """{"values":9}""");
        Assert.Equal((5, 9), (await station.AnswerAsync("AdjustPeriodicEventStream", """{"status":"Accepted"}""")).GetProperty("params") is var sent ? (sent.GetProperty("interval").GetInt32(), sent.GetProperty("values").GetInt32()) : default);
        Assert.Equal("Accepted", (await adjusting).Is(HttpStatusCode.OK).Word("status"));
        Assert.Equal(9, (await host.GetAsync(path)).Is(HttpStatusCode.OK)["items.0.values"].GetInt32());
        await station.CallAsync("ClosePeriodicEventStream", """{"id":4}""");
        (await host.PutAsync(one, """{"values":9}""")).IsProblem(HttpStatusCode.Conflict);
        Assert.Equal(("closed", "station"), (await host.GetAsync(path)).Is(HttpStatusCode.OK) is var over ? (over.Word("items.0.state"), over.Word("items.0.end")) : default);
        Assert.Contains(await host.AuditAsync(), entry => entry.Action == "stream.adjust" && entry.SubjectId == station.Id);
    }

    private static string Stamp(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture);

    private static string Told(string what, int request, string token, string serial) =>
        $$"""{"eventType":"{{what}}","requestId":{{request}},"idToken":{"idToken":"{{token}}","type":"Central"},"batteryData":[{"evseId":1,"serialNumber":"{{serial}}","soC":12.5,"soH":97}]}""";

    private async Task<int> CountAsync(string query) => (await host.GetAsync($"/api/v1/battery-swaps?{query}")).Is(HttpStatusCode.OK)["items"].GetArrayLength();
}
