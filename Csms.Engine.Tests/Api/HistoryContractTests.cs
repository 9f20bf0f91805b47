using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using Csms.Engine.Stations;
using Csms.Engine.Tests.Support;
using Csms.Engine.Units;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Csms.Engine.Tests.Api;

/// <summary>What was and what is, as programs read it: message log, state history, power, refused connections, overview, filters of stations.</summary>
public sealed class HistoryContractTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Messages_ByTextFieldActionAndTrouble_AreTheExchangesThatMatch()
    {
        await using var station = await host.StationAsync();
        await station.CallAsync("Heartbeat", "{}");
        await station.CallAsync("StatusNotification", """{"connectorId":2,"status":"Available","errorCode":"NoError"}""");
        await station.CallAsync("StatusNotification", """{"connectorId":22,"status":"Faulted","errorCode":"GroundFailure"}""");
        await station.FrameOfCallAsync("Nonsense", "{}");

        Assert.Equal(["StatusNotification", "StatusNotification"], await ActionsAsync("search=groundfailure"));
        Assert.Equal(2, (await ActionsAsync("search=connectorId:2")).Count);
        Assert.Equal(["StatusNotification"], await ActionsAsync("search=connectorId:22&direction=out"));
        Assert.DoesNotContain("StatusNotification", await ActionsAsync("notAction=StatusNotification"));
        Assert.Contains("Heartbeat", await ActionsAsync("notAction=StatusNotification"));
        Assert.Equal(["Nonsense"], (await ActionsAsync("only=troubled")).Distinct());
        Assert.Empty(await ActionsAsync("search=nothing-like-it"));
        (await host.GetAsync($"/api/v1/stations/{station.Id}/messages?only=fun")).IsProblem(HttpStatusCode.BadRequest);

        // Page by page each frame once, as without a filter.
        var (seen, cursor) = (new List<string>(), (string?)null);
        do
        {
            var page = (await host.GetAsync($"/api/v1/stations/{station.Id}/messages?search=connectorId&limit=1{(cursor is null ? "" : $"&cursor={cursor}")}")).Is(HttpStatusCode.OK);
            seen.AddRange(page["items"].EnumerateArray().Select(item => $"{item.GetProperty("messageId")}{item.GetProperty("direction")}"));
            cursor = page["next"].GetString();
        }
        while (cursor is not null);
        Assert.Equal((4, 4), (seen.Count, seen.Distinct().Count()));

        async Task<IReadOnlyList<string?>> ActionsAsync(string query) =>
            [.. (await host.GetAsync($"/api/v1/stations/{station.Id}/messages?{query}")).Is(HttpStatusCode.OK)["items"].EnumerateArray().Select(item => item.GetProperty("action").GetString())];
    }

    /// <summary>A search reads each frame of its span: it has one, whatever is asked.</summary>
    [Fact]
    public async Task Messages_Searched_AreThoseOfADayUnlessASpanIsNamed()
    {
        await using var station = await host.StationAsync();
        await WriteAsync(station.Id, "INSERT INTO csms.frames (at, station_key, direction, message_type, action, message_id, payload, error_code) VALUES (now() - interval '3 days', $1, 0, 2, 'Older', 'old', '{\"note\":\"needle\"}', 'FormationViolation')");
        var path = $"/api/v1/stations/{station.Id}/messages";
        Assert.Equal(1, await CountAsync("action=Older"));
        Assert.Equal(0, await CountAsync("action=Older&search=needle"));
        Assert.Equal(0, await CountAsync("action=Older&only=troubled"));
        Assert.Equal(1, await CountAsync($"action=Older&search=needle&from={Ago(4)}"));
        Assert.Equal(1, await CountAsync($"action=Older&search=needle&to={Ago(2.5)}"));
        Assert.Equal(1, await CountAsync($"action=Older&from={Ago(40)}"));
        Assert.Equal(0, await CountAsync("search=needle&to=0001-01-01"));
        foreach (var query in new[] { $"search=needle&from={Ago(8)}", $"only=troubled&from={Ago(40)}&to={Ago(10)}" })
            Assert.True((await host.GetAsync($"{path}?{query}")).IsProblem(HttpStatusCode.BadRequest)["errors"].TryGetProperty("from", out _), query);

        // What was searched is told; a session that is longer than that is no fault of who asks.
        var told = (await host.GetAsync($"{path}?search=needle")).Is(HttpStatusCode.OK);
        Assert.InRange(told["searchedFrom"].GetDateTimeOffset(), DateTimeOffset.UtcNow.AddHours(-25), DateTimeOffset.UtcNow.AddHours(-23));
        Assert.Equal("null", (await host.GetAsync(path)).Is(HttpStatusCode.OK).Word("searchedFrom"));
        var started = await station.CallAsync("StartTransaction", $$"""{"connectorId":1,"idTag":"S","meterStart":0,"timestamp":"{{DateTimeOffset.UtcNow:O}}"}""");
        await station.CallAsync("StopTransaction", $$"""{"transactionId":{{started.GetProperty("transactionId").GetInt32()}},"meterStop":10,"timestamp":"{{DateTimeOffset.UtcNow:O}}"}""");
        await WriteAsync(station.Id, "UPDATE csms.sessions SET started_at = now() - interval '30 days', received_at = now() - interval '30 days' WHERE station_key = $1");
        await WriteAsync(station.Id, "INSERT INTO csms.frames (at, station_key, direction, message_type, action, message_id, payload) VALUES (now() - interval '3 days', $1, 0, 2, 'BootNotification', 'boot', '{\"note\":\"thread\"}')");
        var session = (await host.GetAsync($"/api/v1/sessions?station={station.Id}")).Is(HttpStatusCode.OK).Word("items.0.id");
        Assert.Equal(1, await CountAsync($"session={session}&search=thread"));
        Assert.Equal(0, await CountAsync("search=thread"));
        told = (await host.GetAsync($"{path}?session={session}&search=needle")).Is(HttpStatusCode.OK);
        Assert.InRange(told["searchedFrom"].GetDateTimeOffset(), DateTimeOffset.UtcNow.AddDays(-7).AddHours(-1), DateTimeOffset.UtcNow.AddDays(-7).AddHours(1));
        Assert.True((await host.GetAsync($"{path}?session={session}&search=needle&from={Ago(8)}")).IsProblem(HttpStatusCode.BadRequest)["errors"].TryGetProperty("from", out _));

        async Task<int> CountAsync(string query) => (await host.GetAsync($"{path}?{query}")).Is(HttpStatusCode.OK)["items"].GetArrayLength();
    }

    [Fact]
    public async Task History_OfAStationThatFlaps_HoldsTheSpanThatIsAskedFor()
    {
        var id = host.NewId("FLAP");
        await host.PutAsync($"/api/v1/stations/{id}", $$"""{"name":"{{id}}"}""");
        await WriteAsync(id, "INSERT INTO csms.link_states (station_key, at, online) SELECT $1, now() - interval '2 hours' + n * interval '1 second', n % 2 = 0 FROM generate_series(1, 1100) n UNION ALL SELECT $1, now() - interval '20 days', true");
        var past = (await host.GetAsync($"/api/v1/stations/{id}/history?from={Ago(21)}&to={Ago(19)}")).Is(HttpStatusCode.OK);
        Assert.Equal((1, "false"), (past["links"].GetArrayLength(), past.Word("moreLinks")));
        var now = (await host.GetAsync($"/api/v1/stations/{id}/history")).Is(HttpStatusCode.OK);
        Assert.Equal((1000, "true"), (now["links"].GetArrayLength(), now.Word("moreLinks")));
        var before = (await host.GetAsync($"/api/v1/stations/{id}/history?to={now.Word("links.999.at")}")).Is(HttpStatusCode.OK);
        Assert.Equal((100, "false"), (before["links"].GetArrayLength(), before.Word("moreLinks")));
        (await host.GetAsync($"/api/v1/stations/{id}/history?to=0001-01-01")).IsProblem(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task History_OfAStationThatFailedAndWentAway_HoldsEachStretch()
    {
        var id = host.NewId("HIST");
        await using (var station = await host.StationAsync(id: id))
        {
            await station.CallAsync("StatusNotification", """{"connectorId":1,"status":"Available","errorCode":"NoError"}""");
            await station.CallAsync("StatusNotification", """{"connectorId":1,"status":"Faulted","errorCode":"GroundFailure"}""");
            Assert.Equal("Faulted", (await host.GetAsync($"/api/v1/stations/{id}")).Is(HttpStatusCode.OK).Word("evses.0.condition"));
            Assert.Equal([id], await StationsAsync("condition=Faulted"));
            Assert.Empty(await StationsAsync("condition=Charging"));
        }

        ApiAnswer? history = null;
        await Eventually.TrueAsync(async () =>
        {
            history = (await host.GetAsync($"/api/v1/stations/{id}/history")).Is(HttpStatusCode.OK);
            return history["links"].GetArrayLength() == 2;
        }, "the station has come and gone");
        Assert.Equal([false, true], history!["links"].EnumerateArray().Select(link => link.GetProperty("online").GetBoolean()));
        var segments = history["evses.0.segments"].EnumerateArray().ToList();
        var words = segments.Select(segment => segment.GetProperty("condition").GetString()).ToList();
        Assert.Equal(["Available", "Faulted", "Offline"], words[^3..]);
        Assert.Equal("GroundFailure", segments[^2].GetProperty("reason").GetString());
        Assert.All(segments.Zip(segments.Skip(1)), pair => Assert.Equal(pair.First.GetProperty("to").GetString(), pair.Second.GetProperty("from").GetString()));
        Assert.Equal([id], await StationsAsync("condition=Offline&registration=Accepted"));
        Assert.Empty(await StationsAsync("certificateEndsBefore=2099-01-01"));
        (await host.GetAsync("/api/v1/stations?condition=Sleeping")).IsProblem(HttpStatusCode.BadRequest);
        (await host.GetAsync($"/api/v1/stations/{id}/history?from=2020-01-01&to=2021-01-01")).IsProblem(HttpStatusCode.BadRequest);
        (await host.GetAsync($"/api/v1/stations/{id}/history", await host.KeyAsync(["stations.read"], "ELSEWHERE"))).IsProblem(HttpStatusCode.NotFound);

        async Task<IReadOnlyList<string?>> StationsAsync(string query) =>
            [.. (await host.GetAsync($"/api/v1/stations?search={id}&{query}")).Is(HttpStatusCode.OK)["items"].EnumerateArray().Select(item => item.GetProperty("id").GetString())];
    }

    [Fact]
    public async Task Power_OfAStation_IsWhatItsSessionMeasured()
    {
        await using var station = await host.StationAsync();
        var now = DateTimeOffset.UtcNow;
        var started = await station.CallAsync("StartTransaction", $$"""{"connectorId":1,"idTag":"P","meterStart":0,"timestamp":"{{now.AddMinutes(-2):O}}"}""");
        await station.CallAsync("MeterValues", $$"""
            {"connectorId":1,"transactionId":{{started.GetProperty("transactionId").GetInt32()}},"meterValue":[{"timestamp":"{{now.AddMinutes(-1):O}}","sampledValue":[{"value":"7.2","unit":"kW","measurand":"Power.Active.Import"}]}]}
            """);
        var power = (await host.GetAsync($"/api/v1/stations/{station.Id}/power?step=1&from={Ago(0.1)}")).Is(HttpStatusCode.OK);
        Assert.Equal(7200, power["evses.0.points.0.powerW"].GetDouble());
        Assert.Equal(1, (await host.GetAsync($"/api/v1/stations/{station.Id}/power")).Is(HttpStatusCode.OK)["evses"].GetArrayLength());
        var before = (await host.GetAsync($"/api/v1/stations/{station.Id}/power?to={now.AddSeconds(-90):yyyy-MM-dd'T'HH:mm:ss'Z'}")).Is(HttpStatusCode.OK);
        Assert.Equal((0, $"{now.AddSeconds(-90):yyyy-MM-dd'T'HH:mm:ss'Z'}"), (before["evses"].GetArrayLength(), before.Word("to")));
        Assert.True((await host.GetAsync($"/api/v1/stations/{station.Id}/power?step=1")).IsProblem(HttpStatusCode.BadRequest)["errors"].TryGetProperty("step", out _)); // a day by the second
        (await host.GetAsync($"/api/v1/stations/{station.Id}/power?step=0")).IsProblem(HttpStatusCode.BadRequest);
        Assert.Equal(JsonValueKind.Array, (await host.GetAsync("/api/v1/power")).Is(HttpStatusCode.OK)["points"].ValueKind);
        (await host.GetAsync("/api/v1/power?site=NOWHERE")).IsProblem(HttpStatusCode.NotFound);
        (await host.GetAsync("/api/v1/power?from=2020-01-01")).IsProblem(HttpStatusCode.BadRequest);
    }

    private static string Ago(double days) => DateTimeOffset.UtcNow.AddDays(-days).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private async Task WriteAsync(string station, string sql)
    {
        await using var command = host.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        command.Parameters.Add(new() { Value = host.Services.GetRequiredService<StationRegistry>().Find(StationId.Parse(station))!.Key });
        await command.ExecuteNonQueryAsync();
    }

    [Fact]
    public async Task Overview_AndItsSites_CountWhatTheCallerMaySee()
    {
        var (north, south) = (host.NewId("OVN"), host.NewId("OVS"));
        await host.PutAsync($"/api/v1/sites/{north}", """{"name":"North","gridLimitW":100000}""");
        await host.PutAsync($"/api/v1/stations/{host.NewId()}", $$"""{"siteId":"{{north}}"}""");
        await host.PutAsync($"/api/v1/stations/{host.NewId()}", $$"""{"siteId":"{{south}}"}""");
        var mine = await host.KeyAsync(["stations.read"], north);
        var overview = (await host.GetAsync("/api/v1/overview?timeZone=Europe/Berlin", mine)).Is(HttpStatusCode.OK);
        Assert.Equal(("1", "0", "null", "null"), (overview.Word("totals.stations"), overview.Word("totals.sessions"), overview.Word("day"), overview.Word("incidentsOpen")));
        var sites = (await host.GetAsync("/api/v1/overview/sites", mine)).Is(HttpStatusCode.OK);
        Assert.Equal([north], sites["items"].EnumerateArray().Select(item => item.GetProperty("siteId").GetString()));
        Assert.Equal(0, sites["items.0.shareOfGridLimit"].GetDouble());
        var whole = (await host.GetAsync("/api/v1/overview")).Is(HttpStatusCode.OK);
        Assert.True(whole["totals.stations"].GetInt32() >= 2);
        Assert.True(whole["day.started"].GetInt32() >= 0);
        (await host.GetAsync("/api/v1/overview?timeZone=Moon")).IsProblem(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Refused_WhileAStationIsEntered_AreItsOwnAndThoseOfNobody()
    {
        var (site, wanted, other, unknown) = (host.NewId("REFS"), host.NewId("REF"), host.NewId("REF"), host.NewId("REF"));
        await host.PutAsync("/api/v1/settings/stations", """{"acceptUnknown":false}""");
        await host.PutAsync($"/api/v1/stations/{wanted}", $$"""{"siteId":"{{site}}","password":"0123456789abcdef"}""");
        await host.PutAsync($"/api/v1/stations/{other}", """{"password":"0123456789abcdef"}""");
        foreach (var id in new[] { wanted, other, unknown }) await Assert.ThrowsAsync<WebSocketException>(() => host.ConnectAsync(id));
        await host.PutAsync("/api/v1/settings/stations", """{"acceptUnknown":true}""");

        var key = await host.KeyAsync(["stations.write"], site);
        Assert.Equal([unknown, wanted], await SeenAsync("", key));
        Assert.Equal([unknown, wanted], await SeenAsync($"?station={wanted}"));
        Assert.Equal([unknown, other, wanted], await SeenAsync(""));
        Assert.Equal([unknown], await SeenAsync($"?station={other}", key));
        Assert.Empty(await SeenAsync("?since=2099-01-01"));
        (await host.GetAsync("/api/v1/refused-connections", await host.KeyAsync(["stations.read"]))).IsProblem(HttpStatusCode.Forbidden);

        async Task<IReadOnlyList<string>> SeenAsync(string query, string key = ApiHost.ApiKey)
        {
            var answer = (await host.GetAsync($"/api/v1/refused-connections{query}", key)).Is(HttpStatusCode.OK);
            return [.. answer["items"].EnumerateArray().Select(item => item.GetProperty("stationId").GetString()!).Where(new[] { wanted, other, unknown }.Contains)];
        }
    }
}
