using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Csms.Engine.Certificates;
using Csms.Engine.Tests.Api;
using Csms.Engine.Tests.Support;
using Csms.Simulator.Station;

namespace Csms.Engine.Tests.Conformance.Certificates;

/// <summary>Certificates that stations hold (M03 to M05; 1.6 with the security extensions), the one they connect with, and what ends soon; over sockets and REST.</summary>
public sealed class InstalledTests(OwnAuthorityHost host) : IClassFixture<OwnAuthorityHost>
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(OcppVersion.V16, "ManufacturerRootCertificate")]
    [InlineData(OcppVersion.V201, "V2GRootCertificate")]
    [InlineData(OcppVersion.V21, "OEMRootCertificate")]
    [UseCase("M03", "1.6", "2.0.1", "2.1")]
    [UseCase("M04", "1.6", "2.0.1", "2.1")]
    [UseCase("M05", "1.6", "2.0.1", "2.1")]
    public async Task Root_IsInstalledToldAndDeleted(OcppVersion version, string use)
    {
        var id = host.NewId("HOLD");
        await host.PutAsync($"/api/v1/stations/{id}", $$"""{"name":"{{id}}"}""");
        await using var station = new VirtualStation(new StationOptions { Id = id, Url = new Uri(new UriBuilder(host.Address) { Scheme = "ws" }.Uri, "/ocpp"), Version = version });
        await station.ConnectAndBootAsync(Deadline);
        Conversations.Note(station);
        using var authority = CertificateAuthority.Create(TimeProvider.System);
        var pem = authority.Root.ExportCertificatePem();
        var certificates = $"/api/v1/stations/{id}/certificates";

        Assert.Equal("NotFound", (await host.PostAsync(certificates + "/read")).Is(HttpStatusCode.OK).Word("status"));
        Assert.NotEqual(JsonValueKind.Null, (await host.GetAsync(certificates))["readAt"].ValueKind);
        var kept = (await host.PostAsync("/api/v1/certificates/roots", Body(use, pem))).Is(HttpStatusCode.OK);
        Assert.Equal(kept.Word("id"), (await host.PostAsync("/api/v1/certificates/roots", Body(use, pem))).Word("id")); // once
        Assert.Equal("Accepted", (await host.PostAsync(certificates, $$"""{"rootId":"{{kept.Word("id")}}"}""")).Is(HttpStatusCode.OK).Word("status"));
        var taken = (await host.GetAsync(certificates))["installed.0"];
        Assert.Equal("Accepted", (await host.PostAsync(certificates + "/read")).Is(HttpStatusCode.OK).Word("status"));
        var told = (await host.GetAsync(certificates))["installed.0"];
        Assert.Equal(told.GetRawText(), taken.GetRawText()); // as the station names it itself
        Assert.Equal((use, kept.Word("id")), (told.GetProperty("certificateType").GetString(), told.GetProperty("rootId").GetString()));

        var hash = told.GetProperty("certificateHashData").GetRawText();
        Assert.Equal("Accepted", (await host.PostAsync(certificates + "/delete", $$"""{"certificateHashData":{{hash}}}""")).Is(HttpStatusCode.OK).Word("status"));
        Assert.Empty((await host.GetAsync(certificates))["installed"].EnumerateArray());
        Assert.Equal("NotFound", (await host.PostAsync(certificates + "/delete", $$"""{"certificateHashData":{{hash}}}""")).Is(HttpStatusCode.OK).Word("status"));
        (await host.DeleteAsync($"/api/v1/certificates/roots/{kept.Word("id")}")).Is(HttpStatusCode.NoContent);
        (await host.PostAsync(certificates, $$"""{"rootId":"{{kept.Word("id")}}"}""")).IsProblem(HttpStatusCode.BadRequest);
        var audit = (await host.AuditAsync()).Where(entry => entry.SubjectId == id).Select(entry => entry.Action).ToHashSet();
        Assert.Superset(new HashSet<string> { "station.certificate.read", "station.certificate.install", "station.certificate.delete" }, audit);
    }

    /// <summary>What is not sent, and the member that is at fault.</summary>
    [Theory]
    [InlineData("ocpp1.6", "V2GRootCertificate", "root", "certificateType")]
    [InlineData("ocpp2.0.1", "OEMRootCertificate", "root", "certificateType")]
    [InlineData("ocpp2.1", "ContractCertificate", "root", "certificateType")]
    [InlineData("ocpp2.1", "CSMSRootCertificate", "leaf", "certificate")]
    [InlineData("ocpp2.1", "CSMSRootCertificate", "expired", "certificate")]
    [InlineData("ocpp2.1", "CSMSRootCertificate", "text", "certificate")]
    [InlineData("ocpp2.1", "CSMSRootCertificate", "two", "certificate")]
    [InlineData("ocpp2.1", "CSMSRootCertificate", "key", "certificate")]
    [InlineData("ocpp2.0.1", "CSMSRootCertificate", "long", "certificate")]
    public async Task Certificate_ThatIsNotFit_IsNotSent(string version, string use, string kind, string member)
    {
        await using var station = await host.StationAsync(version);
        var refused = (await host.PostAsync($"/api/v1/stations/{station.Id}/certificates", Body(use, Pem(kind)))).IsProblem(HttpStatusCode.BadRequest);
        Assert.True(refused["errors"].TryGetProperty(member, out _), refused.Text);
        var reset = host.CommandAsync(station.Id, "Reset", """{"type":"Immediate"}""");
        await station.AnswerAsync("Reset", """{"status":"Accepted"}""");
        (await reset).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task RootThatTheConnectionDependsOn_IsNotDeletedUnasked_AndTheCertificateOfTheConnectionIsKnown()
    {
        var id = host.NewId("NEED");
        await host.PutAsync($"/api/v1/stations/{id}", $$"""{"name":"{{id}}"}""");
        using var certificate = await IssueAsync(id);
        await using var station = await host.ConnectSecureAsync(id, "ocpp2.0.1", certificate);
        await station.BootAsync();
        var known = await Eventually.GetAsync(async () => await host.GetAsync($"/api/v1/stations/{id}/certificates") is var all && all["connection"].ValueKind == JsonValueKind.Object ? all : null, "the certificate is known");
        Assert.Equal(certificate.GetCertHashString(HashAlgorithmName.SHA256), known.Word("connection.fingerprint"), ignoreCase: true);
        Assert.Contains($"CN={id}", known.Word("connection.subject"), StringComparison.Ordinal);

        var root = CertificateHash.Of(host.Root, host.Root);
        var data = JsonSerializer.Serialize(new { hashAlgorithm = root.HashAlgorithm, issuerNameHash = root.IssuerNameHash, issuerKeyHash = root.IssuerKeyHash, serialNumber = root.SerialNumber });
        var reading = host.PostAsync($"/api/v1/stations/{id}/certificates/read");
        await station.AnswerAsync("GetInstalledCertificateIds", $$"""{"status":"Accepted","certificateHashDataChain":[{"certificateType":"CSMSRootCertificate","certificateHashData":{{data}}}]}""");
        await reading;
        Assert.Equal("true", (await host.GetAsync($"/api/v1/stations/{id}/certificates")).Word("installed.0.needed"));
        (await host.PostAsync($"/api/v1/stations/{id}/certificates/delete", $$"""{"certificateHashData":{{data}}}""")).IsProblem(HttpStatusCode.Conflict);
        var deleting = host.PostAsync($"/api/v1/stations/{id}/certificates/delete", $$"""{"certificateHashData":{{data}},"confirmed":true}""");
        await station.AnswerAsync("DeleteCertificate", """{"status":"Failed"}""");
        Assert.Equal("Failed", (await deleting).Is(HttpStatusCode.OK).Word("status"));
        Assert.Single((await host.GetAsync($"/api/v1/stations/{id}/certificates"))["installed"].EnumerateArray());
        (await host.PostAsync($"/api/v1/stations/{id}/certificates/delete", """{"certificateHashData":{"hashAlgorithm":"MD5"}}""")).IsProblem(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task CertificateThatEndsSoon_IsAnIncidentAndOnTheList()
    {
        var id = host.NewId("SOON");
        await host.PutAsync($"/api/v1/stations/{id}", $$"""{"name":"{{id}}"}""");
        using var certificate = await IssueAsync(id); // valid for ten days, below
        await using var station = await host.ConnectSecureAsync(id, "ocpp2.1", certificate);
        await station.BootAsync();
        await Eventually.TrueAsync(
            async () => (await host.GetAsync("/api/v1/incidents")).Text is var text && text.Contains("certificateNearExpiry", StringComparison.Ordinal) && text.Contains(id, StringComparison.Ordinal), "the incident is open");
        var list = (await host.GetAsync("/api/v1/certificates/expiring"))["items"].EnumerateArray().Select(each => each.GetProperty("stationId").GetString());
        Assert.Contains(id, list);
        Assert.DoesNotContain(id, (await host.GetAsync("/api/v1/certificates/expiring?days=3"))["items"].EnumerateArray().Select(each => each.GetProperty("stationId").GetString()));
        Assert.Contains((await host.GetAsync("/api/v1/certificates/expiring?days=400"))["items"].EnumerateArray(), each => each.GetProperty("stationId").ValueKind == JsonValueKind.Null); // the host's own, 397 days
    }

    /// <summary>A certificate by the station's own request, over a socket.</summary>
    private async Task<X509Certificate2> IssueAsync(string id)
    {
        await using var station = await host.ConnectAsync(id, "ocpp2.0.1");
        await station.BootAsync();
        var (csr, key) = Csrs.Good(id);
        using var held = key;
        await station.CallAsync("SignCertificate", $$"""{"csr":{{JsonSerializer.Serialize(csr)}}}""");
        var sent = await station.AnswerAsync("CertificateSigned", """{"status":"Accepted"}""");
        using var issued = X509Certificate2.CreateFromPem(sent.GetProperty("certificateChain").GetString()!);
        using var withKey = issued.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), null);
    }

    private static string Body(string use, string pem) => JsonSerializer.Serialize(new { certificateType = use, certificate = pem });

    private static string Pem(string kind)
    {
        using var authority = CertificateAuthority.Create(TimeProvider.System);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Root", key, HashAlgorithmName.SHA256);
        if (kind != "leaf") request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        if (kind == "long") request.CertificateExtensions.Add(new X509Extension("1.2.3.4", new byte[5000], false));
        using var made = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, kind == "expired" ? DateTimeOffset.UnixEpoch.AddYears(1) : DateTimeOffset.UnixEpoch.AddYears(200));
        return kind switch
        {
            "text" => "certificate",
            "two" => PemChain.Write([made, authority.Root]),
            "key" => made.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem(),
            _ => made.ExportCertificatePem(),
        };
    }
}
