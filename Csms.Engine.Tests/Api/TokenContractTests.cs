using System.Net;
using System.Text.Json;
using Csms.Engine.Tests.Support;

namespace Csms.Engine.Tests.Api;

/// <summary>CONTRACTS 19 to 22: tokens entered over REST, judged over OCPP.</summary>
public sealed class TokenContractTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("""{"type":"Central","status":"Accepted"}""", "Accepted", "Accepted")]
    [InlineData("""{"type":"ISO14443","status":"Blocked"}""", "Blocked", "Blocked")]
    [InlineData("""{"type":"Central","status":"Accepted","expiresAt":"2020-01-01T00:00:00Z"}""", "Expired", "Expired")]
    [InlineData("""{"type":"Central","status":"Blocked","expiresAt":"2020-01-01T00:00:00Z"}""", "Blocked", "Blocked")]
    [InlineData(null, "Invalid", "Unknown")]
    public async Task Contract19_Token_IsJudgedByItsStatusWhateverItsCaseAndType(string? body, string of16, string of2x)
    {
        var token = host.NewId("Tok");
        if (body is not null) (await host.PutAsync($"/api/v1/tokens/{token}", body)).Is(HttpStatusCode.Created);
        await using var old = await host.StationAsync("ocpp1.6");
        Assert.Equal(of16, (await AuthorizeAsync(old, token.ToUpperInvariant())).GetProperty("status").GetString());
        foreach (var protocol in new[] { "ocpp2.0.1", "ocpp2.1" })
        {
            await using var station = await host.StationAsync(protocol);
            Assert.Equal(of2x, (await AuthorizeAsync(station, token.ToLowerInvariant(), "ISO15693")).GetProperty("status").GetString());
        }
    }

    [Fact]
    public async Task Groups_AreListedWithCountsAndMasterPass_Renamed_Blocked_AndDissolved()
    {
        var (fleet, other, master) = (host.NewId("Fleet"), host.NewId("Other"), host.NewId("Master"));
        var (one, two, three) = (host.NewId("Tok"), host.NewId("Tok"), host.NewId("Tok"));
        await host.PutAsync($"/api/v1/tokens/{one}", $$"""{"status":"Accepted","groupId":"{{fleet}}"}""");
        await host.PutAsync($"/api/v1/tokens/{two}", $$"""{"status":"Accepted","groupId":"{{fleet}}","expiresAt":"2020-01-01T00:00:00Z"}""");
        await host.PutAsync($"/api/v1/tokens/{three}", $$"""{"status":"Blocked","groupId":"{{other}}"}""");
        await using var station = await host.StationAsync("ocpp2.0.1");
        var written = host.CommandAsync(station.Id, "SetVariables", $$$"""{"setVariableData":[{"component":{"name":"AuthCtrlr"},"variable":{"name":"MasterPassGroupId"},"attributeValue":"{{{master}}}"}]}""");
        await station.AnswerAsync("SetVariables", """{"setVariableResult":[{"attributeStatus":"Accepted","component":{"name":"AuthCtrlr"},"variable":{"name":"MasterPassGroupId"}}]}""");
        (await written).Is(HttpStatusCode.OK);
        await Eventually.TrueAsync(async () => (await host.GetAsync($"/api/v1/token-groups/{master}")).Status == HttpStatusCode.OK, "the station's master pass is known");

        var shown = (await host.GetAsync($"/api/v1/token-groups/{fleet.ToUpperInvariant()}")).Is(HttpStatusCode.OK);
        Assert.Equal((fleet, 2, 0, 1, 0), (shown.Word("group"), shown["tokens"].GetInt32(), shown["blocked"].GetInt32(), shown["expired"].GetInt32(), shown["running"].GetInt32()));
        var pass = (await host.GetAsync($"/api/v1/token-groups?search={master}")).Is(HttpStatusCode.OK);
        Assert.Equal((0, station.Id), (pass["items.0.tokens"].GetInt32(), pass.Word("items.0.masterPassAt.0")));
        var first = (await host.GetAsync("/api/v1/token-groups?limit=1")).Is(HttpStatusCode.OK);
        var next = (await host.GetAsync($"/api/v1/token-groups?limit=1&cursor={first.Word("next")}")).Is(HttpStatusCode.OK);
        Assert.NotEqual(first.Word("items.0.group"), next.Word("items.0.group"));
        var elsewhere = await host.KeyAsync(["tokens.read", "stations.read", "sessions.read"], "NO-SITE");
        (await host.GetAsync($"/api/v1/token-groups/{master}", elsewhere)).IsProblem(HttpStatusCode.NotFound); // it sees no station that knows it
        (await host.PostAsync($"/api/v1/token-groups/{fleet}/block", "{}", elsewhere)).IsProblem(HttpStatusCode.Forbidden);

        var bad = (await host.PostAsync($"/api/v1/token-groups/{fleet}/rename", "{}")).IsProblem(HttpStatusCode.BadRequest);
        Assert.True(bad["errors"].TryGetProperty("to", out _), bad.Text);
        (await host.PostAsync($"/api/v1/token-groups/{fleet}/rename", $$"""{"to":"{{fleet}}"}""")).IsProblem(HttpStatusCode.BadRequest);
        (await host.PostAsync($"/api/v1/token-groups/{fleet}/rename", $$"""{"to":"{{other.ToUpperInvariant()}}"}""")).IsProblem(HttpStatusCode.Conflict);
        Assert.Equal(1, (await host.PostAsync($"/api/v1/token-groups/{other}/rename", $$"""{"to":"{{fleet}}","merge":true}""")).Is(HttpStatusCode.OK)["changed"].GetInt32());
        (await host.PostAsync($"/api/v1/token-groups/{other}/rename", """{"to":"Any"}""")).IsProblem(HttpStatusCode.NotFound);
        Assert.Equal(2, (await host.PostAsync($"/api/v1/token-groups/{fleet}/block", """{"reason":"the contract has ended"}""")).Is(HttpStatusCode.OK)["changed"].GetInt32());
        Assert.Equal(("Invalid", "Blocked"), ((await AuthorizeAsync(await host.StationAsync(), "nobody")).GetProperty("status").GetString(), (await AuthorizeAsync(await host.StationAsync(), one)).GetProperty("status").GetString()));
        Assert.Equal(3, (await host.PostAsync($"/api/v1/token-groups/{fleet}/dissolve", "{}")).Is(HttpStatusCode.OK)["changed"].GetInt32());
        (await host.GetAsync($"/api/v1/token-groups/{fleet}")).IsProblem(HttpStatusCode.NotFound);
        Assert.Equal("null", (await host.GetAsync($"/api/v1/tokens/{three}")).Is(HttpStatusCode.OK).Word("groupId"));
    }

    [Fact]
    public async Task Contract20_Group_IsAnsweredAlsoWhenNotAccepted()
    {
        var token = host.NewId("Tok");
        await host.PutAsync($"/api/v1/tokens/{token}", """{"type":"Central","status":"Blocked","groupId":"Fleet-7"}""");
        await using var old = await host.StationAsync("ocpp1.6");
        Assert.Equal("Fleet-7", (await AuthorizeAsync(old, token)).GetProperty("parentIdTag").GetString());
        await using var station = await host.StationAsync("ocpp2.0.1");
        var group = (await AuthorizeAsync(station, token, "Central")).GetProperty("groupIdToken");
        Assert.Equal("Fleet-7", group.GetProperty("idToken").GetString());
        Assert.Equal("Central", group.GetProperty("type").GetString());
    }

    /// <summary>The master pass as last told: by a report, then by what was set from here, whatever the spelling.</summary>
    [Theory]
    [InlineData("ocpp2.0.1")]
    [InlineData("ocpp2.1")]
    public async Task Contract20_MasterPass_IsTheGroupThatTheStationHasNow(string protocol)
    {
        var (before, after, refused) = (host.NewId("Pass"), host.NewId("Pass"), host.NewId("Pass"));
        await using var station = await host.StationAsync(protocol);
        await station.CallAsync("NotifyReport", $$$"""{"requestId":1,"seqNo":0,"generatedAt":"2026-03-01T10:00:00Z","reportData":[{"component":{"name":"AUTHCTRLR"},"variable":{"name":"masterPassGroupId"},"variableAttribute":[{"value":"{{{before}}}"}]}]}""");
        Assert.Equal(station.Id, (await host.GetAsync($"/api/v1/token-groups/{before}")).Is(HttpStatusCode.OK).Word("masterPassAt.0"));

        foreach (var (group, answer) in new[] { (after, "Accepted"), (refused, "Rejected") })
        {
            var written = host.CommandAsync(station.Id, "SetVariables", $$$"""{"setVariableData":[{"component":{"name":"AuthCtrlr"},"variable":{"name":"MasterPassGroupId"},"attributeValue":"{{{group}}}"}]}""");
            await station.AnswerAsync("SetVariables", $$$"""{"setVariableResult":[{"attributeStatus":"{{{answer}}}","component":{"name":"AuthCtrlr"},"variable":{"name":"MasterPassGroupId"}}]}""");
            (await written).Is(HttpStatusCode.OK);
        }

        Assert.Equal(station.Id, (await host.GetAsync($"/api/v1/token-groups/{after}")).Is(HttpStatusCode.OK).Word("masterPassAt.0"));
        foreach (var none in new[] { before, refused }) (await host.GetAsync($"/api/v1/token-groups/{none}")).IsProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Contract21_TokenForOnePlace_IsConcurrentTxElsewhere()
    {
        var token = host.NewId("Tok");
        await host.PutAsync($"/api/v1/tokens/{token}", """{"type":"Central","status":"Accepted","concurrent":false}""");
        await using var first = await host.StationAsync();
        await using var second = await host.StationAsync();
        Assert.Equal("Accepted", (await StartAsync(first, token)).GetProperty("status").GetString());
        Assert.Equal("ConcurrentTx", (await StartAsync(second, token)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Contract22_ExpiryDate_GoesOut()
    {
        var token = host.NewId("Tok");
        await host.PutAsync($"/api/v1/tokens/{token}", """{"type":"Central","status":"Accepted","expiresAt":"2099-05-06T07:08:09Z"}""");
        await using var old = await host.StationAsync("ocpp1.6");
        Assert.StartsWith("2099-05-06T07:08:09", (await AuthorizeAsync(old, token)).GetProperty("expiryDate").GetString(), StringComparison.Ordinal);
        await using var station = await host.StationAsync("ocpp2.1");
        Assert.StartsWith("2099-05-06T07:08:09", (await AuthorizeAsync(station, token, "Central")).GetProperty("cacheExpiryDateTime").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ocpp1.6")]
    [InlineData("ocpp2.0.1")]
    [InlineData("ocpp2.1")]
    public async Task Contract22_ClearCache_IsNeverSentByItself(string protocol)
    {
        var token = host.NewId("Tok");
        await host.PutAsync($"/api/v1/tokens/{token}", """{"type":"ISO14443","status":"Accepted","groupId":"Depot"}""");
        await using var station = await host.StationAsync(protocol);
        var type = protocol == "ocpp1.6" ? null : "ISO14443";
        await AuthorizeAsync(station, token, type);

        // Whatever becomes of a token that may stand in caches: the station hears of it when it asks next.
        await host.PutAsync($"/api/v1/tokens/{token}", """{"type":"ISO14443","status":"Blocked","groupId":null}""");
        Assert.Equal("Blocked", (await AuthorizeAsync(station, token, type)).GetProperty("status").GetString());
        await host.DeleteAsync($"/api/v1/tokens/{token}");
        await station.BootAsync();

        // The first CALL of ours is the one that is asked for.
        var command = host.CommandAsync(station.Id, "ClearCache");
        await station.AnswerAsync("ClearCache", """{"status":"Accepted"}""");
        (await command).Is(HttpStatusCode.OK);
        command = host.CommandAsync(station.Id, "Reset", """{"type":"OnIdle"}""");
        await station.AnswerAsync("Reset", """{"status":"Accepted"}""");
        (await command).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Token_EnteredChangedReadListedAndDeleted_IsTheOneWhateverItsCase()
    {
        var token = host.NewId("Abc");
        var made = (await host.PutAsync($"/api/v1/tokens/{token}", """{"type":"eMAID","status":"Accepted","driver":"Ada","groupId":"G"}""")).Is(HttpStatusCode.Created);
        Assert.Equal(["idToken", "type", "status", "groupId", "expiresAt", "driver", "concurrent", "note"], made.Body.EnumerateObject().Select(member => member.Name));
        (await host.PutAsync($"/api/v1/tokens/{token.ToUpperInvariant()}", """{"type":"eMAID","status":"NoCredit","groupId":null}""")).Is(HttpStatusCode.OK);
        var read = (await host.GetAsync($"/api/v1/tokens/{token.ToLowerInvariant()}")).Is(HttpStatusCode.OK);
        Assert.Equal(("NoCredit", "Ada", "null"), (read.Word("status"), read.Word("driver"), read.Word("groupId")));
        Assert.Equal(1, (await host.GetAsync($"/api/v1/tokens?search={token}"))["items"].GetArrayLength());
        (await host.DeleteAsync($"/api/v1/tokens/{token}")).Is(HttpStatusCode.NoContent);
        (await host.GetAsync($"/api/v1/tokens/{token}")).IsProblem(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("""{"type":"central","status":"Accepted"}""", "type")]
    [InlineData("""{"type":"Central","status":"Fine"}""", "status")]
    [InlineData("""{"type":"Central","status":"Accepted","expiresAt":"soon"}""", "expiresAt")]
    [InlineData("""{"type":"Central","status":"Accepted","concurrent":"yes"}""", "concurrent")]
    public async Task Token_WithAFault_Is400NamingTheMember(string body, string member) =>
        Assert.Equal(JsonValueKind.Array, (await host.PutAsync("/api/v1/tokens/x", body)).IsProblem(HttpStatusCode.BadRequest)["errors." + member].ValueKind);

    [Fact]
    public async Task Import_DryRunThenTheSamePlan_WritesWhatWasSeenAndNothingElse()
    {
        var (old, fresh) = (host.NewId("Imp"), host.NewId("Imp"));
        await host.PutAsync($"/api/v1/tokens/{old}", """{"driver":"Ada","groupId":"G","note":"stays"}""");
        var csv = $"\uFEFFToken;Driver;Expires;Colour\r\n{old};Bob;;red\r\n{fresh};Eve;2099-05-06 07:08;blue\r\n{fresh.ToUpperInvariant()};Twice;;\r\n{fresh}-x;;31/12/2099;\r\n";

        var dry = (await host.PostCsvAsync("/api/v1/tokens/import?dryRun=true", csv)).Is(HttpStatusCode.OK);
        Assert.Equal((1, 1, 0, 2), (dry["counts.added"].GetInt32(), dry["counts.changed"].GetInt32(), dry["counts.unchanged"].GetInt32(), dry["counts.refused"].GetInt32()));
        Assert.Equal(("Colour", "Ada", "Bob"), (dry.Word("ignoredColumns.0"), dry.Word("changes.0.before.driver"), dry.Word("changes.0.after.driver")));
        Assert.Equal(("4", "token", "twice"), (dry.Word("refused.0.line"), dry.Word("refused.0.column"), dry.Word("refused.0.reason")));
        Assert.Equal(("5", "expires_at", "notATime"), (dry.Word("refused.1.line"), dry.Word("refused.1.column"), dry.Word("refused.1.reason")));
        (await host.GetAsync($"/api/v1/tokens/{fresh}")).IsProblem(HttpStatusCode.NotFound);

        await host.PutAsync($"/api/v1/tokens/{old}", """{"driver":"Somebody else"}""");
        var stale = (await host.PostCsvAsync($"/api/v1/tokens/import?plan={dry.Word("plan")}", csv)).IsProblem(HttpStatusCode.Conflict);
        Assert.Equal("Somebody else", stale.Word("import.changes.0.before.driver"));
        (await host.GetAsync($"/api/v1/tokens/{fresh}")).IsProblem(HttpStatusCode.NotFound);

        var done = (await host.PostCsvAsync($"/api/v1/tokens/import?plan={stale.Word("import.plan")}&name=cards.csv", csv)).Is(HttpStatusCode.OK);
        Assert.Equal(("false", stale.Word("import.plan")), (done.Word("dryRun"), done.Word("plan")));
        var changed = await host.GetAsync($"/api/v1/tokens/{old}");
        Assert.Equal(("Bob", "G", "stays"), (changed.Word("driver"), changed.Word("groupId"), changed.Word("note"))); // a column that the file has not stays
        Assert.Equal("2099-05-06T07:08:00Z", (await host.GetAsync($"/api/v1/tokens/{fresh}")).Word("expiresAt"));
        Assert.Equal(2, (await host.PostCsvAsync("/api/v1/tokens/import", csv)).Is(HttpStatusCode.OK)["counts.unchanged"].GetInt32());
        await using var station = await host.StationAsync();
        Assert.Equal("Accepted", (await AuthorizeAsync(station, fresh)).GetProperty("status").GetString());

        var audit = await host.AuditAsync();
        Assert.Contains(audit, entry => entry.Action == "token.import" && entry.After!.Contains("cards.csv", StringComparison.Ordinal));
        Assert.Contains(audit, entry => entry.Action == "token.create" && entry.SubjectId == fresh && entry is { Before: null, Reason: "import cards.csv" });
        Assert.Contains(audit, entry => entry.Action == "token.update" && entry.SubjectId == old && entry.Before!.Contains("Somebody else", StringComparison.Ordinal) && entry.After!.Contains("Bob", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Import_OfTheWholeList_BlocksWhatItDoesNotName()
    {
        var (named, missing) = (host.NewId("All"), host.NewId("All"));
        foreach (var token in (string[])[named, missing]) await host.PutAsync($"/api/v1/tokens/{token}", "{}");
        var kept = (await host.PostCsvAsync("/api/v1/tokens/import?updateExisting=false", $"token,driver\n{named},Bob\n")).Is(HttpStatusCode.OK);
        Assert.Equal((1, 0), (kept["counts.leftAlone"].GetInt32(), kept["counts.blocked"].GetInt32()));
        Assert.True(kept["counts.missing"].GetInt32() > 0);
        var done = (await host.PostCsvAsync("/api/v1/tokens/import?blockMissing=true", $"token\n{named}\n")).Is(HttpStatusCode.OK);
        Assert.Equal(kept["counts.missing"].GetInt32(), done["counts.blocked"].GetInt32());
        Assert.Equal(("Accepted", "Blocked"), ((await host.GetAsync($"/api/v1/tokens/{named}")).Word("status"), (await host.GetAsync($"/api/v1/tokens/{missing}")).Word("status")));
    }

    [Theory]
    [InlineData("", "line")]
    [InlineData("name\nAda", "line")]
    [InlineData("token,note\n1,\"open", "line")]
    public async Task Import_OfWhatIsNoList_Is400TellingTheLine(string csv, string member) =>
        Assert.True((await host.PostCsvAsync("/api/v1/tokens/import", csv)).IsProblem(HttpStatusCode.BadRequest).Body.TryGetProperty(member, out _));

    [Fact]
    public async Task Import_WithoutTheRightOrAsJson_IsRefused()
    {
        (await host.PostCsvAsync("/api/v1/tokens/import", "token\nx", await host.KeyAsync(["tokens.read"]))).IsProblem(HttpStatusCode.Forbidden);
        (await host.PostAsync("/api/v1/tokens/import", """{"token":"x"}""")).IsProblem(HttpStatusCode.UnsupportedMediaType);
        (await host.PostCsvAsync("/api/v1/tokens/import?dryRun=perhaps", "token\nx")).IsProblem(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task BlockEverywhere_OfAContractThatChargesSpelledOtherwise_ListsTheStoppedSessionInTheAudit()
    {
        await host.PutAsync("/api/v1/tokens/DE-BLK-C12345678", """{"type":"eMAID"}""");
        await using var here = await host.StationAsync("ocpp2.0.1");
        await here.CallAsync("TransactionEvent", $$$"""{"eventType":"Started","timestamp":"{{{DateTimeOffset.UtcNow:O}}}","triggerReason":"Authorized","seqNo":0,"transactionInfo":{"transactionId":"{{{here.Id}}}-1"},"evse":{"id":1,"connectorId":1},"idToken":{"idToken":"DEBLKC12345678","type":"eMAID"}}""");
        var session = (await host.GetAsync($"/api/v1/sessions?station={here.Id}")).Word("items.0.id");
        var done = (await host.PostAsync("/api/v1/tokens/DE-BLK-C12345678/block-everywhere", """{"stopSessions":true}""")).Is(HttpStatusCode.OK);
        Assert.Equal("S-" + session, done.Word("sessions.0.sessionId"));
        Assert.Contains(await host.AuditAsync(), entry => entry is { Action: "token.blockEverywhere", SubjectId: "DE-BLK-C12345678" } && entry.After!.Contains($"\"S-{session}\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task BlockEverywhere_StopsItsSessionsAndClearsCachesWhereItWasUsed()
    {
        var token = host.NewId("Lost");
        await host.PutAsync($"/api/v1/tokens/{token}", """{"driver":"Ada"}""");
        await using var here = await host.StationAsync();
        await using var elsewhere = await host.StationAsync();
        Assert.Equal("Accepted", (await StartAsync(here, token)).GetProperty("status").GetString());
        var session = (await host.GetAsync($"/api/v1/sessions?station={here.Id}")).Word("items.0.id");
        var path = $"/api/v1/tokens/{token.ToUpperInvariant()}/block-everywhere";

        var dry = (await host.PostAsync(path, """{"stopSessions":true,"dryRun":true}""")).Is(HttpStatusCode.OK);
        Assert.Equal(("Accepted", "planned", "1", "nobody"), (dry.Word("token.status"), dry.Word("steps.1.state"), dry.Word("steps.2.count"), dry.Word("steps.3.state")));
        Assert.Equal((here.Id, here.Id), (dry.Word("sessions.0.stationId"), dry.Word("caches.online.0")));

        var done = (await host.PostAsync(path, """{"stopSessions":true,"reason":"stolen"}""")).Is(HttpStatusCode.OK);
        Assert.Equal(("Blocked", "done", "given", "given"), (done.Word("token.status"), done.Word("steps.0.state"), done.Word("steps.1.state"), done.Word("steps.2.state")));
        var asked = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            var call = JsonElement.Parse(await here.Socket.ReceiveAsync());
            asked.Add(call[2].GetString()!);
            await here.Socket.SendAsync($$"""[3,"{{call[1].GetString()}}",{"status":"Accepted"}]""");
        }

        Assert.Equal(["ClearCache", "RemoteStopTransaction"], asked.Order());
        Assert.Equal("Blocked", (await AuthorizeAsync(elsewhere, token)).GetProperty("status").GetString());
        await Eventually.TrueAsync(async () => (await host.GetAsync($"/api/v1/commands/{done.Word("sessions.0.commandId")}")).Word("status") == "Accepted", "the stop was answered");
        await Eventually.TrueAsync(async () => (await host.GetAsync($"/api/v1/bulk-commands/{done.Word("bulkCommandId")}")).Word("state") == "done", "the caches are cleared");
        var audit = await host.AuditAsync();
        Assert.Contains(audit, entry => entry is { Action: "token.blockEverywhere", Reason: "stolen" } && entry.SubjectId == token && entry.After!.Contains(session!, StringComparison.Ordinal));
        Assert.Contains(audit, entry => entry.Action == "station.command.RequestStopTransaction" && entry.SubjectId == here.Id);

        var again = (await host.PostAsync(path, """{"stations":"none"}""")).Is(HttpStatusCode.OK);
        Assert.Equal(("0", "notAsked", "notAsked", "null"), (again.Word("steps.0.count"), again.Word("steps.1.state"), again.Word("steps.2.state"), again.Word("bulkCommandId")));
    }

    [Fact]
    public async Task BlockEverywhere_WithoutTheRightToCommand_BlocksAndTellsWhatItCouldNot()
    {
        var token = host.NewId("Lost");
        await host.PutAsync($"/api/v1/tokens/{token}", "{}");
        await using var station = await host.StationAsync();
        await StartAsync(station, token);
        var key = await host.KeyAsync(["tokens.write", "stations.read", "sessions.read"]);
        var done = (await host.PostAsync($"/api/v1/tokens/{token}/block-everywhere", """{"stopSessions":true}""", key)).Is(HttpStatusCode.OK);
        Assert.Equal(("Blocked", "nobody", "nobody", "notAllowed"), (done.Word("token.status"), done.Word("steps.1.state"), done.Word("steps.2.state"), done.Word("sessions.0.leftOut")));
        Assert.Equal(station.Id, done.Word("caches.leftOut.notAllowed.0"));
        (await host.PostAsync($"/api/v1/tokens/{host.NewId("None")}/block-everywhere")).IsProblem(HttpStatusCode.NotFound);
        (await host.PostAsync($"/api/v1/tokens/{token}/block-everywhere", """{"stations":"some"}""")).IsProblem(HttpStatusCode.BadRequest);
    }

    private static async Task<JsonElement> AuthorizeAsync(OcppTalk station, string token, string? type = null) => type is null
        ? (await station.CallAsync("Authorize", $$"""{"idTag":"{{token}}"}""")).GetProperty("idTagInfo")
        : (await station.CallAsync("Authorize", $$$"""{"idToken":{"idToken":"{{{token}}}","type":"{{{type}}}"}}""")).GetProperty("idTokenInfo");

    private static async Task<JsonElement> StartAsync(OcppTalk station, string token) =>
        (await station.CallAsync("StartTransaction", $$"""{"connectorId":1,"idTag":"{{token}}","meterStart":0,"timestamp":"{{DateTimeOffset.UtcNow:O}}"}""")).GetProperty("idTagInfo");
}
