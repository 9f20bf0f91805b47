using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Tests.Api;
using Csms.Engine.Tests.Support;
using Csms.Simulator.Station;
using Csms.Simulator.Vehicle;

namespace Csms.Engine.Tests.Conformance.PlugAndCharge;

/// <summary>Cars that charge by their contract certificate (C07), or by other means beside it (C08), and are stopped from afar (F04).</summary>
[Collection(PncCollection.Name)]
public sealed class ContractTests(PncHost host)
{
    public static TheoryData<string> Versions { get; } = ["ocpp2.0.1", "ocpp2.1"];

    private ContractPki Pki => host.Pki;

    [Theory]
    [UseCase("C07", "2.0.1", "2.1")]
    [UseCase("F04", "2.0.1", "2.1")]
    [MemberData(nameof(Versions))]
    public async Task Contract_Good_Charges_IsRecordedWithTheSession_AndIsStoppedFromAfar(string version)
    {
        var emaid = await TokenAsync(hyphens: true);
        await using var station = await host.StationAsync(version);
        var leaf = Pki.Contract(Bare(emaid), host.Outside.Url("ocsp"));

        var answer = await AuthorizeAsync(station, Bare(emaid) + "X", Pki.Chain(leaf)); // as stations write it: no hyphens, with a check digit
        Assert.Equal(("Accepted", "Accepted"), Verdicts(answer));

        var script = new TransactionScript(version, 1, Bare(emaid) + "X");
        await CallAsync(station, script.Event("Started", "CablePluggedIn", DateTimeOffset.UtcNow, 1000, "Transaction.Begin", payload => payload["evse"] = JsonNode.Parse("""{"id":1,"connectorId":1}""")));
        var begun = await CallAsync(station, script.Event("Updated", "Authorized", DateTimeOffset.UtcNow, change: payload => payload["idToken"] = IdToken(Bare(emaid) + "X")));
        Assert.Equal("Accepted", begun.GetProperty("idTokenInfo").GetProperty("status").GetString());
        var session = (await host.GetAsync($"/api/v1/sessions?station={station.Id}"))["items.0"];
        Assert.Equal((Bare(emaid), "Accepted", "active"), (Of(session, "contract").GetProperty("emaid").GetString(), Of(session, "contract").GetProperty("certificateStatus").GetString(), session.GetProperty("state").GetString()));

        // F04: stopped from afar, the car's and the station's ISO 15118 session ends with it.
        var given = host.CommandAsync(station.Id, "RequestStopTransaction", $$"""{"transactionId":"{{script.TransactionId}}"}""");
        Assert.Equal(script.TransactionId, (await station.AnswerAsync("RequestStopTransaction", """{"status":"Accepted"}""")).GetProperty("transactionId").GetString());
        (await given).Is(HttpStatusCode.OK);
        await CallAsync(station, script.Event("Ended", "RemoteStop", DateTimeOffset.UtcNow, 2000, "Transaction.End", payload => payload["transactionInfo"]!["stoppedReason"] = "Remote"));
        session = (await host.GetAsync($"/api/v1/sessions/{session.GetProperty("id").GetInt64()}")).Is(HttpStatusCode.OK).Body;
        Assert.Equal(("Remote", 1000, "Accepted"), (session.GetProperty("stopReason").GetString(), session.GetProperty("energyWh").GetInt32(), Of(session, "contract").GetProperty("certificateStatus").GetString()));
    }

    [Theory]
    [UseCase("C07", "2.0.1", "2.1")]
    [MemberData(nameof(Versions))]
    public async Task Contract_ByHashesAlone_IsJudgedByItsResponder_AskedOnceUntilNewsAreDue(string version)
    {
        var emaid = await TokenAsync();
        await using var station = await host.StationAsync(version);
        var (good, bad) = (Pki.Contract(emaid), Pki.Contract(emaid));
        host.Outside.Revoke(bad);
        foreach (var path in new[] { "issuer", "no-nonce", "ocsp" })
        {
            var leaf = Pki.Contract(emaid);
            Assert.Equal(("Accepted", "Accepted"), Verdicts(await AuthorizeAsync(station, emaid, null, ContractPki.Hash(leaf, Pki.Sub2, host.Outside.Url(path), path == "issuer" ? "SHA512" : "SHA256"))));
        }

        Assert.Equal(("Accepted", "Accepted"), Verdicts(await AuthorizeAsync(station, emaid, null, ContractPki.Hash(good, Pki.Sub2, host.Outside.Url("ocsp")))));
        var before = host.Outside.Asked("ocsp");
        Assert.Equal(("Accepted", "Accepted"), Verdicts(await AuthorizeAsync(station, emaid, null, ContractPki.Hash(good, Pki.Sub2, host.Outside.Url("ocsp")))));
        Assert.Equal(before, host.Outside.Asked("ocsp"));

        // Revoked: neither the question nor a start after it is accepted, and the session says why.
        Assert.Equal(("Invalid", "CertificateRevoked"), Verdicts(await AuthorizeAsync(station, emaid, null, ContractPki.Hash(good, Pki.Sub2, host.Outside.Url("ocsp")), ContractPki.Hash(bad, Pki.Sub2, host.Outside.Url("ocsp")))));
        var script = new TransactionScript(version, 2, emaid);
        var started = await CallAsync(station, script.Event("Started", "Authorized", DateTimeOffset.UtcNow, 1000, "Transaction.Begin", payload =>
        {
            payload["evse"] = JsonNode.Parse("""{"id":2,"connectorId":1}""");
            payload["idToken"] = IdToken(emaid);
        }));
        Assert.Equal("Invalid", started.GetProperty("idTokenInfo").GetProperty("status").GetString());
        var session = (await host.GetAsync($"/api/v1/sessions?station={station.Id}"))["items.0"];
        Assert.Equal("CertificateRevoked", Of(session, "contract").GetProperty("certificateStatus").GetString());
    }

    [Theory]
    [UseCase("C07", "2.0.1", "2.1")]
    [MemberData(nameof(Versions))]
    public async Task Contract_OfBadMaterial_IsRefusedByTheRightName_AndTheStationGoesOn(string version)
    {
        var emaid = await TokenAsync();
        await using var station = await host.StationAsync(version);
        using var strangers = new ContractPki("Strangers");
        var leaf = Pki.Contract(emaid, host.Outside.Url("ocsp"));
        var expired = Pki.Contract(emaid, until: DateTimeOffset.UtcNow.AddHours(-1));
        var long_ = string.Concat(Enumerable.Repeat(leaf.ExportCertificatePem() + "\n", 8));
        (string Pem, string Status)[] cases =
        [
            ("no PEM at all", "CertChainError"),
            ("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", "CertChainError"),
            ("-----BEGIN CERTIFICATE-----\nnot base64 !\n-----END CERTIFICATE-----", "CertChainError"),
            (leaf.ExportCertificatePem(), "CertChainError"), // the CAs between are missing
            (strangers.Chain(strangers.Contract(emaid)), "CertChainError"),
            (Pki.Chain(Pki.Contract("DEXYZC99999999")), "CertChainError"), // another's
            (Pki.Chain(expired), "CertificateExpired"),
            (Pki.Chain(Pki.Forged(emaid)), "SignatureError"),
            (Pki.Chain(Pki.Contract(emaid, host.Outside.Url("unknown"))), "CertChainError"),
        ];
        foreach (var (pem, status) in cases)
        {
            Assert.Equal(("Invalid", status), Verdicts(await AuthorizeAsync(station, emaid, pem)));
        }

        if (version == "ocpp2.1") Assert.Equal(("Invalid", "CertChainError"), Verdicts(await AuthorizeAsync(station, emaid, long_)));

        foreach (var path in new[] { "redirect", "text", "endless", "other", "replayed", "stale", "forged", "impostor" })
        {
            Assert.Equal((path, "NoCertificateAvailable"), (path, Verdicts(await AuthorizeAsync(station, emaid, Pki.Chain(Pki.Contract(emaid, host.Outside.Url(path))))).Certificate));
        }

        // Hashes alone: an issuer that nobody here knows, hashes that are none, an address that is none.
        Assert.Equal("NoCertificateAvailable", Verdicts(await AuthorizeAsync(station, emaid, null, ContractPki.Hash(Pki.Contract(emaid), Pki.Sub2, host.Outside.Url("alone")))).Certificate);
        Assert.Equal("NoCertificateAvailable", Verdicts(await AuthorizeAsync(station, emaid, null, ContractPki.Hash(strangers.Contract(emaid), strangers.Sub2, host.Outside.Url("ocsp")))).Certificate);
        Assert.Equal("NoCertificateAvailable", Verdicts(await AuthorizeAsync(station, emaid, null, """{"hashAlgorithm":"SHA256","issuerNameHash":"zz","issuerKeyHash":"","serialNumber":"-1","responderURL":"x"}""")).Certificate);
        Assert.Equal("NoCertificateAvailable", Verdicts(await AuthorizeAsync(station, emaid, null, ContractPki.Hash(leaf, Pki.Sub2, "ftp://ocsp.example/"))).Certificate);

        Assert.Equal(("Accepted", "Accepted"), Verdicts(await AuthorizeAsync(station, emaid, Pki.Chain(leaf))));
        await host.PutAsync($"/api/v1/tokens/{emaid}", """{"type":"eMAID","status":"Blocked"}""");
        Assert.Equal(("Blocked", "ContractCancelled"), Verdicts(await AuthorizeAsync(station, emaid, Pki.Chain(leaf))));
    }

    [Theory]
    [UseCase("C08", "2.0.1", "2.1")]
    [MemberData(nameof(Versions))]
    public async Task ExternalMeans_BesideIso15118_ChargeByTheirTokenAlone(string version)
    {
        await using var station = await host.StationAsync(version);
        var card = "EIM" + host.NewId("");
        (await host.PutAsync($"/api/v1/tokens/{card}", """{"type":"ISO14443","status":"Accepted"}""")).Is(HttpStatusCode.Created);
        var answer = await station.CallAsync("Authorize", $$$"""{"idToken":{"idToken":"{{{card}}}","type":"ISO14443"}}""");
        Assert.Equal("Accepted", answer.GetProperty("idTokenInfo").GetProperty("status").GetString());
        Assert.False(answer.TryGetProperty("certificateStatus", out _));
        var script = new TransactionScript(version, 1, card);
        await CallAsync(station, script.Started(DateTimeOffset.UtcNow, 1000));
        var session = (await host.GetAsync($"/api/v1/sessions?station={station.Id}"))["items.0"];
        Assert.Equal((card, false), (session.GetProperty("idToken").GetString(), session.TryGetProperty("contract", out _)));
    }

    [Theory]
    [UseCase("C07", "2.0.1", "2.1")]
    [UseCase("M06", "2.0.1", "2.1")]
    [InlineData(OcppVersion.V201)]
    [InlineData(OcppVersion.V21)]
    public async Task Simulator_CarWithAContract_ChargesWhenItIsPluggedIn_AndNotWithARevokedOne(OcppVersion version)
    {
        var emaid = await TokenAsync();
        var id = host.NewId();
        await host.PutAsync($"/api/v1/stations/{id}", $$"""{"name":"{{id}}"}""");
        await using var station = new VirtualStation(new StationOptions { Id = id, Url = new UriBuilder(host.Address) { Scheme = "ws", Path = "/ocpp" }.Uri, Version = version });
        await station.ConnectAndBootAsync(TimeSpan.FromSeconds(60));
        Conversations.Note(station);
        var (good, bad) = (Pki.Contract(emaid, host.Outside.Url("ocsp")), Pki.Contract(emaid, host.Outside.Url("ocsp")));
        host.Outside.Revoke(bad);

        Assert.Equal(TapOutcome.Refused, await station.PlugAndChargeAsync(1, new VirtualVehicle { Contract = new VehicleContract(emaid, Pki.Chain(bad)) }));
        await station.UnplugAsync(1);
        Assert.Equal(TapOutcome.Started, await station.PlugAndChargeAsync(1, new VirtualVehicle { Contract = new VehicleContract(emaid, Pki.Chain(good)) }));
        await Eventually.TrueAsync(async () => (await host.GetAsync($"/api/v1/sessions?station={id}&state=active"))["items"].EnumerateArray().Any(session => session.TryGetProperty("contract", out var contract) && contract.GetProperty("certificateStatus").GetString() == "Accepted"), "the session is authorised by the contract");
        var answer = await station.AskCertificateStatusAsync((JsonObject)JsonNode.Parse(ContractPki.Hash(good, Pki.Sub2, host.Outside.Url("ocsp")))!);
        Assert.Equal("Accepted", (string?)answer?["status"]);
        if (version != OcppVersion.V21) return;
        var hash = (JsonObject)JsonNode.Parse(ContractPki.Hash(bad, Pki.Sub2, ""))!;
        hash.Remove("responderURL");
        answer = await station.AskCertificateChainStatusAsync([new JsonObject { ["certificateHashData"] = hash, ["source"] = "OCSP", ["urls"] = new JsonArray(host.Outside.Url("ocsp")) }]);
        Assert.Equal("Revoked", (string?)answer?["certificateStatus"]?[0]?["status"]);
    }

    private static JsonElement Of(JsonElement element, string member) => element.GetProperty(member);

    private static string Bare(string emaid) => emaid.Replace("-", "", StringComparison.Ordinal);

    private static JsonObject IdToken(string emaid) => new() { ["idToken"] = emaid, ["type"] = "eMAID" };

    private static (string? Token, string? Certificate) Verdicts(JsonElement answer) => (
        answer.GetProperty("idTokenInfo").GetProperty("status").GetString(),
        answer.TryGetProperty("certificateStatus", out var status) ? status.GetString() : null);

    private static Task<JsonElement> AuthorizeAsync(OcppTalk station, string emaid, string? chain, params string[] hashes)
    {
        var payload = new JsonObject { ["idToken"] = IdToken(emaid) };
        if (chain is not null) payload["certificate"] = chain;
        if (hashes.Length > 0) payload["iso15118CertificateHashData"] = new JsonArray([.. hashes.Select(hash => JsonNode.Parse(hash))]);
        return station.CallAsync("Authorize", payload.ToJsonString());
    }

    private static Task<JsonElement> CallAsync(OcppTalk station, ScriptedMessage message) => station.CallAsync(message.Action, message.Payload.ToJsonString());

    /// <summary>A contract that is known and accepted.</summary>
    private async Task<string> TokenAsync(bool hyphens = false)
    {
        var number = host.NewId("").TrimStart('-').PadLeft(8, '0');
        var emaid = hyphens ? $"DE-XYZ-C{number}" : $"DEXYZC{number}";
        (await host.PutAsync($"/api/v1/tokens/{emaid}", """{"type":"eMAID","status":"Accepted"}""")).Is(HttpStatusCode.Created);
        return emaid;
    }
}
