using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using Csms.Engine.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Csms.Engine.Tests.Api;

/// <summary>CONTRACTS 23 to 27 and 32, and the stations' own resource.</summary>
public sealed class StationContractTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Stations_AreFoundByADeviationThatTheyShow_InTheListAndInABulkCommand()
    {
        await using var odd = await host.StationAsync(id: host.NewId("ODD"));
        await using var even = await host.StationAsync(id: host.NewId("ODD"));
        foreach (var (station, status) in new[] { (odd, "available"), (even, "Available") })
            await station.CallAsync("StatusNotification", $$"""{"connectorId":1,"errorCode":"NoError","status":"{{status}}"}""");
        await Eventually.TrueAsync(async () => (await host.GetAsync($"/api/v1/stations/{odd.Id}/quirks")).Is(HttpStatusCode.OK)["items"].GetArrayLength() == 1, "the deviation is counted");

        var found = (await host.GetAsync("/api/v1/stations?quirk=enumCase&search=ODD&ocpp=1.6&model=Vendor%20Model&firmware=1.2.3")).Is(HttpStatusCode.OK);
        Assert.Equal(odd.Id, Assert.Single(found["items"].EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal(0, (await host.GetAsync("/api/v1/stations?quirk=enumCase&search=ODD&model=Another")).Is(HttpStatusCode.OK)["items"].GetArrayLength());
        Assert.True((await host.GetAsync("/api/v1/stations?quirk=unheardOf")).IsProblem(HttpStatusCode.BadRequest)["errors"].TryGetProperty("quirk", out _));
        var preview = (await host.PostAsync("/api/v1/bulk-commands", """{"action":"ClearCache","filter":{"quirk":"enumCase","search":"ODD"},"dryRun":true}""")).Is(HttpStatusCode.OK);
        Assert.Equal(odd.Id, Assert.Single(preview["online"].EnumerateArray()).GetString());
        (await host.PostAsync("/api/v1/bulk-commands", """{"action":"ClearCache","filter":{"quirk":"unheardOf"},"dryRun":true}""")).IsProblem(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Station_WithItsConnectors_IsShownAsItSaid()
    {
        await using var station = await host.StationAsync("ocpp1.6");
        await station.CallAsync("StatusNotification", $$"""{"connectorId":2,"status":"Faulted","errorCode":"GroundFailure","info":"Look","vendorErrorCode":"E7","timestamp":"{{DateTimeOffset.UtcNow:O}}"}""");
        var shown = (await host.GetAsync($"/api/v1/stations/{station.Id}")).Is(HttpStatusCode.OK);
        Assert.Equal(
            ["id", "name", "siteId", "state", "ocppVersion", "vendor", "model", "serialNumber", "firmwareVersion", "lastSeenAt", "registration", "securityProfile", "hasPassword", "tariffId", "latitude", "longitude", "evses"],
            shown.Body.EnumerateObject().Select(member => member.Name));
        Assert.Equal(("online", "1.6", "Vendor", "Model", "1.2.3"), (shown.Word("state"), shown.Word("ocppVersion"), shown.Word("vendor"), shown.Word("model"), shown.Word("firmwareVersion")));
        Assert.EndsWith("Z", shown.Word("lastSeenAt"), StringComparison.Ordinal);
        var evse = shown["evses"].EnumerateArray().Single(each => each.GetProperty("id").GetInt32() == 2);
        Assert.Equal("Faulted", evse.GetProperty("status").GetString());
        var connector = evse.GetProperty("connectors")[0];
        Assert.Equal(("GroundFailure", "Look", "E7"), (connector.GetProperty("errorCode").GetString(), connector.GetProperty("info").GetString(), connector.GetProperty("vendorErrorCode").GetString()));
        Assert.False(evse.TryGetProperty("sessionId", out _));

        await station.Socket.CloseAsync();
        await Support.Eventually.TrueAsync(async () => (await host.GetAsync($"/api/v1/stations/{station.Id}")).Word("state") == "offline", "the station is shown as offline");
    }

    [Fact]
    public async Task Stations_InPages_AreListedOnceEach()
    {
        var site = host.NewId("SITE");
        var ids = Enumerable.Range(0, 5).Select(_ => host.NewId("LIST")).Order(StringComparer.Ordinal).ToList();
        foreach (var id in ids) (await host.PutAsync($"/api/v1/stations/{id}", $$"""{"name":"{{id}}","siteId":"{{site}}"}""")).Is(HttpStatusCode.Created);
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = (await host.GetAsync($"/api/v1/stations?site={site}&limit=2" + (cursor is null ? "" : "&cursor=" + cursor))).Is(HttpStatusCode.OK);
            seen.AddRange(page["items"].EnumerateArray().Select(item => item.GetProperty("id").GetString()!));
            cursor = page["next"].GetString();
        }
        while (cursor is not null);
        Assert.Equal(ids, seen);
        Assert.Equal(5, (await host.GetAsync($"/api/v1/stations?site={site}&state=unknown&search=list"))["items"].GetArrayLength());
        Assert.Equal(0, (await host.GetAsync($"/api/v1/stations?site={site}&state=online"))["items"].GetArrayLength());
        Assert.Equal(site, (await host.GetAsync($"/api/v1/sites/{site}")).Is(HttpStatusCode.OK).Word("name"));
    }

    [Theory]
    [InlineData("OK-1", """{"name":5}""", "name")]
    [InlineData("OK-1", """{"name":"A","password":""}""", "password")]
    [InlineData("OK-1", """{"name":"A","securityProfile":4}""", "securityProfile")]
    [InlineData("OK-1", """{"name":"A","registration":"Perhaps"}""", "registration")]
    [InlineData("OK-1", """{"name":"A","siteId":"not allowed"}""", "siteId")]
    [InlineData("not%20allowed", """{"name":"A"}""", "id")]
    [InlineData("a:b", """{"name":"A"}""", "id")]
    public async Task Station_WithAFault_Is400NamingTheMember(string id, string body, string member) =>
        Assert.Equal(JsonValueKind.Array, (await host.PutAsync($"/api/v1/stations/{id}", body)).IsProblem(HttpStatusCode.BadRequest)["errors." + member].ValueKind);

    [Fact]
    public async Task Station_Deleted_IsGoneAndDisconnected()
    {
        await using var station = await host.StationAsync();
        (await host.DeleteAsync($"/api/v1/stations/{station.Id}")).Is(HttpStatusCode.NoContent);
        await station.Socket.ExpectGoneAsync();
        (await host.GetAsync($"/api/v1/stations/{station.Id}")).IsProblem(HttpStatusCode.NotFound);
        (await host.DeleteAsync($"/api/v1/stations/{station.Id}")).IsProblem(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("ocpp1.6", "Heartbeat", "{}", "SecurityError")]
    [InlineData("ocpp2.0.1", "Heartbeat", "{}", "SecurityError")]
    public async Task Contract23_PendingStation_IsRefusedUntilAcceptedAndThenAskedToBoot(string protocol, string action, string payload, string code)
    {
        await using var station = await host.StationAsync(protocol, "Pending");
        Assert.Equal("pending", (await host.GetAsync($"/api/v1/stations/{station.Id}")).Word("state"));
        var refused = await station.FrameOfCallAsync(action, payload);
        Assert.Equal((4, code), (refused[0].GetInt32(), refused[2].GetString()));
        (await host.CommandAsync(station.Id, "RequestStartTransaction", """{"evseId":1,"remoteStartId":1,"idToken":{"idToken":"T","type":"Central"}}""")).IsProblem(HttpStatusCode.Conflict);
        (await host.CommandAsync(station.Id, "RequestStopTransaction", """{"transactionId":"17"}""")).IsProblem(HttpStatusCode.Conflict);

        (await host.PutAsync($"/api/v1/stations/{station.Id}", """{"registration":"Accepted"}""")).Is(HttpStatusCode.OK);
        Assert.Equal("BootNotification", (await station.AnswerAsync("TriggerMessage", """{"status":"Accepted"}""")).GetProperty("requestedMessage").GetString());
        Assert.Equal("Accepted", (await station.BootAsync()).GetProperty("status").GetString());
        await station.CallAsync(action, payload);
    }

    [Fact]
    public async Task Contract24_UnknownStation_Is404AtTheHandshakeUnlessAcceptUnknown()
    {
        Assert.False((await host.GetAsync("/api/v1/settings/stations")).Is(HttpStatusCode.OK)["acceptUnknown"].GetBoolean());
        var refused = await Assert.ThrowsAsync<WebSocketException>(() => host.ConnectAsync(host.NewId("NEW")));
        Assert.Contains("404", refused.Message, StringComparison.Ordinal);
        (await host.PutAsync("/api/v1/settings/stations", """{"acceptUnknown":true}""")).Is(HttpStatusCode.OK);
        try
        {
            await using var station = await host.ConnectAsync(host.NewId("NEW"));
            Assert.Equal("Accepted", (await station.BootAsync()).GetProperty("status").GetString());
        }
        finally
        {
            (await host.PutAsync("/api/v1/settings/stations", """{"acceptUnknown":false}""")).Is(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task Contract25_Put_ReplacesWhatItNames()
    {
        var id = host.NewId();
        (await host.PutAsync($"/api/v1/stations/{id}", """{"name":"A","password":"0123456789abcdef","securityProfile":1}""")).Is(HttpStatusCode.Created);
        var after = (await host.PutAsync($"/api/v1/stations/{id}", """{"name":"B"}""")).Is(HttpStatusCode.OK);
        Assert.Equal(("B", true, 1), (after.Word("name"), after["hasPassword"].GetBoolean(), after["securityProfile"].GetInt32()));
        await using (await host.ConnectAsync(id, password: "0123456789abcdef"))
        {
        }

        Assert.False((await host.PutAsync($"/api/v1/stations/{id}", """{"password":null,"securityProfile":0}"""))["hasPassword"].GetBoolean());
        await using (await host.ConnectAsync(id))
        {
        }
    }

    [Theory]
    [InlineData("ocpp2.0.1", "SetVariables", """{"setVariableResult":[{"attributeStatus":"Accepted","component":{"name":"SecurityCtrlr"},"variable":{"name":"BasicAuthPassword"}}]}""")]
    [InlineData("ocpp1.6", "ChangeConfiguration", """{"status":"Accepted"}""")]
    public async Task Contract26_PasswordSetOnTheStation_IsItsPasswordAtOnceAndNowhereToRead(string protocol, string wireAction, string answer)
    {
        const string secret = "new-secret-4711-x";
        var id = host.NewId();
        await host.PutAsync($"/api/v1/stations/{id}", """{"name":"A","password":"0123456789abcdef","securityProfile":1}""");
        await using (var station = await host.ConnectAsync(id, protocol, "0123456789abcdef"))
        {
            await station.BootAsync();
            var command = host.CommandAsync(id, "SetVariables", $$$"""{"setVariableData":[{"attributeValue":"{{{secret}}}","component":{"name":"SecurityCtrlr"},"variable":{"name":"BasicAuthPassword"}}]}""");
            var sent = await station.AnswerAsync(wireAction, answer);
            Assert.Contains(protocol == "ocpp1.6" ? Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(secret)) : secret, sent.GetRawText(), StringComparison.OrdinalIgnoreCase);
            var told = (await command).Is(HttpStatusCode.OK);
            foreach (var text in new[] { told.Text, (await host.GetAsync($"/api/v1/stations/{id}/messages")).Text, (await host.GetAsync($"/api/v1/stations/{id}/commands")).Text })
            {
                Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
                Assert.DoesNotContain(Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(secret)), text, StringComparison.OrdinalIgnoreCase);
            }

            await using var stored = host.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("SELECT body::text FROM csms.commands WHERE station_id = $1");
            stored.Parameters.Add(new() { Value = id });
            Assert.DoesNotContain(secret, Assert.IsType<string>(await stored.ExecuteScalarAsync()), StringComparison.Ordinal);
            await station.Socket.CloseAsync();
        }

        await using (await host.ConnectAsync(id, protocol, secret))
        {
        }

        await Assert.ThrowsAsync<WebSocketException>(() => host.ConnectAsync(id, protocol, "0123456789abcdef"));
    }

    [Fact]
    public async Task Contract27_LowerSecurityProfileThanTheStations_Is401()
    {
        var id = host.NewId();
        await host.PutAsync($"/api/v1/stations/{id}", """{"name":"A","securityProfile":2,"password":"0123456789abcdef"}""");
        Assert.Contains("401", (await Assert.ThrowsAsync<WebSocketException>(() => host.ConnectAsync(id, password: "0123456789abcdef"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Contract27_BootOnAHigherProfile_RaisesTheMinimum()
    {
        var id = host.NewId();
        await host.PutAsync($"/api/v1/stations/{id}", """{"name":"A","password":"0123456789abcdef"}""");
        Assert.Equal(0, (await host.GetAsync($"/api/v1/stations/{id}"))["securityProfile"].GetInt32());
        await using (var station = await host.ConnectAsync(id, password: "0123456789abcdef"))
        {
            await station.BootAsync();
        }

        Assert.Equal(1, (await host.GetAsync($"/api/v1/stations/{id}"))["securityProfile"].GetInt32());
        await host.PutAsync($"/api/v1/stations/{id}", """{"password":null}""");
        Assert.Contains("401", (await Assert.ThrowsAsync<WebSocketException>(() => host.ConnectAsync(id))).Message, StringComparison.Ordinal);
    }

    /// <summary>A password that nobody can check proves no profile: else the station would lock itself out with its first boot.</summary>
    [Fact]
    public async Task Contract27_PasswordThatNobodyRegistered_RaisesNothing()
    {
        var id = host.NewId();
        await host.PutAsync($"/api/v1/stations/{id}", """{"name":"A"}""");
        await using (var station = await host.ConnectAsync(id, password: "from-the-factory"))
        {
            await station.BootAsync();
        }

        Assert.Equal(0, (await host.GetAsync($"/api/v1/stations/{id}"))["securityProfile"].GetInt32());
        await using (await host.ConnectAsync(id, password: "from-the-factory"))
        {
        }

        await using (await host.ConnectAsync(id))
        {
        }
    }

    [Fact]
    public async Task Contract32_HeartbeatInterval_IsAnsweredToABoot()
    {
        var id = host.NewId();
        await host.PutAsync($"/api/v1/stations/{id}", """{"name":"A"}""");
        await using var station = await host.ConnectAsync(id);
        Assert.Equal(300, (await station.BootAsync()).GetProperty("interval").GetInt32());
    }

    [Fact]
    public async Task Messages_OfAnExchange_AreInTheRawLogAtOnce()
    {
        await using var station = await host.StationAsync("ocpp2.1");
        await station.CallAsync("Heartbeat", "{}");
        var log = (await host.GetAsync($"/api/v1/stations/{station.Id}/messages?action=Heartbeat&order=asc")).Is(HttpStatusCode.OK);
        Assert.Equal(["at", "direction", "messageType", "action", "messageId", "payload"], log["items.0"].EnumerateObject().Select(member => member.Name));
        Assert.Equal(("in", "2", "{}"), (log.Word("items.0.direction"), log.Word("items.0.messageType"), log.Word("items.0.payload")));
        Assert.Equal(("out", "3"), (log.Word("items.1.direction"), log.Word("items.1.messageType")));
        Assert.Equal(JsonValueKind.String, log["items.1.payload.currentTime"].ValueKind);
        Assert.Equal(2, (await host.GetAsync($"/api/v1/stations/{station.Id}/messages?direction=in"))["items"].GetArrayLength());
        (await host.GetAsync($"/api/v1/stations/{station.Id}/messages?from=yesterday")).IsProblem(HttpStatusCode.BadRequest);
        Assert.Equal(0, (await host.GetAsync($"/api/v1/stations/{station.Id}/messages?to=2020-01-01T00:00:00Z"))["items"].GetArrayLength());
    }

    [Theory]
    [InlineData("ocpp1.6", "ChangeConfiguration", """{"key":"LightIntensity","value":"50"}""", """{"status":"Accepted"}""")]
    [InlineData("ocpp2.1", "Frobnicate", """{ "colour": "red", "n": [1] }""", """{"done":true}""")]
    public async Task Raw_Call_LeavesAsItIsGivenAndItsAnswerComesBack(string protocol, string action, string payload, string response)
    {
        await using var station = await host.StationAsync(protocol);
        var sending = host.PostAsync($"/api/v1/stations/{station.Id}/messages", $$"""{"action":"{{action}}","payload":{{payload}}}""");
        var call = await station.ExpectAsync(action);
        Assert.Equal(payload, call[3].GetRawText());
        await station.Socket.SendAsync($"""[3,"{call[1].GetString()}",{response}]""");

        var answer = (await sending).Is(HttpStatusCode.OK);
        Assert.Equal(response, answer["response"].GetRawText());
        Assert.Equal(call[1].GetString(), answer.Word("messageId"));
        Assert.False(answer.Body.TryGetProperty("error", out _));
        var logged = (await host.GetAsync($"/api/v1/stations/{station.Id}/messages?action={action}&order=asc")).Is(HttpStatusCode.OK);
        Assert.Equal(["out", "in"], logged["items"].EnumerateArray().Select(item => item.GetProperty("direction").GetString()));
        var entry = (await host.AuditAsync()).First(one => one.Action == "station.message.raw" && one.SubjectId == station.Id);
        Assert.Contains(action, entry.After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Raw_CallError_IsAnAnswerToo()
    {
        await using var station = await host.StationAsync();
        var sending = host.PostAsync($"/api/v1/stations/{station.Id}/messages", """{"action":"Reset"}""");
        var call = await station.ExpectAsync("Reset");
        Assert.Equal("{}", call[3].GetRawText());
        await station.Socket.SendAsync($$"""[4,"{{call[1].GetString()}}","FormationViolation","type is missing",{"at":"type"}]""");
        var answer = (await sending).Is(HttpStatusCode.OK);
        Assert.Equal(("FormationViolation", "type is missing", "type"), (answer.Word("error.code"), answer.Word("error.description"), answer.Word("error.details.at")));
        Assert.False(answer.Body.TryGetProperty("response", out _));
    }

    [Theory]
    [InlineData("""{}""", "action")]
    [InlineData("""{"action":" Reset"}""", "action")]
    [InlineData("""{"action":"Reset","payload":[]}""", "payload")]
    public async Task Raw_BodyThatIsNoCall_Is400NamingTheMember(string body, string member)
    {
        await using var station = await host.StationAsync();
        var refused = (await host.PostAsync($"/api/v1/stations/{station.Id}/messages", body)).IsProblem(HttpStatusCode.BadRequest);
        Assert.Equal(JsonValueKind.Array, refused[$"errors.{member}"].ValueKind);
    }

    [Fact]
    public async Task Raw_NothingSentNoAnswerOrNoRight_IsToldApart()
    {
        var away = host.NewId();
        await host.PutAsync($"/api/v1/stations/{away}", """{"name":"Never there"}""");
        (await host.PostAsync($"/api/v1/stations/{away}/messages", """{"action":"Reset"}""")).IsProblem(HttpStatusCode.Conflict);

        await using var station = await host.StationAsync();
        (await host.PostAsync($"/api/v1/stations/{station.Id}/messages", """{"action":"Reset"}""", await host.KeyAsync(["messages.read", "stations.read", "stations.command.reset"]))).IsProblem(HttpStatusCode.Forbidden);
        var sending = host.PostAsync($"/api/v1/stations/{station.Id}/messages", """{"action":"ClearCache"}""");
        await station.ExpectAsync("ClearCache");
        await station.Socket.CloseAsync();
        (await sending).IsProblem(HttpStatusCode.GatewayTimeout);
    }

    [Theory]
    [InlineData("ocpp1.6", "ChangeConfiguration", """{"key":"AuthorizationKey","value":"S3CRET"}""")]
    [InlineData("ocpp2.1", "SetVariables", """{"setVariableData":[{"attributeValue":"S3CRET","component":{"name":"SecurityCtrlr"},"variable":{"name":"BasicAuthPassword"}}]}""")]
    public async Task Raw_Password_ReachesTheStationAndNoLog(string protocol, string action, string payload)
    {
        await using var station = await host.StationAsync(protocol);
        var sending = host.PostAsync($"/api/v1/stations/{station.Id}/messages", $$"""{"action":"{{action}}","payload":{{payload}}}""");
        Assert.Contains("S3CRET", (await station.AnswerAsync(action, "{}")).GetRawText(), StringComparison.Ordinal);
        (await sending).Is(HttpStatusCode.OK);
        Assert.DoesNotContain("S3CRET", (await host.GetAsync($"/api/v1/stations/{station.Id}/messages")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("S3CRET", (await host.AuditAsync()).First(one => one.Action == "station.message.raw" && one.SubjectId == station.Id).After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Messages_OfASession_AreItsExchangesPageByPage()
    {
        await using var station = await host.StationAsync();
        var now = DateTimeOffset.UtcNow;
        string Start(int connector, string tag) => $$"""{"connectorId":{{connector}},"idTag":"{{tag}}","meterStart":0,"timestamp":"{{now:O}}"}""";
        await station.CallAsync("Authorize", """{"idTag":"MINE"}""");
        var mine = (await station.CallAsync("StartTransaction", Start(1, "MINE"))).GetProperty("transactionId").GetInt32();
        await station.CallAsync("Authorize", """{"idTag":"OTHER"}""");
        var other = (await station.CallAsync("StartTransaction", Start(2, "OTHER"))).GetProperty("transactionId").GetInt32();
        await station.CallAsync("StatusNotification", """{"connectorId":1,"status":"Charging","errorCode":"NoError"}""");
        await station.CallAsync("StatusNotification", """{"connectorId":2,"status":"Charging","errorCode":"NoError"}""");
        await station.CallAsync("Heartbeat", "{}");
        await station.CallAsync("StopTransaction", $$"""{"transactionId":{{other}},"meterStop":5,"timestamp":"{{now:O}}"}""");
        await station.CallAsync("StopTransaction", $$"""{"transactionId":{{mine}},"meterStop":9,"timestamp":"{{now:O}}"}""");

        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = (await host.GetAsync($"/api/v1/stations/{station.Id}/messages?session=S-{mine}&order=asc&limit=3" + (cursor is null ? "" : "&cursor=" + cursor))).Is(HttpStatusCode.OK);
            seen.AddRange(page["items"].EnumerateArray().Select(item => $"{item.GetProperty("direction").GetString()} {item.GetProperty("action").GetString()}"));
            cursor = page["next"].GetString();
        }
        while (cursor is not null);

        Assert.Equal(["BootNotification", "Authorize", "StartTransaction", "StatusNotification", "StopTransaction"], seen.Select(frame => frame.Split(' ')[1]).Distinct());
        Assert.Equal(10, seen.Count);
        (await host.GetAsync($"/api/v1/stations/{station.Id}/messages?session=S-999999999")).IsProblem(HttpStatusCode.NotFound);
        var elsewhere = host.NewId();
        await host.PutAsync($"/api/v1/stations/{elsewhere}", """{"name":"Elsewhere"}""");
        (await host.GetAsync($"/api/v1/stations/{elsewhere}/messages?session={mine}")).IsProblem(HttpStatusCode.NotFound);
    }
}
