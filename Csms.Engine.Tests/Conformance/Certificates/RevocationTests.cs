using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Csms.Engine.Certificates;
using Csms.Engine.Gateway;
using Csms.Engine.Tests.Api;
using Csms.Engine.Tests.Support;
using Csms.Engine.Units;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Csms.Engine.Tests.Conformance.Certificates;

/// <summary>A station's certificate is revoked: it is sent away and does not come in with it again, over TLS and REST.</summary>
public sealed class RevocationTests(OwnAuthorityHost host) : IClassFixture<OwnAuthorityHost>
{
    private const string Yes = """{"status":"Accepted"}""";

    [Theory]
    [InlineData("ocpp1.6")]
    [InlineData("ocpp2.0.1")]
    [InlineData("ocpp2.1")]
    public async Task Revoked_StationIsSentAway_AndComesInWithItsOtherCertificateAlone(string version)
    {
        var (id, certificates) = await HolderAsync(version, 2);
        using var first = certificates[0];
        using var second = certificates[1];
        await using (var station = await host.ConnectSecureAsync(id, version, first))
        {
            await station.BootAsync();
            var revoked = (await host.PostAsync($"/api/v1/stations/{id}/certificates/revoke", """{"reason":"The cabinet was opened."}""")).Is(HttpStatusCode.OK);
            Assert.Equal(Fingerprint(first), revoked.Word("fingerprint"));
            var (status, reason) = await station.Socket.ExpectCloseAsync();
            Assert.Equal((WebSocketCloseStatus.NormalClosure, "certificate revoked"), (status, reason));
        }

        await RefusedAsync(id, version, first);
        await using (var other = await host.ConnectSecureAsync(id, version, second)) Assert.Equal("Accepted", (await other.BootAsync()).GetProperty("status").GetString());

        // One that was only issued; then the first again, and what was done is to be read.
        (await host.PostAsync($"/api/v1/stations/{id}/certificates/revoke", $$"""{"fingerprint":"{{Fingerprint(second).ToUpperInvariant()}}","reason":"Lost."}""")).Is(HttpStatusCode.OK);
        await RefusedAsync(id, version, second);
        var list = await host.GetAsync($"/api/v1/stations/{id}/certificates/revoked");
        Assert.Equal(("Lost.", "The cabinet was opened."), (list.Word("items.0.reason"), list.Word("items.1.reason")));
        (await host.DeleteAsync($"/api/v1/stations/{id}/certificates/revoked/{Fingerprint(first)}")).Is(HttpStatusCode.NoContent);
        await using (var back = await host.ConnectSecureAsync(id, version, first)) Assert.Equal("Accepted", (await back.BootAsync()).GetProperty("status").GetString());
        await RefusedAsync(id, version, second);
        Assert.Equal(["station.certificate.allow", "station.certificate.revoke", "station.certificate.revoke"],
            (await host.AuditAsync()).Where(entry => entry.SubjectId == id && entry.Action is "station.certificate.revoke" or "station.certificate.allow").Select(entry => entry.Action).Order());
    }

    [Fact]
    public async Task RevokedOnAnotherNode_StationIsSentAwayHere()
    {
        var (id, certificates) = await HolderAsync("ocpp2.0.1", 1);
        using var certificate = certificates[0];
        await using var station = await host.ConnectSecureAsync(id, "ocpp2.0.1", certificate);
        await station.BootAsync();
        await using (var sql = host.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(
            "INSERT INTO csms.revoked_certificates (fingerprint, station_id, subject, issuer, serial_number, not_after, reason, revoked_at, actor) VALUES ($1, $2, '', '', '', now(), 'There', now(), 'Ann')"))
        {
            sql.Parameters.AddWithValue(Fingerprint(certificate));
            sql.Parameters.AddWithValue(id);
            await sql.ExecuteNonQueryAsync();
        }

        Assert.Equal("certificate revoked", (await station.Socket.ExpectCloseAsync()).Reason);
        await RefusedAsync(id, "ocpp2.0.1", certificate);
    }

    [Fact]
    public async Task Request_ThatNamesNoneOrAnother_OrIsNotAllowed_RevokesNothing()
    {
        var (id, certificates) = await HolderAsync("ocpp2.0.1", 1);
        using var certificate = certificates[0];
        var (other, others) = await HolderAsync("ocpp2.0.1", 1);
        using var ofAnother = others[0];
        var path = $"/api/v1/stations/{id}/certificates/revoke";
        (await host.PostAsync(path, """{"reason":"x"}""")).IsProblem(HttpStatusCode.Conflict); // it has never connected with one
        (await host.PostAsync(path, """{"reason":" "}""")).IsProblem(HttpStatusCode.BadRequest);
        (await host.PostAsync(path, $$"""{"fingerprint":"{{Fingerprint(certificate)}}"}""")).IsProblem(HttpStatusCode.BadRequest);
        (await host.PostAsync(path, $$"""{"fingerprint":"{{Fingerprint(ofAnother)}}","reason":"x"}""")).IsProblem(HttpStatusCode.BadRequest);
        var reader = await host.KeyAsync(["stations.read"]);
        (await host.PostAsync(path, $$"""{"fingerprint":"{{Fingerprint(certificate)}}","reason":"x"}""", reader)).IsProblem(HttpStatusCode.Forbidden);
        (await host.DeleteAsync($"/api/v1/stations/{id}/certificates/revoked/{Fingerprint(certificate)}")).IsProblem(HttpStatusCode.NotFound);
        await using var station = await host.ConnectSecureAsync(id, "ocpp2.0.1", certificate);
        await station.BootAsync();

        // What is revoked of one station is not given back by way of another.
        (await host.PostAsync(path, """{"reason":"x"}""")).Is(HttpStatusCode.OK);
        (await host.DeleteAsync($"/api/v1/stations/{other}/certificates/revoked/{Fingerprint(certificate)}")).IsProblem(HttpStatusCode.NotFound);
        await RefusedAsync(id, "ocpp2.0.1", certificate);
    }

    /// <summary>Nothing is known of it any more, or it is another authority's: it is revoked all the same, by who has all stations.</summary>
    [Fact]
    public async Task Certificate_ThatIsNotKnown_IsRevokedAsPem()
    {
        var (id, certificates) = await HolderAsync("ocpp2.0.1", 1);
        using var certificate = certificates[0];
        var (other, others) = await HolderAsync("ocpp2.0.1", 1);
        using var ofAnother = others[0];
        using var ca = new TestCa("Elsewhere");
        using var stranger = ca.IssueStation(id);
        var path = $"/api/v1/stations/{id}/certificates/revoke";
        foreach (var (pem, why) in new[] { (ofAnother.ExportCertificatePem(), $"It names station {other}."), ("nothing", "This is no certificate as PEM.") })
            Assert.Contains(why, (await host.PostAsync(path, Body(pem))).IsProblem(HttpStatusCode.BadRequest)["errors"].GetProperty("certificate").ToString(), StringComparison.Ordinal);
        var site = host.NewId("REVSITE");
        (await host.PutAsync($"/api/v1/sites/{site}", """{"name":"Revoked"}""")).Is(HttpStatusCode.Created);
        (await host.PutAsync($"/api/v1/stations/{id}", $$"""{"name":"{{id}}","siteId":"{{site}}"}""")).Is(HttpStatusCode.OK);
        var local = await host.KeyAsync(["stations.read", "stations.command.config"], site);
        (await host.PostAsync(path, Body(stranger.ExportCertificatePem()), local)).IsProblem(HttpStatusCode.BadRequest);

        Assert.Equal(Fingerprint(stranger), (await host.PostAsync(path, Body(stranger.ExportCertificatePem()))).Is(HttpStatusCode.OK).Word("fingerprint"));
        (await host.PostAsync(path, Body(certificate.ExportCertificatePem()), local)).Is(HttpStatusCode.OK);
        await RefusedAsync(id, "ocpp2.0.1", certificate);

        static string Body(string pem) => $$"""{"certificate":{{JsonSerializer.Serialize(pem)}},"reason":"Stolen."}""";
    }

    [Fact]
    public void Requests_WhoseCertificateIsValid_AreKept()
    {
        var now = DateTimeOffset.UtcNow;
        CertificateSigning Asked(int number, int? days) => new()
        {
            Id = Guid.NewGuid(), AskedAt = now.AddHours(-number), Csr = "", Certificate = days is { } left ? new CertificateFacts("", "", "", "", "", now.AddDays(-9), now.AddDays(left)) : null,
        };
        var refused = Enumerable.Range(0, 30).Select(number => Asked(number, null)).ToList();
        var (valid, ended) = (Asked(31, 1), Asked(32, -1));
        Assert.Equal([.. refused.Skip(CertificateSignings.Kept).Select(each => each.Id), ended.Id], CertificateSignings.Dropped([.. refused, valid, ended], now));
        Assert.Equal(7, CertificateSignings.Dropped(Enumerable.Range(0, CertificateSignings.MostKept + 7).Select(number => Asked(number, 5)), now).Count);
    }

    private static string Fingerprint(X509Certificate2 certificate) => CertificateFacts.Of(certificate).Fingerprint;

    private async Task RefusedAsync(string id, string version, X509Certificate2 certificate)
    {
        var refused = await Assert.ThrowsAsync<WebSocketException>(() => host.ConnectSecureAsync(id, version, certificate));
        Assert.Contains("401", refused.Message, StringComparison.Ordinal);
        Assert.Contains(host.Services.GetRequiredService<RefusedConnects>().Since(DateTimeOffset.MinValue), each => each.Station == id && each.Reason.Code == ConnectRefusal.Revoked);
    }

    /// <summary>A station that our authority has given certificates to, with their keys.</summary>
    private async Task<(string Id, IReadOnlyList<X509Certificate2> Certificates)> HolderAsync(string version, int count)
    {
        var id = host.NewId("REVOKE");
        await host.PutAsync($"/api/v1/stations/{id}", $$"""{"name":"{{id}}"}""");
        await using var station = await host.StationAsync(version, id: id);
        var held = new List<X509Certificate2>();
        for (var each = 0; each < count; each++)
        {
            var (csr, key) = Csrs.Good(id);
            using var kept = key;
            Assert.Equal("Accepted", (await station.CallAsync("SignCertificate", $$"""{"csr":{{JsonSerializer.Serialize(csr)}}}""")).GetProperty("status").GetString());
            var sent = await station.AnswerAsync("CertificateSigned", Yes);
            using var issued = X509Certificate2.CreateFromPem(sent.GetProperty("certificateChain").GetString()!);
            using var withKey = issued.CopyWithPrivateKey(key);
            held.Add(X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), null));
        }

        await Eventually.TrueAsync(
            async () => (await host.GetAsync($"/api/v1/stations/{id}/certificate-requests"))["items"].EnumerateArray().Count(each => each.GetProperty("state").GetString() == "done") == count, "the certificates are taken");
        return (id, held);
    }
}
