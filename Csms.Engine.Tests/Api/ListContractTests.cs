using System.Net;
using System.Text.Json;

namespace Csms.Engine.Tests.Api;

/// <summary>CONTRACTS 14 and 17: reservations and local lists over REST, and over the commands that make them.</summary>
public sealed class ListContractTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string Yes = """{"status":"Accepted"}""";

    [Theory]
    [InlineData("ocpp1.6", "listVersion")]
    [InlineData("ocpp2.0.1", "versionNumber")]
    public async Task Contract17_ListWithoutAVersion_IsTheNext_AndIsShownAsAccepted(string protocol, string version)
    {
        await using var station = await host.StationAsync(protocol);
        Assert.Equal(JsonValueKind.Null, (await ListAsync(station.Id)).GetProperty("version").ValueKind);

        var full = host.CommandAsync(station.Id, "SendLocalList", """{"updateType":"Full","localAuthorizationList":[{"idToken":{"idToken":"04C1","type":"ISO14443"},"idTokenInfo":{"status":"Accepted"}}]}""");
        Assert.Equal(1, (await station.AnswerAsync("SendLocalList", Yes)).GetProperty(version).GetInt32());
        (await full).Is(HttpStatusCode.OK);
        var change = host.CommandAsync(station.Id, "SendLocalList", """{"updateType":"Differential","localAuthorizationList":[{"idToken":{"idToken":"04C2","type":"ISO14443"},"idTokenInfo":{"status":"Blocked"}},{"idToken":{"idToken":"04c1","type":"ISO14443"}}]}""");
        Assert.Equal(2, (await station.AnswerAsync("SendLocalList", Yes)).GetProperty(version).GetInt32());
        (await change).Is(HttpStatusCode.OK);
        var refused = host.CommandAsync(station.Id, "SendLocalList", """{"updateType":"Full"}""");
        await station.AnswerAsync("SendLocalList", """{"status":"Failed"}""");
        (await refused).Is(HttpStatusCode.OK);

        var list = await ListAsync(station.Id);
        Assert.Equal(2, list.GetProperty("version").GetInt32());
        var entry = Assert.Single(list.GetProperty("entries").EnumerateArray());
        Assert.Equal(("04C2", "Blocked"), (entry.GetProperty("idToken").GetProperty("idToken").GetString(), entry.GetProperty("idTokenInfo").GetProperty("status").GetString()));
    }

    [Fact]
    public async Task List_OverRest_IsTurnedOnAndSent_AndNeedsItsScopes()
    {
        await using var station = await host.StationAsync("ocpp2.0.1");
        var path = $"/api/v1/stations/{station.Id}/local-list";
        var group = host.NewId("GRP");
        await host.PutAsync($"/api/v1/tokens/{group}-1", $$"""{"type":"Central","status":"Accepted","groupId":"{{group}}"}""");
        (await host.PostAsync($"{path}/send")).Is(HttpStatusCode.Conflict); // off
        (await host.PutAsync(path, """{"mode":"Sometimes"}""")).Is(HttpStatusCode.BadRequest);
        var read = await host.KeyAsync(["stations.read"]);
        (await host.PutAsync(path, """{"mode":"Manual"}""", read)).Is(HttpStatusCode.Forbidden);

        (await host.PutAsync(path, $$"""{"mode":"Manual","groups":["{{group}}"]}""")).Is(HttpStatusCode.OK);
        Assert.Equal("neverSent", (await ListAsync(station.Id)).GetProperty("standing").GetString());
        var sending = host.PostAsync($"{path}/send");
        await station.AnswerAsync("GetVariables", """{"getVariableResult":[]}""");
        Assert.Equal("Full", (await station.AnswerAsync("SendLocalList", Yes)).GetProperty("updateType").GetString());
        Assert.Equal("Accepted", (await sending).Is(HttpStatusCode.OK).Word("status"));
        Assert.Equal("inStep", (await ListAsync(station.Id)).GetProperty("standing").GetString());
        (await host.PostAsync($"{path}/send")).Is(HttpStatusCode.NoContent);
        Assert.Equal(JsonValueKind.Null, (await host.GetAsync(path, read)).Is(HttpStatusCode.OK).Body.GetProperty("entries").ValueKind);
    }

    [Fact]
    public async Task Contract14_Reservation_IsMadeListedUsedAndCancelled()
    {
        await using var station = await host.StationAsync("ocpp1.6");
        var command = host.CommandAsync(station.Id, "ReserveNow", """{"evseId":1,"expiryDateTime":"2099-01-01T00:00:00Z","idToken":{"idToken":"04R1","type":"Central"}}""");
        var id = (await station.AnswerAsync("ReserveNow", Yes)).GetProperty("reservationId").GetInt32();
        (await command).Is(HttpStatusCode.OK);
        var made = (await host.GetAsync($"/api/v1/reservations/{id}")).Is(HttpStatusCode.OK);
        Assert.Equal(("active", "04R1", station.Id), (made.Word("state"), made.Word("idToken"), made.Word("stationId")));
        await station.CallAsync("StartTransaction", $$"""{"connectorId":1,"idTag":"04R1","meterStart":0,"reservationId":{{id}},"timestamp":"2026-11-29T02:00:00Z"}""");
        var used = (await host.GetAsync($"/api/v1/reservations/{id}")).Is(HttpStatusCode.OK);
        Assert.Equal("used", used.Word("state"));
        Assert.True(used.Body.GetProperty("sessionId").GetInt64() > 0);

        var making = host.PostAsync("/api/v1/reservations", $$"""{"stationId":"{{station.Id}}","idToken":"04R1","expiresAt":"2099-01-01T00:00:00Z"}""");
        Assert.Equal(0, (await station.AnswerAsync("ReserveNow", Yes)).GetProperty("connectorId").GetInt32());
        var second = (await making).Is(HttpStatusCode.Created).Body.GetProperty("id").GetInt32();
        Assert.Equal(second, Assert.Single((await host.GetAsync($"/api/v1/reservations?station={station.Id}&state=active")).Is(HttpStatusCode.OK).Body.GetProperty("items").EnumerateArray()).GetProperty("id").GetInt32());
        var cancelling = host.DeleteAsync($"/api/v1/reservations/{second}");
        await station.AnswerAsync("CancelReservation", Yes);
        (await cancelling).Is(HttpStatusCode.NoContent);
        Assert.Equal("cancelled", (await host.GetAsync($"/api/v1/reservations/{second}")).Word("state"));
        (await host.DeleteAsync($"/api/v1/reservations/{second}")).Is(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Reservation_ThatIsRefused_SaysTheStationsWord_AndBadInputNamesItsMember()
    {
        await using var station = await host.StationAsync("ocpp2.1");
        var making = host.PostAsync("/api/v1/reservations", $$"""{"stationId":"{{station.Id}}","evseId":1,"idToken":"04R2","expiresAt":"2099-01-01T00:00:00Z"}""");
        await station.AnswerAsync("ReserveNow", """{"status":"Occupied"}""");
        Assert.Equal("Occupied", (await making).IsProblem(HttpStatusCode.Conflict).Word("stationStatus"));
        var bad = (await host.PostAsync("/api/v1/reservations", $$"""{"stationId":"{{station.Id}}","idToken":"04R2","expiresAt":"2020-01-01T00:00:00Z"}""")).Is(HttpStatusCode.BadRequest);
        Assert.True(bad.Body.GetProperty("errors").TryGetProperty("expiresAt", out _));
        (await host.PostAsync("/api/v1/reservations", "{}", await host.KeyAsync(["sessions.read"]))).Is(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task DisplayMessage_IsSetListedAndCleared_AndBadInputNamesItsMember()
    {
        await using var station = await host.StationAsync("ocpp2.0.1");
        var path = $"/api/v1/stations/{station.Id}/display-messages";
        var bad = (await host.PutAsync($"{path}/4", """{"priority":"Loud"}""")).IsProblem(HttpStatusCode.BadRequest).Body.GetProperty("errors");
        Assert.True(bad.TryGetProperty("content", out _) && bad.TryGetProperty("priority", out _));
        var setting = host.PutAsync($"{path}/4", """{"content":"Grüezi","language":"de","state":"Idle"}""");
        Assert.Equal("Grüezi", (await station.AnswerAsync("SetDisplayMessage", Yes)).GetProperty("message").GetProperty("message").GetProperty("content").GetString());
        Assert.Equal("Accepted", (await setting).Is(HttpStatusCode.OK).Word("status"));
        Assert.Equal(("4", "Grüezi"), ((await host.GetAsync(path)).Word("items.0.id"), (await host.GetAsync(path)).Word("items.0.content")));
        var clearing = host.DeleteAsync($"{path}/4");
        await station.AnswerAsync("ClearDisplayMessage", Yes);
        (await clearing).Is(HttpStatusCode.OK);
        Assert.Equal("[]", (await host.GetAsync(path)).Word("items"));

        await using var old = await host.StationAsync();
        (await host.PutAsync($"/api/v1/stations/{old.Id}/display-messages/1", """{"content":"Hello"}""")).IsProblem((HttpStatusCode)422);
        (await host.PutAsync($"{path}/4", """{"content":"Hello"}""", await host.KeyAsync(["stations.read"]))).IsProblem(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task DisplayMessage_OfATime_ATransaction_AndInOtherLanguages_GoesOutAndComesBack()
    {
        await using var station = await host.StationAsync("ocpp2.1");
        var path = $"/api/v1/stations/{station.Id}/display-messages";
        var setting = host.PutAsync($"{path}/5", """{"content":"Welcome","language":"en","startsAt":"2099-01-01T00:00:00Z","transactionId":"T-1","messageExtra":[{"language":"de","content":"Willkommen"},{"language":"fr","content":"Bienvenue","format":"ASCII"}]}""");
        var sent = (await station.AnswerAsync("SetDisplayMessage", Yes)).GetProperty("message");
        Assert.Equal(("T-1", "2099-01-01T00:00:00.000Z"), (sent.GetProperty("transactionId").GetString(), sent.GetProperty("startDateTime").GetString()));
        Assert.Equal(["UTF8 de Willkommen", "ASCII fr Bienvenue"], sent.GetProperty("messageExtra").EnumerateArray().Select(text => $"{text.GetProperty("format")} {text.GetProperty("language")} {text.GetProperty("content")}"));
        (await setting).Is(HttpStatusCode.OK);
        Assert.Equal(("T-1", "fr"), ((await host.GetAsync(path)).Word("items.0.transactionId"), (await host.GetAsync(path)).Word("items.0.messageExtra.1.language")));
        foreach (var extra in new[] { "[]", """[{"content":"Hallo"}]""", """[{"language":"de"}]""", "7", """[{"language":"de","content":"a","format":"Loud"}]""" })
            Assert.True((await host.PutAsync($"{path}/5", $$"""{"content":"Welcome","messageExtra":{{extra}}}""")).IsProblem(HttpStatusCode.BadRequest).Body.GetProperty("errors").TryGetProperty("messageExtra", out _), extra);

        await using var older = await host.StationAsync("ocpp2.0.1"); // which has no place for other languages
        Assert.Contains("messageExtra", (await host.PutAsync($"/api/v1/stations/{older.Id}/display-messages/5", """{"content":"Welcome","messageExtra":[{"language":"de","content":"Willkommen"}]}""")).IsProblem((HttpStatusCode)422).Text, StringComparison.Ordinal);
    }

    private async Task<JsonElement> ListAsync(string station) => (await host.GetAsync($"/api/v1/stations/{station}/local-list")).Is(HttpStatusCode.OK).Body;
}
