using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Networks;
using Csms.Engine.Tests.Api;
using Csms.Engine.Tests.Support;
using Csms.Engine.Units;
using Csms.Simulator.Station;
using Microsoft.Extensions.DependencyInjection;

namespace Csms.Engine.Tests.Conformance.Security;

/// <summary>A05: the security profile of a station is raised over real sockets and TLS; one that does not come back is not stranded.</summary>
public sealed class ProfileRaiseTests(OwnCaHost host) : IClassFixture<OwnCaHost>
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Theory]
    [UseCase("A05", "1.6", "2.0.1", "2.1")]
    [UseCase("B10", "2.0.1", "2.1")]
    [InlineData(OcppVersion.V16)]
    [InlineData(OcppVersion.V201)]
    [InlineData(OcppVersion.V21)]
    public async Task Raise_From1To2To3_IsFollowedByTheStation_AndLowerIsRefusedFromThenOn(OcppVersion version)
    {
        await using var station = await host.PlainAsync(version, Deadline);
        var path = $"/api/v1/stations/{station.Id}/security-profile";
        var refused = (await host.PostAsync(path, """{"securityProfile":2}""")).IsProblem(HttpStatusCode.Conflict);
        Assert.Equal("false", refused.Word("plan.checks.root"));
        Assert.Equal("false", (await host.PostAsync(path, """{"securityProfile":1}""")).IsProblem(HttpStatusCode.Conflict).Word("plan.checks.higher"));
        Assert.Equal("none", (await host.GetAsync(path)).Is(HttpStatusCode.OK).Word("state"));

        await host.InstallRootAsync(station.Id);
        var plan = (await host.PostAsync(path, """{"securityProfile":2,"dryRun":true}""")).Is(HttpStatusCode.OK);
        Assert.Equal(("true", "true"), (plan.Word("mayBegin"), plan.Word("checks.root")));
        if (version != OcppVersion.V16) Assert.Equal((new Uri(host.Secure, "/ocpp").AbsoluteUri, "2"), (plan.Word("url"), plan.Word("slot")));
        await RaiseAsync(station.Id, 2);
        await Assert.ThrowsAsync<WebSocketException>(() => host.ConnectAsync(station.Id, "ocpp2.0.1", OwnCaHost.Password)); // 401: the old way counts no more

        Assert.Equal("false", (await host.PostAsync(path, """{"securityProfile":3}""")).IsProblem(HttpStatusCode.Conflict).Word("plan.checks.certificate"));
        await host.CertifyAsync(station);
        await RaiseAsync(station.Id, 3);
        Assert.Contains(await host.AuditAsync(), entry => entry.Action == "station.profile.raise" && entry.SubjectId == station.Id);
    }

    [Theory]
    [UseCase("A05", "2.0.1", "2.1")]
    [InlineData(OcppVersion.V201)]
    [InlineData(OcppVersion.V21)]
    public async Task Raise_ToAnAddressWhereNobodyIs_IsGivenUp_AndTheStationIsConnectedAsBefore(OcppVersion version)
    {
        await using var station = await host.PlainAsync(version, Deadline);
        await host.InstallRootAsync(station.Id);
        var raises = host.Services.GetRequiredService<ProfileRaises>();
        var state = host.Services.GetRequiredService<StationDirectory>().Find(StationId.Parse(station.Id))!;
        var (raise, plan) = await raises.BeginAsync(state, new RaiseWish(state.Id, 2, "wss://127.0.0.1:1/ocpp", "Wired0", TimeSpan.FromSeconds(4), "Bob"), CancellationToken.None);
        Assert.Equal((ProfileRaiseState.Waiting, 2), (raise!.State, raise.Slot));
        Assert.Contains(new RaiseFinding(RaiseCheck.Address, null), plan.Findings); // not one of ours: a person decides

        await Eventually.TrueAsync(() => raises.Find(state.Id)!.State == ProfileRaiseState.Failed, "the raise is given up");
        await Eventually.TrueAsync(() => station.Registration == RegistrationState.Accepted, "the station is back on its old way");
        Assert.Contains(raises.Find(state.Id)!.Fault, new ProfileRaiseFault?[] { ProfileRaiseFault.AsBefore, ProfileRaiseFault.Away });
        Assert.Equal("1", (await host.GetAsync($"/api/v1/stations/{station.Id}")).Word("securityProfile"));
        var known = (await host.GetAsync($"/api/v1/stations/{station.Id}/network-profiles")).Is(HttpStatusCode.OK);
        Assert.Equal(("2", "1", "wss://127.0.0.1:1/ocpp"), (known.Word("order.0"), known.Word("order.1"), known.Word("items.0.connectionData.ocppCsmsUrl")));
    }

    [Fact]
    [UseCase("A05", "1.6", "2.1")]
    public async Task Raise_OfManyStations_LooksAtEach_AndIsDoneWhenItHasBootedOnTheHigherProfile()
    {
        await using var old = await host.PlainAsync(OcppVersion.V16, Deadline);
        await using var newest = await host.PlainAsync(OcppVersion.V21, Deadline);
        await using var without = await host.PlainAsync(OcppVersion.V21, Deadline);
        foreach (var station in new[] { old, newest }) await host.InstallRootAsync(station.Id);
        const string Bulk = "/api/v1/bulk-commands";
        var order = $$"""{"action":"security-profile","body":{"securityProfile":2},"stations":["{{old.Id}}","{{newest.Id}}","{{without.Id}}"],"pauseSeconds":0,"stopAtPercent":null}""";
        var run = (await host.PostAsync(Bulk, order)).Is(HttpStatusCode.Accepted).Word("id");
        await Eventually.TrueAsync(async () => (await host.GetAsync($"{Bulk}/{run}")).Word("state") == "done", "the run is over", Deadline);
        var items = (await host.GetAsync($"{Bulk}/{run}/stations")).Is(HttpStatusCode.OK);
        Assert.Equal(("done", "done", "failed"), (items.Word("items.0.state"), items.Word("items.1.state"), items.Word("items.2.state")));
        Assert.Equal(("Booted on security profile 2", "The station lacks the root certificate of this server. Install it first."), (items.Word("items.1.observed"), items.Word("items.2.error")));
        foreach (var station in new[] { old, newest }) Assert.Equal("2", (await host.GetAsync($"/api/v1/stations/{station.Id}")).Word("securityProfile"));
        Assert.Equal(2, (await host.PostAsync(Bulk, order.Replace("\"pauseSeconds\"", "\"dryRun\":true,\"pauseSeconds\"", StringComparison.Ordinal))).Is(HttpStatusCode.OK)["leftOut"].GetProperty("same").GetArrayLength());
    }

    [Theory]
    [InlineData("ocpp1.6", "ChangeConfiguration", """{"status":"Rejected"}""", "wayRefused", "Rejected")]
    [InlineData("ocpp2.0.1", "SetNetworkProfile", """{"status":"Failed"}""", "wayRefused", "Failed")]
    public async Task Raise_ThatTheStationRefuses_IsOver(string protocol, string action, string answer, string fault, string word)
    {
        var id = host.NewId("NO");
        (await host.PutAsync($"/api/v1/stations/{id}", $$"""{"name":"{{id}}","password":"{{OwnCaHost.Password}}"}""")).Is(HttpStatusCode.Created);
        await using var station = await host.ConnectAsync(id, protocol, OwnCaHost.Password);
        await station.BootAsync();
        var asked = host.PostAsync($"/api/v1/stations/{id}/security-profile", """{"securityProfile":2}""");
        if (protocol != "ocpp1.6") await station.RefuseAsync("GetVariables", "NotImplemented", "none here");
        await station.RefuseAsync("GetInstalledCertificateIds", "NotImplemented", "none here"); // not known: a person decides
        await station.AnswerAsync(action, answer);
        var raise = (await asked).Is(HttpStatusCode.Accepted);
        Assert.Equal(("failed", fault, word), (raise.Word("state"), raise.Word("fault"), raise.Word("answer")));
    }

    [Fact]
    public async Task Raise_To3_NeedsACertificateThatIsStillValid_HoweverTheStationCameByIt()
    {
        var id = host.NewId("ENDED");
        (await host.PutAsync($"/api/v1/stations/{id}", $$"""{"name":"{{id}}","password":"{{OwnCaHost.Password}}"}""")).Is(HttpStatusCode.Created);
        await using var station = await host.ConnectAsync(id, "ocpp1.6", OwnCaHost.Password);
        await station.BootAsync();
        Assert.Equal("false", await LookAsync());
        await GiveAsync(DateTimeOffset.UtcNow.AddDays(-1));
        Assert.Equal("false", await LookAsync());
        await GiveAsync(DateTimeOffset.UtcNow.AddDays(9));
        Assert.Equal("true", await LookAsync());

        async Task<string?> LookAsync()
        {
            var asked = host.PostAsync($"/api/v1/stations/{id}/security-profile", """{"securityProfile":3,"dryRun":true}""");
            await station.RefuseAsync("GetInstalledCertificateIds", "NotImplemented", "none here");
            return (await asked).Is(HttpStatusCode.OK).Word("checks.certificate");
        }

        async Task GiveAsync(DateTimeOffset end)
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            using var made = new CertificateRequest($"CN={id}", key, HashAlgorithmName.SHA256).CreateSelfSigned(end.AddDays(-20), end);
            var given = host.CommandAsync(id, "CertificateSigned", new JsonObject { ["certificateChain"] = made.ExportCertificatePem() }.ToJsonString());
            await station.AnswerAsync("CertificateSigned", """{"status":"Accepted"}""");
            Assert.Equal("Accepted", (await given).Is(HttpStatusCode.OK).Word("status"));
        }
    }

    [Theory]
    [UseCase("B09", "2.0.1", "2.1")]
    [InlineData("ocpp2.0.1")]
    [InlineData("ocpp2.1")]
    public async Task NetworkProfile_GivenOverRest_IsKeptWithoutItsSecrets_AndOrdered(string version)
    {
        var password = version == "ocpp2.1" ? "s3cret-of-the-way" : null; // 2.0.1 has no place for it
        await using var station = await host.StationAsync(version, id: host.NewId("NET"));
        var path = $"/api/v1/stations/{station.Id}/network-profiles";
        var secret = password is null ? "" : $",\"password\":\"{password}\",\"identity\":\"NEW-NAME\"";
        var asked = host.PutAsync($"{path}/2", $$$"""{"url":"wss://csms.example/ocpp","securityProfile":2,"interface":"Wireless0","messageTimeout":20{{{secret}}},"apn":{"apn":"m2m","user":"u","password":"apn-secret","simPin":739215,"preferredNetwork":"26201","useOnlyPreferredNetwork":true},"vpn":{"server":"vpn.example","user":"v","group":"g","password":"vpn-secret","key":"key-secret","type":"IKEv2"} }""");
        var sent = (await station.AnswerAsync("SetNetworkProfile", """{"status":"Accepted"}""")).GetProperty("connectionData");
        Assert.Equal(("wss://csms.example/ocpp", "apn-secret"), (sent.GetProperty("ocppCsmsUrl").GetString(), sent.GetProperty("apn").GetProperty("apnPassword").GetString()));
        Assert.Equal(password, sent.TryGetProperty("basicAuthPassword", out var given) ? given.GetString() : null);
        Assert.Equal((739215, "26201", true), (sent.GetProperty("apn").GetProperty("simPin").GetInt32(), sent.GetProperty("apn").GetProperty("preferredNetwork").GetString(), sent.GetProperty("apn").GetProperty("useOnlyPreferredNetwork").GetBoolean()));
        Assert.Equal("vpn.example v g vpn-secret key-secret IKEv2", string.Join(' ', new[] { "server", "user", "group", "password", "key", "type" }.Select(member => sent.GetProperty("vpn").GetProperty(member).GetString())));
        Assert.Equal(password is null ? null : "NEW-NAME", sent.TryGetProperty("identity", out var identity) ? identity.GetString() : null);
        Assert.Equal("Accepted", (await asked).Is(HttpStatusCode.OK).Word("status"));
        var known = (await host.GetAsync(path)).Is(HttpStatusCode.OK);
        Assert.Equal(("2", "m2m", "***"), (known.Word("items.0.slot"), known.Word("items.0.connectionData.apn.apn"), known.Word("items.0.connectionData.apn.apnPassword")));
        if (password is not null) Assert.Equal("***", known.Word("items.0.connectionData.basicAuthPassword"));
        Assert.Equal(("vpn.example", "***", "***"), (known.Word("items.0.connectionData.vpn.server"), known.Word("items.0.connectionData.vpn.password"), known.Word("items.0.connectionData.vpn.key")));
        Assert.DoesNotContain("secret", known.Text, StringComparison.Ordinal);
        var logged = (await host.GetAsync($"/api/v1/stations/{station.Id}/messages")).Is(HttpStatusCode.OK).Text;
        foreach (var hidden in new[] { "-secret", "739215" }) Assert.DoesNotContain(hidden, $"{known.Text}{logged}{(await host.GetAsync($"/api/v1/stations/{station.Id}/commands")).Text}", StringComparison.Ordinal);
        Assert.DoesNotContain(await host.AuditAsync(), entry => entry.After?.ToString()?.Contains("apn-secret", StringComparison.Ordinal) == true);

        var ordered = host.PutAsync($"{path}/order", """{"slots":[2,1]}""");
        var set = await station.AnswerAsync("SetVariables", """{"setVariableResult":[{"attributeStatus":"RebootRequired","component":{"name":"OCPPCommCtrlr"},"variable":{"name":"NetworkConfigurationPriority"}}]}""");
        Assert.Equal("2,1", set.GetProperty("setVariableData")[0].GetProperty("attributeValue").GetString());
        (await ordered).Is(HttpStatusCode.OK);

        (await host.PutAsync($"{path}/2", """{"url":"http://csms.example","securityProfile":4}""")).IsProblem(HttpStatusCode.BadRequest);
        foreach (var (member, part) in new[] { ("vpn", "\"vpn\":{\"server\":\"s\"}"), ("apn", "\"apn\":{\"apn\":\"m\",\"useOnlyPreferredNetwork\":true}"), ("apn", "\"apn\":{\"apn\":\"m\",\"simPin\":\"12\"}") })
            Assert.True((await host.PutAsync($"{path}/2", $$"""{"url":"wss://csms.example/ocpp","securityProfile":2,{{part}}}""")).IsProblem(HttpStatusCode.BadRequest)["errors"].TryGetProperty(member, out _), part);
        (await host.PutAsync($"{path}/order", """{"slots":[1,1]}""")).IsProblem(HttpStatusCode.BadRequest);
        await using var old = await host.StationAsync("ocpp1.6", id: host.NewId("NET"));
        (await host.PutAsync($"/api/v1/stations/{old.Id}/network-profiles/2", """{"url":"wss://csms.example/ocpp","securityProfile":2}""")).IsProblem(HttpStatusCode.UnprocessableEntity);
    }

    private async Task RaiseAsync(string id, int target)
    {
        (await host.PostAsync($"/api/v1/stations/{id}/security-profile", $$"""{"securityProfile":{{target}}}""")).Is(HttpStatusCode.Accepted);
        await Eventually.TrueAsync(async () => (await host.GetAsync($"/api/v1/stations/{id}/security-profile")).Word("state") == "done", $"the station is back on profile {target}", Deadline);
        Assert.Equal($"{target}", (await host.GetAsync($"/api/v1/stations/{id}")).Word("securityProfile"));
    }
}
