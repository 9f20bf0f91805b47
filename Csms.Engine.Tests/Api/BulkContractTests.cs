using System.Net;
using Csms.Engine.Tests.Conformance;
using Csms.Engine.Tests.Support;

namespace Csms.Engine.Tests.Api;

/// <summary>/api/v1/bulk-commands.</summary>
public sealed class BulkContractTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string Bulk = "/api/v1/bulk-commands";

    [Fact]
    public async Task Bulk_FromItsStartToItsEnd_IsReadStationByStation()
    {
        await using var first = await HereAsync("BLK");
        await using var second = await HereAsync("BLK");
        var (one, two, absent) = (first.Id, second.Id, host.NewId("BLK"));
        var body = $$"""{"action":"ClearCache","stations":["{{one}}","{{two}}","{{absent}}"],"canary":1,"pauseSeconds":0,"stopAtPercent":null,"reason":"new tariff"}""";

        var preview = (await host.PostAsync(Bulk, body.Replace("\"canary\"", "\"dryRun\":true,\"canary\"", StringComparison.Ordinal))).Is(HttpStatusCode.OK);
        Assert.Equal((2, absent), (preview["online"].GetArrayLength(), preview.Word("leftOut.gone.0")));

        var started = (await host.PostAsync(Bulk, body)).Is(HttpStatusCode.Accepted);
        var id = started.Word("id")!;
        Assert.Equal(("running", "ClearCache", "new tariff"), (started.Word("state"), started.Word("action"), started.Word("reason")));
        await first.AnswerAsync("ClearCache", """{"status":"Accepted"}""");
        await second.RefuseAsync("ClearCache", "InternalError", "no cache today");
        ApiAnswer over = started;
        await Eventually.TrueAsync(async () => (over = (await host.GetAsync($"{Bulk}/{id}")).Is(HttpStatusCode.OK)).Word("state") == "done", "the run is over");
        Assert.Equal((1, 1, 1, 3), (over["counts.done"].GetInt32(), over["counts.failed"].GetInt32(), over["counts.leftOut"].GetInt32(), over["stations"].GetInt32()));

        var page = (await host.GetAsync($"{Bulk}/{id}/stations?limit=2")).Is(HttpStatusCode.OK);
        Assert.Equal((one, "done", "Accepted"), (page.Word("items.0.stationId"), page.Word("items.0.state"), page.Word("items.0.answer")));
        Assert.Equal(("failed", "InternalError", "no cache today"), (page.Word("items.1.state"), page.Word("items.1.answer"), page.Word("items.1.error")));
        var rest = (await host.GetAsync($"{Bulk}/{id}/stations?limit=2&cursor={page.Word("next")}")).Is(HttpStatusCode.OK);
        Assert.Equal((1, absent, "gone"), (rest["items"].GetArrayLength(), rest.Word("items.0.stationId"), rest.Word("items.0.leftOut")));
        Assert.Equal(1, (await host.GetAsync($"{Bulk}/{id}/stations?state=failed")).Is(HttpStatusCode.OK)["items"].GetArrayLength());
        (await host.GetAsync($"/api/v1/commands/{page.Word("items.0.commandId")}")).Is(HttpStatusCode.OK);
        Assert.Contains((await host.GetAsync($"{Bulk}?state=over")).Is(HttpStatusCode.OK)["items"].EnumerateArray(), item => item.GetProperty("id").GetString() == id);
        (await host.PostAsync($"{Bulk}/{id}/stop")).IsProblem(HttpStatusCode.Conflict);
        Assert.Contains(await host.AuditAsync(), entry => entry.Action == "bulk.start" && entry.SubjectId == id);
    }

    [Fact]
    public async Task Bulk_Stopped_WithdrawsWhatWaits()
    {
        var id = host.NewId("BLKS");
        await host.PutAsync($"/api/v1/stations/{id}", $$"""{"name":"{{id}}"}""");
        var run = (await host.PostAsync(Bulk, $$"""{"action":"ClearCache","stations":["{{id}}"],"queueFor":3600}""")).Is(HttpStatusCode.Accepted).Word("id");
        await Eventually.TrueAsync(async () => (await host.GetAsync($"{Bulk}/{run}/stations")).Word("items.0.state") == "parked", "the command waits");
        var stopped = (await host.PostAsync($"{Bulk}/{run}/stop", """{"reason":"not today"}""")).Is(HttpStatusCode.OK);
        Assert.Equal(("stopped", "not today"), (stopped.Word("state"), stopped.Word("stopReason")));
        await Eventually.TrueAsync(async () => (await host.GetAsync($"{Bulk}/{run}/stations")).Word("items.0.state") == "notGiven", "the command is withdrawn");
        Assert.Contains(await host.AuditAsync(), entry => entry.Action == "bulk.stop" && entry.SubjectId == run);
    }

    [Fact]
    public async Task Bulk_OfAKeyOfOneSite_ReachesAndShowsOnlyThatSite()
    {
        await host.PutAsync("/api/v1/sites/BLK-N", """{"name":"North"}""");
        await host.PutAsync("/api/v1/sites/BLK-S", """{"name":"South"}""");
        var (north, south) = (host.NewId("BLKN"), host.NewId("BLKS"));
        await host.PutAsync($"/api/v1/stations/{north}", $$"""{"name":"n","siteId":"BLK-N"}""");
        await host.PutAsync($"/api/v1/stations/{south}", $$"""{"name":"s","siteId":"BLK-S"}""");
        var key = await host.KeyAsync(["stations.read", "stations.command.reset"], "BLK-N");
        var reader = await host.KeyAsync(["stations.read"], "BLK-N");
        var other = await host.KeyAsync(["stations.read", "stations.command.reset"], "BLK-S");

        (await host.PostAsync(Bulk, """{"action":"ClearCache","filter":{}}""", reader)).IsProblem(HttpStatusCode.Forbidden);
        (await host.PostAsync(Bulk, $$"""{"action":"ClearCache","stations":["{{south}}"],"queueFor":60}""", key)).IsProblem(HttpStatusCode.Conflict);
        var preview = (await host.PostAsync(Bulk, """{"action":"ClearCache","filter":{},"dryRun":true}""", key)).Is(HttpStatusCode.OK);
        Assert.Equal(north, Assert.Single(preview["offline"].EnumerateArray()).GetString());

        var run = (await host.PostAsync(Bulk, $$"""{"action":"ClearCache","stations":["{{north}}","{{south}}"],"queueFor":3600}""", key)).Is(HttpStatusCode.Accepted);
        var id = run.Word("id");
        (await host.GetAsync($"{Bulk}/{id}", reader)).Is(HttpStatusCode.OK);
        (await host.PostAsync($"{Bulk}/{id}/stop", "{}", reader)).IsProblem(HttpStatusCode.Forbidden);
        (await host.GetAsync($"{Bulk}/{id}", other)).IsProblem(HttpStatusCode.NotFound);
        (await host.PostAsync($"{Bulk}/{id}/stop", "{}", other)).IsProblem(HttpStatusCode.NotFound);
        Assert.DoesNotContain((await host.GetAsync(Bulk, other)).Is(HttpStatusCode.OK)["items"].EnumerateArray(), item => item.GetProperty("id").GetString() == id);
        (await host.PostAsync($"{Bulk}/{id}/stop", "{}", key)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task InstallCertificate_OfWhatIsNoRoot_IsRefusedBesideItsMember_AndNothingIsSent()
    {
        await using var station = await host.StationAsync("ocpp2.0.1");
        using var authority = new TestCa("Bulk root");
        using var leaf = authority.IssueStation("BLK-LEAF");
        using var endedRoot = TestCa.EndedRoot("Old root");
        var root = authority.Root.ExportCertificatePem();
        (string? Certificate, string Says)[] bad =
        [
            (null, "is needed"), ("", "is needed"), ("-----BEGIN CERTIFICATE-----\nnot base64\n-----END CERTIFICATE-----", "no X.509 certificate"), ("a text", "no X.509 certificate"),
            (root + "\n" + root, "One certificate"), (leaf.ExportCertificatePem(), "of an authority"), (endedRoot.ExportCertificatePem(), "time is over"),
            (root + "\n" + new string('#', 10_000), "longer"), (root + "\n-----BEGIN PRIVATE KEY-----\nMC4C\n-----END PRIVATE KEY-----", "private key"),
        ];
        foreach (var (certificate, says) in bad)
            foreach (var dryRun in new[] { true, false })
            {
                var problem = (await host.PostAsync(Bulk, Order("CSMSRootCertificate", certificate, dryRun))).IsProblem(HttpStatusCode.BadRequest);
                Assert.Contains(says, problem["errors"].GetProperty("body.certificate")[0].GetString(), StringComparison.Ordinal);
            }

        var type = (await host.PostAsync(Bulk, Order("RootOfAllEvil", root))).IsProblem(HttpStatusCode.BadRequest);
        Assert.Contains("V2GRootCertificate", type["errors"].GetProperty("body.certificateType")[0].GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain((await host.GetAsync($"/api/v1/stations/{station.Id}/messages")).Is(HttpStatusCode.OK)["items"].EnumerateArray(), item => item.GetProperty("action").GetString() == "InstallCertificate");

        (await host.PostAsync(Bulk, Order("CSMSRootCertificate", "Subject: whatever openssl prints\n" + root))).Is(HttpStatusCode.Accepted);
        var sent = await station.AnswerAsync("InstallCertificate", """{"status":"Accepted"}""");
        Assert.StartsWith("-----BEGIN CERTIFICATE-----", sent.GetProperty("certificate").GetString(), StringComparison.Ordinal); // the certificate alone goes out

        string Order(string use, string? certificate, bool dryRun = false) => System.Text.Json.JsonSerializer.Serialize(new
        {
            action = "InstallCertificate", body = new { certificateType = use, certificate }, stations = new[] { station.Id }, dryRun,
        });
    }

    [Fact]
    public async Task AnyAction_OfAnyVersion_ReachesWhoCanBeToldAllOfIt_EachWithANumberOfItsOwn()
    {
        await using var newest = await host.StationAsync("ocpp2.1");
        await using var newer = await host.StationAsync("ocpp2.0.1");
        await using var old = await host.StationAsync("ocpp1.6");
        var stations = $$"""["{{newest.Id}}","{{newer.Id}}","{{old.Id}}"]""";

        var told = (await host.PostAsync(Bulk, $$"""{"action":"TriggerMessage","body":{"requestedMessage":"CustomTrigger","customTrigger":"Fan"},"stations":{{stations}},"dryRun":true}""")).Is(HttpStatusCode.OK);
        Assert.Equal((1, newest.Id, 2), (told["online"].GetArrayLength(), told.Word("online.0"), told["leftOut"].GetProperty("cannotBeTold").GetArrayLength()));
        var key = await host.KeyAsync(["stations.read", "stations.command.reset"]);
        (await host.PostAsync(Bulk, $$"""{"action":"GetReport","stations":{{stations}}}""", key)).IsProblem(HttpStatusCode.Forbidden);

        var run = (await host.PostAsync(Bulk, $$"""{"action":"GetReport","body":{"componentCriteria":["Problem"]},"stations":{{stations}},"pauseSeconds":0}""")).Is(HttpStatusCode.Accepted);
        var numbers = new List<int>();
        foreach (var station in new[] { newest, newer }) numbers.Add((await station.AnswerAsync("GetReport", """{"status":"EmptyResultSet"}""")).GetProperty("requestId").GetInt32());
        Assert.DoesNotContain(0, numbers);
        var page = await Eventually.GetAsync(async () => await host.GetAsync($"{Bulk}/{run.Word("id")}/stations") is { } now && now.Word("items.0.state") == "failed" && now.Word("items.1.state") == "failed" ? now : null, "both have answered");
        Assert.Equal(("EmptyResultSet", "leftOut", "notSupported"), (page.Word("items.0.answer"), page.Word("items.2.state"), page.Word("items.2.leftOut")));
    }

    [Fact]
    public async Task SetVariables_OnlyDifferent_SendsEachStationWhatItDoesNotHave()
    {
        const string Values = """[{"component":{"name":"OCPPCommCtrlr"},"variable":{"name":"HeartbeatInterval"},"attributeValue":"120"},{"component":{"name":"TxCtrlr"},"variable":{"name":"EVConnectionTimeOut"},"attributeValue":"60"}]""";
        await using var none = await host.StationAsync("ocpp2.1");
        await using var one = await host.StationAsync("ocpp2.0.1");
        await using var all = await host.StationAsync("ocpp2.1");
        await TellAsync(one, ("OCPPCommCtrlr", "HeartbeatInterval", "120"));
        await TellAsync(all, ("OCPPCommCtrlr", "HeartbeatInterval", "120"), ("TxCtrlr", "EVConnectionTimeOut", "60"));

        var run = (await host.PostAsync(Bulk, $$"""{"action":"SetVariables","body":{"setVariableData":{{Values}}},"stations":["{{none.Id}}","{{one.Id}}","{{all.Id}}"],"pauseSeconds":0,"onlyDifferent":true}""")).Is(HttpStatusCode.Accepted);
        const string Answer = """{"setVariableResult":[{"attributeStatus":"Accepted","component":{"name":"X"},"variable":{"name":"Y"}}]}""";
        var whole = await none.AnswerAsync("SetVariables", Answer.Replace("[{", "[{\"attributeStatus\":\"Accepted\",\"component\":{\"name\":\"X\"},\"variable\":{\"name\":\"Z\"}},{", StringComparison.Ordinal));
        var part = await one.AnswerAsync("SetVariables", Answer);

        Assert.Equal(2, whole.GetProperty("setVariableData").GetArrayLength());
        Assert.Equal("EVConnectionTimeOut", Assert.Single(part.GetProperty("setVariableData").EnumerateArray()).GetProperty("variable").GetProperty("name").GetString());
        var ended = await Eventually.GetAsync(async () => await host.GetAsync($"{Bulk}/{run.Word("id")}") is { } now && now.Word("state") == "done" ? now : null, "the run is over");
        Assert.Equal((2, 1), (ended["counts"].GetProperty("done").GetInt32(), ended["counts"].GetProperty("leftOut").GetInt32()));
        Assert.True(ended["onlyDifferent"].GetBoolean());
        Assert.False(ended["body"].TryGetProperty("$onlyDifferent", out _));
    }

    [Theory]
    [UseCase("N01", "1.6", "2.0.1", "2.1")]
    [InlineData("ocpp1.6", "GetDiagnostics", """{"fileName":"diag.tgz"}""")]
    [InlineData("ocpp2.0.1", "GetLog", """{"status":"Accepted","filename":"diag.tgz"}""")]
    [InlineData("ocpp2.1", "GetLog", """{"status":"Accepted","filename":"diag.tgz"}""")]
    public async Task GetLog_WithoutAnAddress_GivesEachStationItsOwn(string protocol, string action, string answer)
    {
        await using var first = await host.StationAsync(protocol);
        await using var second = await host.StationAsync(protocol);
        var order = $$"""{"action":"GetLog","body":{"logType":"DiagnosticsLog"},"stations":["{{first.Id}}","{{second.Id}}"],"canary":0,"pauseSeconds":0,"stopAtPercent":null}""";
        Assert.Equal(2, (await host.PostAsync(Bulk, order.Replace("\"canary\"", "\"dryRun\":true,\"canary\"", StringComparison.Ordinal))).Is(HttpStatusCode.OK)["online"].GetArrayLength());

        var run = (await host.PostAsync(Bulk, order)).Is(HttpStatusCode.Accepted);
        var places = new List<string>();
        foreach (var station in new[] { first, second })
        {
            var sent = await station.AnswerAsync(action, answer);
            places.Add((protocol == "ocpp1.6" ? sent.GetProperty("location") : sent.GetProperty("log").GetProperty("remoteLocation")).GetString()!);
        }

        Assert.All(places, place => Assert.StartsWith(host.Address.GetLeftPart(UriPartial.Authority), place, StringComparison.Ordinal));
        Assert.NotEqual(places[0], places[1]);
        await Eventually.GetAsync(async () => await host.GetAsync($"{Bulk}/{run.Word("id")}/stations") is { } now && now.Word("items.0.answer") == "Accepted" && now.Word("items.1.answer") == "Accepted" ? now : null, "both have answered");
        await host.PostAsync($"{Bulk}/{run.Word("id")}/stop", "{}"); // nothing is uploaded here
    }

    [Theory]
    [UseCase("L03", "2.0.1", "2.1")]
    [InlineData("ocpp2.0.1")]
    [InlineData("ocpp2.1")]
    public async Task PublishFirmware_OfAnImage_GoesOutWithItsChecksum(string protocol)
    {
        await using var station = await host.StationAsync(protocol);
        var image = (await host.PostAsync($"/api/v1/firmware-images?name=bulk-{protocol}.bin&version=9.8.{protocol.Length}", new string('x', 5000))).Is(HttpStatusCode.Created).Word("id");
        (await host.PostAsync(Bulk, $$"""{"action":"PublishFirmware","body":{"location":"image:{{image}}"},"stations":["{{station.Id}}"]}""")).Is(HttpStatusCode.Accepted);
        var sent = await station.AnswerAsync("PublishFirmware", """{"status":"Accepted"}""");
        Assert.Equal(32, sent.GetProperty("checksum").GetString()!.Length);
        Assert.NotEqual(new string('0', 32), sent.GetProperty("checksum").GetString());
        Assert.StartsWith("http", sent.GetProperty("location").GetString(), StringComparison.Ordinal);
    }

    private static async Task TellAsync(OcppTalk station, params (string Component, string Variable, string Value)[] values)
    {
        var data = values.Select(each => $$$"""{"component":{"name":"{{{each.Component}}}"},"variable":{"name":"{{{each.Variable}}}"},"variableAttribute":[{"value":"{{{each.Value}}}"}]}""");
        await station.CallAsync("NotifyReport", $$"""{"requestId":1,"seqNo":0,"tbc":false,"generatedAt":"2026-11-29T12:00:00Z","reportData":[{{string.Join(',', data)}}]}""");
    }

    [Theory]
    [InlineData("""{"action":"Reset","stations":["A"],"onlyDifferent":true}""", "onlyDifferent")]
    [InlineData("""{}""", "action")]
    [InlineData("""{"action":"Reset"}""", "stations")]
    [InlineData("""{"action":"Reset","stations":["A"],"filter":{}}""", "stations")]
    [InlineData("""{"action":"Reset","stations":[]}""", "stations")]
    [InlineData("""{"action":"Reset","stations":["a b"]}""", "stations")]
    [InlineData("""{"action":"Reset","filter":{"sites":"X"}}""", "filter")]
    [InlineData("""{"action":"Restart","stations":["A"]}""", "action")]
    [InlineData("""{"action":"Reset","body":[],"stations":["A"]}""", "body")]
    [InlineData("""{"action":"Reset","stations":["A"],"canary":-1}""", "canary")]
    [InlineData("""{"action":"Reset","stations":["A"],"batchSize":0}""", "batchSize")]
    [InlineData("""{"action":"Reset","stations":["A"],"stopAtPercent":0}""", "stopAtPercent")]
    [InlineData("""{"action":"RequestStopTransaction","body":{"transactionId":"1"},"stations":["A"]}""", "action")]
    [InlineData("""{"action":"ReserveNow","body":{"id":5,"expiryDateTime":"2099-01-01T00:00:00Z","idToken":{"idToken":"04AA","type":"ISO14443"}},"stations":["A"]}""", "action")]
    [InlineData("""{"action":"CancelReservation","body":{"reservationId":5},"stations":["A"]}""", "action")]
    [InlineData("""{"action":"RequestBatterySwap","body":{"requestId":1,"idToken":{"idToken":"04AA","type":"ISO14443"}},"stations":["A"]}""", "action")]
    [InlineData("""{"action":"NotifyWebPaymentStarted","body":{"evseId":1,"timeout":60},"stations":["A"],"dryRun":true}""", "action")]
    [InlineData("""{"action":"UpdateFirmware","body":{"requestId":1,"firmware":{"location":"ftp://ann:hush@files.example/a.bin","retrieveDateTime":"2026-12-01T00:00:00Z"}},"stations":["A"]}""", "body")]
    [InlineData("""{"action":"GetLog","body":{"logType":"DiagnosticsLog","log":{"remoteLocation":"sftp://ann:hush@files.example/"}},"stations":["A"],"dryRun":true}""", "body")]
    [InlineData("""{"action":"SetVariables","body":{"setVariableData":[{"component":{"name":"Wifi"},"variable":{"name":"WifiPassword"},"attributeValue":"hush"}]},"stations":["A"]}""", "body")]
    [InlineData("""{"action":"CertificateSigned","body":{"certificateChain":"x"},"stations":["A"]}""", "action")]
    [InlineData("""{"action":"SetMonitoringLevel","body":{"severity":"high"},"stations":["A"],"dryRun":true}""", "body.severity")]
    [InlineData("""{"action":"SetMonitoringLevel","body":{"severity":1,"colour":"red"},"stations":["A"]}""", "body.colour")]
    [InlineData("""{"action":"SetVariables","body":{"setVariableData":[{"component":{"name":"SecurityCtrlr"},"variable":{"name":"BasicAuthPassword"},"attributeValue":"0123456789abcdef"}]},"stations":["A"]}""", "body")]
    public async Task Bulk_WithAFault_NamesTheMember(string body, string member)
    {
        var answer = (await host.PostAsync(Bulk, body)).IsProblem(HttpStatusCode.BadRequest);
        Assert.True(answer["errors"].TryGetProperty(member, out _), answer.Text);
    }

    private async Task<OcppTalk> HereAsync(string prefix)
    {
        var id = host.NewId(prefix);
        await host.PutAsync($"/api/v1/stations/{id}", $$"""{"name":"{{id}}"}""");
        var talk = await host.ConnectAsync(id);
        await talk.BootAsync();
        return talk;
    }
}
