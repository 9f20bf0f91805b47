using System.Text.Json;
using Csms.Engine.Events;
using Csms.Engine.Tests.Api;

namespace Csms.Engine.Tests.Conformance.PlugAndCharge;

/// <summary>A host on which Plug and Charge is not configured, and what both verdicts are together.</summary>
public sealed class OffTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Theory]
    [UseCase("C07", "2.0.1", "2.1")]
    [InlineData("ocpp2.0.1")]
    [InlineData("ocpp2.1")]
    public async Task WithoutRootsAndProvider_ContractsAreRefused_CardsCharge(string version)
    {
        await using var station = await host.StationAsync(version);
        using var pki = new ContractPki();
        await host.PutAsync("/api/v1/tokens/DEXYZC12345678", """{"type":"eMAID","status":"Accepted"}""");
        var answer = await station.CallAsync("Authorize", JsonSerializer.Serialize(new { idToken = new { idToken = "DEXYZC12345678", type = "eMAID" }, certificate = pki.Chain(pki.Contract("DEXYZC12345678")) }));
        Assert.Equal(("Invalid", "NoCertificateAvailable"), (answer.GetProperty("idTokenInfo").GetProperty("status").GetString(), answer.GetProperty("certificateStatus").GetString()));
        Assert.Equal("Invalid", await StartAsync(station, "1"));
        answer = await station.CallAsync("Authorize", """{"idToken":{"idToken":"DEXYZC12345678","type":"eMAID"}}"""); // by other means: this answer binds what follows
        Assert.Equal("Accepted", answer.GetProperty("idTokenInfo").GetProperty("status").GetString());
        Assert.Equal("Accepted", await StartAsync(station, "2"));
        answer = await station.CallAsync("Get15118EVCertificate", """{"iso15118SchemaVersion":"urn:iso:15118:2:2013:MsgDef","action":"Install","exiRequest":"gJgCAQ=="}""");
        Assert.Equal(("Failed", "NoProvider"), (answer.GetProperty("status").GetString(), answer.GetProperty("statusInfo").GetProperty("reasonCode").GetString()));
        var health = await host.GetAsync("/api/v1/settings/plug-and-charge");
        Assert.Equal((false, JsonValueKind.Null, 0), (health["enabled"].GetBoolean(), health["provider"].ValueKind, health["roots"].GetArrayLength()));
    }

    private static async Task<string?> StartAsync(OcppTalk station, string transaction) => (await station.CallAsync(
        "TransactionEvent",
        $$$"""{"eventType":"Started","timestamp":"{{{DateTimeOffset.UtcNow:O}}}","triggerReason":"Authorized","seqNo":0,"transactionInfo":{"transactionId":"{{{station.Id}}}-{{{transaction}}}"},"evse":{"id":{{{transaction}}},"connectorId":1},"idToken":{"idToken":"DEXYZC12345678","type":"eMAID"}}"""))
        .GetProperty("idTokenInfo").GetProperty("status").GetString();

    [Theory]
    [InlineData(AuthorizationStatus.Accepted, ContractStatus.Accepted, AuthorizationStatus.Accepted, ContractStatus.Accepted)]
    [InlineData(AuthorizationStatus.Accepted, ContractStatus.CertificateRevoked, AuthorizationStatus.Invalid, ContractStatus.CertificateRevoked)]
    [InlineData(AuthorizationStatus.Blocked, ContractStatus.CertificateRevoked, AuthorizationStatus.Blocked, ContractStatus.CertificateRevoked)]
    [InlineData(AuthorizationStatus.Unknown, ContractStatus.Accepted, AuthorizationStatus.Unknown, ContractStatus.ContractCancelled)]
    [InlineData(AuthorizationStatus.Expired, ContractStatus.Accepted, AuthorizationStatus.Expired, ContractStatus.ContractCancelled)]
    [InlineData(AuthorizationStatus.ConcurrentTx, ContractStatus.Accepted, AuthorizationStatus.ConcurrentTx, ContractStatus.Accepted)] // the contract stands, only not twice
    public void BothVerdicts_MustAgree(AuthorizationStatus token, ContractStatus contract, AuthorizationStatus expectedToken, ContractStatus expectedContract)
    {
        var answer = AuthorizationAnswer.Both(new IdTokenInfo(token), contract);
        Assert.Equal((expectedToken, expectedContract), (answer.Info.Status, answer.Contract));
    }
}
