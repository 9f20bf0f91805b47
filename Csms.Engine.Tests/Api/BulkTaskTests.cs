using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using Csms.Engine.Tests.Conformance;
using Csms.Engine.Tests.Support;

namespace Csms.Engine.Tests.Api;

/// <summary>/api/v1/bulk-commands with what is more than one command: new passwords, local list modes. Each station goes the way of its own endpoint.</summary>
public sealed class BulkTaskTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string Bulk = "/api/v1/bulk-commands";
    private const string Old = "0123456789abcdef";

    [Fact]
    [UseCase("A01", "1.6", "2.1")]
    public async Task PasswordChange_OfManyStations_GivesEachItsOwn_AndShowsNone()
    {
        var (old, newest, away) = (await EnterAsync(), await EnterAsync(), await EnterAsync());
        string first, second, run;
        await using (var station = await host.ConnectAsync(old, "ocpp1.6", Old))
        await using (var other = await host.ConnectAsync(newest, "ocpp2.1", Old))
        {
            await station.BootAsync();
            await other.BootAsync();
            var order = $$"""{"action":"password-change","stations":["{{old}}","{{newest}}","{{away}}"],"canary":1,"canaryMustBeSeen":false,"pauseSeconds":0,"stopAtPercent":null,"reason":"the year is over"}""";
            var key = await host.KeyAsync(["stations.read", "stations.command.reset"]);
            (await host.PostAsync(Bulk, order, key)).IsProblem(HttpStatusCode.Forbidden);
            var preview = (await host.PostAsync(Bulk, order.Replace("\"canary\"", "\"dryRun\":true,\"canary\"", StringComparison.Ordinal))).Is(HttpStatusCode.OK);
            Assert.Equal((2, away), (preview["online"].GetArrayLength(), preview.Word("offline.0")));

            run = (await host.PostAsync(Bulk, order)).Is(HttpStatusCode.Accepted).Word("id")!;
            first = (await station.AnswerAsync("ChangeConfiguration", """{"status":"Accepted"}""")).GetProperty("value").GetString()!;
            second = (await other.AnswerAsync("SetVariables", """{"setVariableResult":[{"attributeStatus":"RebootRequired","component":{"name":"SecurityCtrlr"},"variable":{"name":"BasicAuthPassword"}}]}"""))
                .GetProperty("setVariableData")[0].GetProperty("attributeValue").GetString()!;
            var under = await Eventually.GetAsync(async () => await ItemsAsync(run) is { } now && now.Word("items.1.state") == "answered" ? now : null, "the second takes it at its next restart");
            Assert.Equal(("done", "Accepted", "RebootRequired", "leftOut", "offline"), (under.Word("items.0.state"), under.Word("items.0.answer"), under.Word("items.1.answer"), under.Word("items.2.state"), under.Word("items.2.leftOut")));
        }

        Assert.NotEqual(first, second);
        Assert.Contains("401", (await Assert.ThrowsAsync<WebSocketException>(() => host.ConnectAsync(old, "ocpp1.6", Old))).Message, StringComparison.Ordinal);
        await using (var station = await host.ConnectAsync(newest, "ocpp2.1", second)) await station.BootAsync();
        var over = await Eventually.GetAsync(async () => await host.GetAsync($"{Bulk}/{run}") is { } now && now.Word("state") == "done" ? now : null, "both have it");
        Assert.Equal((2, 1, "{}"), (over["counts.done"].GetInt32(), over["counts.leftOut"].GetInt32(), over["body"].GetRawText()));

        var shown = over.Text + (await ItemsAsync(run)).Text;
        foreach (var id in new[] { old, newest }) shown += (await host.GetAsync($"/api/v1/stations/{id}/messages")).Is(HttpStatusCode.OK).Text;
        shown += string.Concat((await host.AuditAsync()).Select(entry => entry.Before + entry.After + entry.Reason));
        foreach (var secret in new[] { first, second }) Assert.DoesNotContain(secret, shown, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(await host.AuditAsync(), entry => entry.Action == "bulk.start" && entry.SubjectId == run);
    }

    [Theory]
    [UseCase("A01", "1.6", "2.0.1", "2.1")]
    [InlineData("ocpp1.6")]
    [InlineData("ocpp2.0.1")]
    [InlineData("ocpp2.1")]
    public async Task PasswordChange_OfAStationWithoutOne_LocksItOutOnlyOnceItHasShownIt(string protocol)
    {
        string id, password, run;
        await using (var station = await host.StationAsync(protocol))
        {
            id = station.Id;
            run = (await host.PostAsync(Bulk, $$"""{"action":"password-change","stations":["{{id}}"],"pauseSeconds":0}""")).Is(HttpStatusCode.Accepted).Word("id")!;
            password = protocol == "ocpp1.6"
                ? System.Text.Encoding.UTF8.GetString(Convert.FromHexString((await station.AnswerAsync("ChangeConfiguration", """{"status":"Accepted"}""")).GetProperty("value").GetString()!))
                : (await station.AnswerAsync("SetVariables", """{"setVariableResult":[{"attributeStatus":"Accepted","component":{"name":"SecurityCtrlr"},"variable":{"name":"BasicAuthPassword"}}]}"""))
                    .GetProperty("setVariableData")[0].GetProperty("attributeValue").GetString()!;
            var told = await Eventually.GetAsync(async () => await ItemsAsync(run) is { } now && now.Word("items.0.state") == "answered" ? now : null, "it has accepted it");
            Assert.Equal("Accepted", told.Word("items.0.answer"));
            Assert.Equal("waiting", (await host.GetAsync($"/api/v1/stations/{id}/password-change")).Is(HttpStatusCode.OK).Word("state"));
        }

        await using (var without = await host.ConnectAsync(id, protocol)) await without.BootAsync(); // security profile 0 shows none
        await using (var with = await host.ConnectAsync(id, protocol, password)) await with.BootAsync();
        await Eventually.TrueAsync(async () => (await ItemsAsync(run)).Word("items.0.state") == "done", "it has shown it");
        Assert.Contains("401", (await Assert.ThrowsAsync<WebSocketException>(() => host.ConnectAsync(id, protocol))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PasswordChange_ThatAStationRefuses_HaltsTheRun_AndLeavesTheOldOne()
    {
        var (first, second) = (await EnterAsync(), await EnterAsync());
        await using var station = await host.ConnectAsync(first, "ocpp2.0.1", Old);
        await using var other = await host.ConnectAsync(second, "ocpp2.0.1", Old);
        await station.BootAsync();
        await other.BootAsync();
        var run = (await host.PostAsync(Bulk, $$"""{"action":"password-change","stations":["{{first}}","{{second}}"],"canary":1,"pauseSeconds":0,"stopAtPercent":50}""")).Is(HttpStatusCode.Accepted).Word("id");
        await station.AnswerAsync("SetVariables", """{"setVariableResult":[{"attributeStatus":"Rejected","component":{"name":"SecurityCtrlr"},"variable":{"name":"BasicAuthPassword"}}]}""");
        await Eventually.TrueAsync(async () => (await host.GetAsync($"{Bulk}/{run}")) is { } now && now.Word("state") == "halted" && now["endedAt"].ValueKind == JsonValueKind.String, "the canary said no");
        var items = await ItemsAsync(run!);
        Assert.Equal(("failed", "Rejected", "notGiven"), (items.Word("items.0.state"), items.Word("items.0.answer"), items.Word("items.1.state")));
        await using var again = await host.ConnectAsync(first, "ocpp2.0.1", Old);
        await again.BootAsync();
    }

    [Fact]
    public async Task LocalList_OfManyStations_IsDecidedForThoseThatAreAwayAsWell()
    {
        var (one, two, three) = (host.NewId("BLL"), host.NewId("BLL"), host.NewId("BLL"));
        foreach (var id in new[] { one, two, three }) (await host.PutAsync($"/api/v1/stations/{id}", $$"""{"name":"{{id}}"}""")).Is(HttpStatusCode.Created);
        (await host.PutAsync($"/api/v1/stations/{one}/local-list", """{"mode":"Manual","groups":["FLEET"]}""")).Is(HttpStatusCode.OK);
        (await host.PutAsync($"/api/v1/stations/{two}/local-list", """{"mode":"Off","groups":["STAFF"]}""")).Is(HttpStatusCode.OK);
        var preview = (await host.PostAsync(Bulk, $$"""{"action":"local-list","body":{"mode":"Manual"},"stations":["{{one}}","{{two}}","{{three}}"],"dryRun":true}""")).Is(HttpStatusCode.OK);
        Assert.Equal((one, 2), (preview.Word("leftOut.same.0"), preview["offline"].GetArrayLength()));

        await RunAsync($$"""{"action":"local-list","body":{"mode":"Manual"},"stations":["{{one}}","{{two}}","{{three}}"],"pauseSeconds":0}""", 2);
        var kept = (await host.GetAsync($"/api/v1/stations/{two}/local-list")).Is(HttpStatusCode.OK);
        Assert.Equal(("Manual", "STAFF"), (kept.Word("mode"), kept.Word("groups.0"))); // each station's groups stay
        await RunAsync($$"""{"action":"local-list","body":{"mode":"Manual","groups":["FLEET"]},"stations":["{{one}}","{{two}}","{{three}}"],"pauseSeconds":0}""", 2);
        Assert.Equal("FLEET", (await host.GetAsync($"/api/v1/stations/{three}/local-list")).Is(HttpStatusCode.OK).Word("groups.0"));
        (await host.PostAsync(Bulk, $$"""{"action":"local-list","body":{"mode":"Manual"},"stations":["{{one}}"]}""")).IsProblem(HttpStatusCode.Conflict);

        async Task RunAsync(string order, int done)
        {
            var run = (await host.PostAsync(Bulk, order)).Is(HttpStatusCode.Accepted).Word("id");
            var over = await Eventually.GetAsync(async () => await host.GetAsync($"{Bulk}/{run}") is { } now && now.Word("state") == "done" ? now : null, "the run is over");
            Assert.Equal((done, 1), (over["counts.done"].GetInt32(), over["counts.leftOut"].GetInt32()));
        }
    }

    [Theory]
    [InlineData("""{"action":"password-change","body":{"password":"chosen-by-a-person"},"stations":["A"]}""", "body.password")]
    [InlineData("""{"action":"security-profile","stations":["A"]}""", "body.securityProfile")]
    [InlineData("""{"action":"security-profile","body":{"securityProfile":2,"url":"http://x"},"stations":["A"],"dryRun":true}""", "body.url")]
    [InlineData("""{"action":"security-profile","body":{"securityProfile":2,"interface":"Wired9"},"stations":["A"]}""", "body.interface")]
    [InlineData("""{"action":"security-profile","body":{"securityProfile":2,"minutes":0},"stations":["A"]}""", "body.minutes")]
    [InlineData("""{"action":"local-list","body":{"mode":"Sometimes"},"stations":["A"]}""", "body.mode")]
    [InlineData("""{"action":"local-list","body":{"mode":"Manual","groups":"FLEET"},"stations":["A"]}""", "body.groups")]
    [InlineData("""{"action":"local-list","body":{"mode":"Manual","group":"FLEET"},"stations":["A"]}""", "body.group")]
    public async Task Task_WithAFault_NamesTheMember(string body, string member)
    {
        var answer = (await host.PostAsync(Bulk, body)).IsProblem(HttpStatusCode.BadRequest);
        Assert.True(answer["errors"].TryGetProperty(member, out JsonElement _), answer.Text);
    }

    private async Task<string> EnterAsync()
    {
        var id = host.NewId("BPW");
        (await host.PutAsync($"/api/v1/stations/{id}", $$"""{"password":"{{Old}}"}""")).Is(HttpStatusCode.Created);
        return id;
    }

    private async Task<ApiAnswer> ItemsAsync(string run) => (await host.GetAsync($"{Bulk}/{run}/stations")).Is(HttpStatusCode.OK);
}
