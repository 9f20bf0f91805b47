using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.PlugAndCharge.Ocsp;

namespace Csms.Engine.Tests.Conformance.PlugAndCharge;

/// <summary>The status of certificates, asked for stations (M06, M07).</summary>
[Collection(PncCollection.Name)]
public sealed class CertificateStatusTests(PncHost host)
{
    public static TheoryData<string> Versions { get; } = ["ocpp2.0.1", "ocpp2.1"];

    [Theory]
    [UseCase("M06", "2.0.1", "2.1")]
    [MemberData(nameof(Versions))]
    public async Task Status_IsTheRespondersAnswerAsItCame_OrFailedWithAReason(string version)
    {
        await using var station = await host.StationAsync(version);
        var certificate = host.Pki.Contract("SECC");
        foreach (var path in new[] { "ocsp", "alone" }) // alone: the issuer is not known here; cars check it themselves
        {
            var hash = ContractPki.Hash(path == "ocsp" ? certificate : host.Pki.Contract("SECC"), host.Pki.Sub2, host.Outside.Url(path));
            var answer = await station.CallAsync("GetCertificateStatus", $$"""{"ocspRequestData":{{hash}}}""");
            Assert.Equal("Accepted", answer.GetProperty("status").GetString());
            var response = OcspResponse.Read(Convert.FromBase64String(answer.GetProperty("ocspResult").GetString()!));
            Assert.Equal(Events.RevocationStatus.Good, Assert.Single(response.Singles).Status);
        }

        foreach (var (path, reason) in new[] { ("forged", "WrongSigner"), ("text", "Malformed"), ("endless", "TooLong"), ("redirect", "NotReached"), ("other", "OtherCertificate") })
        {
            var answer = await station.CallAsync("GetCertificateStatus", $$"""{"ocspRequestData":{{ContractPki.Hash(host.Pki.Contract("SECC"), host.Pki.Sub2, host.Outside.Url(path))}}}""");
            Assert.Equal(("Failed", reason, false), (answer.GetProperty("status").GetString(), answer.GetProperty("statusInfo").GetProperty("reasonCode").GetString(), answer.TryGetProperty("ocspResult", out _)));
        }
    }

    [Fact]
    [UseCase("M07", "2.1")]
    public async Task ChainStatus_OfEveryCertificate_ByOcspAndByCrl()
    {
        await using var station = await host.StationAsync("ocpp2.1");
        var (good, bad) = (host.Pki.Contract("Car"), host.Pki.Contract("Car"));
        host.Outside.Revoke(bad);
        host.Outside.Crl = host.Pki.Crl(host.Pki.Sub1);

        var answer = await AskAsync(station, Item(good, host.Pki.Sub2, "OCSP", "text", "ocsp"), Item(bad, host.Pki.Sub2, "OCSP", "ocsp"), Item(host.Pki.Sub1, host.Pki.MoRoot, "CRL", "crl"), Item(host.Pki.Contract("Car"), host.Pki.Sub2, "OCSP", "forged"));

        Assert.Equal(["OCSP Good", "OCSP Revoked", "CRL Revoked", "OCSP Failed"], answer.Select(each => $"{each.GetProperty("source").GetString()} {each.GetProperty("status").GetString()}"));
        Assert.All(answer[..3], each => Assert.True(each.GetProperty("nextUpdate").GetDateTimeOffset() > DateTimeOffset.UtcNow));

        // The second address knows the list; one that is of another issuer says nothing.
        answer = await AskAsync(station, Item(host.Pki.MoRoot, host.Pki.MoRoot, "CRL", "text", "crl"), Item(good, host.Pki.Sub2, "CRL", "crl"));
        Assert.Equal(["Good", "Failed"], answer.Select(each => each.GetProperty("status").GetString()!));
    }

    private static async Task<JsonElement[]> AskAsync(Api.OcppTalk station, params JsonObject[] items) =>
        [.. (await station.CallAsync("GetCertificateChainStatus", new JsonObject { ["certificateStatusRequests"] = new JsonArray([.. items]) }.ToJsonString())).GetProperty("certificateStatus").EnumerateArray()];

    private JsonObject Item(System.Security.Cryptography.X509Certificates.X509Certificate2 certificate, System.Security.Cryptography.X509Certificates.X509Certificate2 issuer, string source, params string[] paths)
    {
        var hash = (JsonObject)JsonNode.Parse(ContractPki.Hash(certificate, issuer, ""))!;
        hash.Remove("responderURL");
        return new JsonObject { ["certificateHashData"] = hash, ["source"] = source, ["urls"] = new JsonArray([.. paths.Select(path => (JsonNode)host.Outside.Url(path))]) };
    }
}
