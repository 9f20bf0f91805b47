using System.Net;
using System.Text.Json;
using Csms.Console.Security;

namespace Csms.Engine.Tests.Api;

/// <summary>What holds for the whole API: keys and their scopes, problem details, the document, metrics.</summary>
public sealed class ApiRulesTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("/api/v1/stations")]
    [InlineData("/api/v1/sessions/1")]
    [InlineData("/api/v1/nothing/here")]
    public async Task Request_WithoutKey_Is401(string path)
    {
        (await host.GetAsync(path, key: null)).IsProblem(HttpStatusCode.Unauthorized);
        (await host.GetAsync(path, key: "wrong")).IsProblem(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Path_ThatIsNone_Is404AndWrongMethod405AsProblem()
    {
        (await host.GetAsync("/api/v1/nothing")).IsProblem(HttpStatusCode.NotFound);
        (await host.PostAsync("/api/v1/stations")).IsProblem(HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task Body_ThatIsTooLarge_Is413()
    {
        (await host.PutAsync("/api/v1/tokens/big", $$"""{"note":"{{new string('x', 100_000)}}"}""")).IsProblem(HttpStatusCode.RequestEntityTooLarge);
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=x", "limit")]
    [InlineData("cursor=%21", "cursor")]
    [InlineData("state=asleep", "state")]
    public async Task List_WithAFaultyParameter_Is400NamingIt(string query, string parameter)
    {
        foreach (var list in new[] { "stations", "sessions" })
            Assert.Equal(JsonValueKind.Array, (await host.GetAsync($"/api/v1/{list}?{query}")).IsProblem(HttpStatusCode.BadRequest)["errors." + parameter].ValueKind);
    }

    [Theory]
    [InlineData("stations")]
    [InlineData("sites")]
    [InlineData("tokens")]
    [InlineData("sessions")]
    [InlineData("incidents")]
    [InlineData("api-keys")]
    [InlineData("users")]
    [InlineData("invitations")]
    [InlineData("audit-log")]
    [InlineData("notification-channels")]
    [InlineData("refused-connections")]
    [InlineData("overview/sites")]
    public async Task List_WithWhatIsNoCursorOrLimit_Is400NamingIt(string list)
    {
        foreach (var (query, member) in new[] { ("cursor=%21", "cursor"), ("limit=0", "limit"), ("limit=many", "limit") })
            Assert.Equal(JsonValueKind.Array, (await host.GetAsync($"/api/v1/{list}?{query}")).IsProblem(HttpStatusCode.BadRequest)["errors." + member].ValueKind);
    }

    [Fact]
    public async Task KeyOfOneSite_SeesAndChangesOnlyThatSite()
    {
        var (mine, other, north, south) = (host.NewId(), host.NewId(), host.NewId("NORTH"), host.NewId("SOUTH"));
        await host.PutAsync($"/api/v1/stations/{mine}", $$"""{"name":"Mine","siteId":"{{north}}"}""");
        await host.PutAsync($"/api/v1/stations/{other}", $$"""{"name":"Other","siteId":"{{south}}"}""");
        var key = await host.KeyAsync([Permissions.StationsRead, Permissions.StationsWrite], north);
        Assert.Equal([mine], (await host.GetAsync("/api/v1/stations", key))["items"].EnumerateArray().Select(item => item.GetProperty("id").GetString()));
        Assert.Equal([north], (await host.GetAsync("/api/v1/sites", key))["items"].EnumerateArray().Select(item => item.GetProperty("id").GetString()));
        (await host.GetAsync($"/api/v1/stations/{other}", key)).IsProblem(HttpStatusCode.NotFound);
        (await host.PutAsync($"/api/v1/stations/{other}", """{"name":"Taken"}""", key)).IsProblem(HttpStatusCode.Forbidden);
        (await host.PutAsync($"/api/v1/stations/{mine}", $$"""{"siteId":"{{south}}"}""", key)).IsProblem(HttpStatusCode.Forbidden);
        (await host.PutAsync($"/api/v1/stations/{host.NewId()}", """{"name":"Without a site"}""", key)).IsProblem(HttpStatusCode.Forbidden);
        (await host.PutAsync($"/api/v1/stations/{mine}", """{"name":"Renamed"}""", key)).Is(HttpStatusCode.OK);
        (await host.GetAsync($"/api/v1/stations/{mine}/messages", key)).IsProblem(HttpStatusCode.Forbidden);
        (await host.PostAsync($"/api/v1/stations/{mine}/commands/Reset", """{"type":"Immediate"}""", key)).IsProblem(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task KeyWithoutTokensRead_SeesSessionsWithoutTheDriver()
    {
        await using var station = await host.StationAsync();
        await station.CallAsync("StartTransaction", $$"""{"connectorId":1,"idTag":"Secret-Tag","meterStart":0,"timestamp":"{{DateTimeOffset.UtcNow:O}}"}""");
        var key = await host.KeyAsync([Permissions.SessionsRead]);
        var list = (await host.GetAsync($"/api/v1/sessions?station={station.Id}", key)).Is(HttpStatusCode.OK);
        Assert.Equal(1, list["items"].GetArrayLength());
        Assert.DoesNotContain("Secret-Tag", list.Text, StringComparison.Ordinal);
        Assert.Equal(0, (await host.GetAsync("/api/v1/sessions?search=Secret", key))["items"].GetArrayLength());
        (await host.GetAsync("/api/v1/sessions?token=Secret-Tag", key)).IsProblem(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Writes_AreInTheAuditLogWithoutSecrets()
    {
        var id = host.NewId();
        await host.PutAsync($"/api/v1/stations/{id}", """{"name":"A","password":"hush-hush-hush-hush"}""");
        await host.PutAsync($"/api/v1/stations/{id}", """{"name":"B"}""");
        await host.CommandAsync(id, "ClearCache");
        await host.DeleteAsync($"/api/v1/stations/{id}");
        var entries = (await host.AuditAsync()).Where(entry => entry.SubjectId == id).ToList();
        Assert.Equal(["station.delete", "station.command.ClearCache", "station.update", "station.create"], entries.Select(entry => entry.Action));
        Assert.All(entries, entry => Assert.DoesNotContain("hush", entry.Before + entry.After, StringComparison.Ordinal));
        Assert.Contains("\"B\"", entries[2].After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Site_EnteredChangedAndDeleted_LeavesItsStations()
    {
        var (site, station) = (host.NewId("SITE"), host.NewId());
        (await host.PutAsync($"/api/v1/sites/{site}", """{"name":"Hafen","timeZone":"Europe/Berlin","latitude":53.5,"longitude":10,"address":"Kai 1","gridLimitW":250000}""")).Is(HttpStatusCode.Created);
        (await host.PutAsync($"/api/v1/sites/{site}", """{"gridLimitW":null,"timeZone":"Europe/Nowhere"}""")).IsProblem(HttpStatusCode.BadRequest);
        var changed = (await host.PutAsync($"/api/v1/sites/{site}", """{"gridLimitW":null}""")).Is(HttpStatusCode.OK);
        Assert.Equal(("Hafen", "Europe/Berlin", "null"), (changed.Word("name"), changed.Word("timeZone"), changed.Word("gridLimitW")));
        await host.PutAsync($"/api/v1/stations/{station}", $$"""{"name":"A","siteId":"{{site}}"}""");
        (await host.DeleteAsync($"/api/v1/sites/{site}")).Is(HttpStatusCode.NoContent);
        Assert.Equal("null", (await host.GetAsync($"/api/v1/stations/{station}")).Is(HttpStatusCode.OK).Word("siteId"));
    }

    [Fact]
    public async Task Document_DescribesEveryEndpointAndTheKey()
    {
        var document = (await host.GetAsync("/openapi/v1.json", key: null)).Is(HttpStatusCode.OK);
        Assert.Equal("bearer", document.Word("components.securitySchemes.ApiKey.scheme"));
        var operations = document["paths"].EnumerateObject().SelectMany(path => path.Value.EnumerateObject(), (path, operation) => (path.Name, Method: operation.Name, Operation: operation.Value)).ToList();
        Assert.All(operations, each => Assert.True(each.Operation.TryGetProperty("summary", out _), $"{each.Method} {each.Name} has no summary"));
        foreach (var path in new[] { "/api/v1/stations/{id}", "/api/v1/stations/{id}/commands/{action}", "/api/v1/stations/{id}/messages", "/api/v1/sessions/{id}/meter-values", "/api/v1/tokens/{idToken}", "/api/v1/settings/stations" })
            Assert.Contains(operations, each => each.Name == path);
        var put = document.Body.GetProperty("paths").GetProperty("/api/v1/stations/{id}").GetProperty("put");
        Assert.True(put.TryGetProperty("requestBody", out _));
    }

    [Fact]
    public async Task Metrics_AsText_TellOfConnectionsAndRequests()
    {
        await using var station = await host.StationAsync();
        var metrics = (await host.GetAsync("/metrics", key: null)).Is(HttpStatusCode.OK);
        Assert.Equal("text/plain", metrics.MediaType);
        Assert.Contains("\ncsms_gateway_connections ", metrics.Text, StringComparison.Ordinal);
        Assert.Contains("# TYPE csms_gateway_frames_received_total counter", metrics.Text, StringComparison.Ordinal);
        Assert.Contains("http_server_request_duration_seconds_bucket{", metrics.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(station.Id, metrics.Text, StringComparison.Ordinal);
        var names = metrics.Text.Split('\n').Where(line => line.StartsWith("# TYPE", StringComparison.Ordinal)).ToList();
        Assert.Equal(names.Distinct(), names);
    }
}
