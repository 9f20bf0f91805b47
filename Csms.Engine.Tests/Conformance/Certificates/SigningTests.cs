using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Csms.Engine.Certificates;
using Csms.Engine.Tests.Api;
using Csms.Engine.Tests.Support;
using Csms.Simulator.Station;

namespace Csms.Engine.Tests.Conformance.Certificates;

/// <summary>A new certificate for a station, asked for by either side (A02, A03; 1.6 with the security extensions), over sockets and REST.</summary>
public sealed class SigningTests(OwnAuthorityHost host) : IClassFixture<OwnAuthorityHost>
{
    public static TheoryData<string> Versions { get; } = ["ocpp1.6", "ocpp2.0.1", "ocpp2.1"];

    private const string Yes = """{"status":"Accepted"}""";

    [Theory]
    [MemberData(nameof(Versions))]
    [UseCase("A03", "1.6", "2.0.1", "2.1")]
    public async Task Station_AsksForACertificate_IsGivenItByItself_AndConnectsWithIt(string version)
    {
        var id = host.NewId("SIGN");
        await host.PutAsync($"/api/v1/stations/{id}", $$"""{"name":"{{id}}"}""");
        var (csr, key) = Csrs.Good(id);
        using var held = key;
        X509Certificate2 issued;
        await using (var station = await host.StationAsync(version, id: id))
        {
            Assert.Equal("Accepted", await AskAsync(station, csr, version == "ocpp2.1" ? ",\"certificateType\":\"ChargingStationCertificate\",\"requestId\":41" : ""));
            var sent = await station.AnswerAsync("CertificateSigned", Yes);
            issued = X509Certificate2.CreateFromPem(sent.GetProperty("certificateChain").GetString()!);
            if (version == "ocpp2.1") Assert.Equal(("ChargingStationCertificate", 41), (sent.GetProperty("certificateType").GetString(), sent.GetProperty("requestId").GetInt32()));
            else Assert.Single(sent.EnumerateObject());
        }

        Assert.True(host.LeadsToRoot(issued));
        Assert.Equal(id, issued.GetNameInfo(X509NameType.SimpleName, false));
        var request = (await LastAsync(id, "done"))["items.0"];
        Assert.Equal(issued.GetCertHashString(HashAlgorithmName.SHA256), request.GetProperty("certificate").GetProperty("fingerprint").GetString(), ignoreCase: true);

        using var withKey = issued.CopyWithPrivateKey(key);
        using var usable = X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), null); // as in IssueAsync
        await using var certified = await host.ConnectSecureAsync(id, version, usable);
        Assert.Equal("Accepted", (await certified.BootAsync()).GetProperty("status").GetString());
        Assert.Equal("3", (await host.GetAsync($"/api/v1/stations/{id}")).Word("securityProfile"));
        issued.Dispose();
    }

    [Fact]
    [UseCase("A03", "2.0.1")]
    public async Task Contract29_OldCertificate_StaysValidBesideTheNew()
    {
        var id = host.NewId("TWICE");
        await host.PutAsync($"/api/v1/stations/{id}", $$"""{"name":"{{id}}"}""");
        await using var station = await host.StationAsync("ocpp2.0.1", id: id);
        using var older = await IssueAsync(station);
        using var newer = await IssueAsync(station);
        Assert.NotEqual(older.SerialNumber, newer.SerialNumber);
        foreach (var shown in new[] { newer, older })
        {
            await using var certified = await host.ConnectSecureAsync(id, "ocpp2.0.1", shown);
            Assert.Equal("Accepted", (await certified.BootAsync()).GetProperty("status").GetString());
        }
    }

    [Theory]
    [MemberData(nameof(Versions))]
    [UseCase("A02", "1.6", "2.0.1", "2.1")]
    public async Task Operator_AsksForARenewal_StationAsks_AndWhatItRefusesIsNotSentAgain(string version)
    {
        await using var station = await host.StationAsync(version);
        var renewal = host.PostAsync($"/api/v1/stations/{station.Id}/certificate-renewal");
        var trigger = version == "ocpp1.6" ? "ExtendedTriggerMessage" : "TriggerMessage";
        var wanted = (await station.AnswerAsync(trigger, Yes)).GetProperty("requestedMessage").GetString();
        Assert.Equal(version == "ocpp1.6" ? "SignChargePointCertificate" : "SignChargingStationCertificate", wanted);
        Assert.Equal("Accepted", (await renewal).Is(HttpStatusCode.OK).Word("status"));

        for (var round = 0; round < CertificateSignings.MostAnHour; round++)
        {
            Assert.Equal("Accepted", await AskAsync(station, Csrs.Of("good", station.Id)));
            await station.AnswerAsync("CertificateSigned", """{"status":"Rejected"}""");
            Assert.Equal("Rejected", (await LastAsync(station.Id, "rejected")).Word("items.0.answer"));
        }

        // It asks on and on: it is not answered for ever.
        Assert.Equal("Rejected", await AskAsync(station, Csrs.Of("good", station.Id)));
        Assert.Equal("tooMany", (await LastAsync(station.Id, "refused")).Word("items.0.fault"));
        Assert.Contains(await host.AuditAsync(), entry => entry.Action == "station.certificate.renew" && entry.SubjectId == station.Id);
        (await host.PostAsync($"/api/v1/stations/{station.Id}/certificate-renewal", """{"certificateType":"Contract"}""")).IsProblem(HttpStatusCode.BadRequest);
        (await host.PostAsync("/api/v1/stations/NOBODY/certificate-renewal")).IsProblem(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("ocpp1.6", "text", "unreadable")]
    [InlineData("ocpp2.0.1", "forged", "wrongSignature")]
    [InlineData("ocpp2.0.1", "rsa1024", "weakKey")]
    [InlineData("ocpp2.1", "other", "wrongName")]
    [InlineData("ocpp1.6", "other", "wrongName")]
    public async Task Request_ThatIsNotRight_IsRejectedWithItsReason_AndNothingFollows(string version, string kind, string fault)
    {
        await using var station = await host.StationAsync(version);
        var answer = await station.CallAsync("SignCertificate", Body(Csrs.Of(kind, station.Id), ""));
        Assert.Equal("Rejected", answer.GetProperty("status").GetString());
        if (version != "ocpp1.6") Assert.Equal("InvalidCSR", answer.GetProperty("statusInfo").GetProperty("reasonCode").GetString());
        Assert.Equal(fault, (await LastAsync(station.Id, "refused")).Word("items.0.fault"));

        // The next CALL of ours is the one that is asked for: no CertificateSigned was on its way.
        var reset = host.CommandAsync(station.Id, "Reset", """{"type":"Immediate"}""");
        await station.AnswerAsync("Reset", Yes);
        (await reset).Is(HttpStatusCode.OK);
    }

    [Fact]
    [UseCase("A03", "2.0.1")]
    public async Task Link_LostWhileTheCertificateIsOnItsWay_ItComesAgain()
    {
        var id = host.NewId("LOST");
        await using (var station = await host.StationAsync("ocpp2.0.1", id: id))
        {
            Assert.Equal("Accepted", await AskAsync(station, Csrs.Of("rsa", id)));
            await station.ExpectAsync("CertificateSigned");
        }

        await using var back = await host.ConnectAsync(id, "ocpp2.0.1");
        await back.BootAsync();
        await back.AnswerAsync("CertificateSigned", Yes);
        await LastAsync(id, "done");
    }

    [Theory]
    [InlineData("ocpp2.0.1")]
    [InlineData("ocpp2.1")]
    [UseCase("A03", "2.0.1", "2.1")]
    public async Task CertificateForCars_IsSignedForAServer_AndLetsNobodyIn(string version)
    {
        await using var station = await host.StationAsync(version);
        Assert.Equal("Accepted", await AskAsync(station, Csrs.Of("good", station.Id), ",\"certificateType\":\"V2GCertificate\""));
        var sent = await station.AnswerAsync("CertificateSigned", Yes);
        Assert.Equal("V2GCertificate", sent.GetProperty("certificateType").GetString());
        using var issued = X509Certificate2.CreateFromPem(sent.GetProperty("certificateChain").GetString()!);
        var uses = issued.Extensions.OfType<X509EnhancedKeyUsageExtension>().Single().EnhancedKeyUsages;
        Assert.Equal("1.3.6.1.5.5.7.3.1", Assert.Single(uses.Cast<Oid>()).Value);
    }

    [Fact]
    public async Task StationThatWaitsToBeAccepted_IsNotSignedFor()
    {
        await using var station = await host.StationAsync("ocpp2.0.1", "Pending");
        var frame = await station.FrameOfCallAsync("SignCertificate", Body(Csrs.Of("good", station.Id), ""));
        Assert.Equal((4, "SecurityError"), (frame[0].GetInt32(), frame[2].GetString()));
        Assert.Empty((await host.GetAsync($"/api/v1/stations/{station.Id}/certificate-requests"))["items"].EnumerateArray());
    }

    [Theory]
    [InlineData(OcppVersion.V201)]
    [InlineData(OcppVersion.V21)]
    [UseCase("A02", "2.0.1", "2.1")]
    public async Task SimulatedStation_AskedForACertificateForCarsAndACombinedOne_HoldsBoth(OcppVersion version)
    {
        var id = host.NewId("CARS");
        await host.PutAsync($"/api/v1/stations/{id}", $$"""{"name":"{{id}}"}""");
        await using var station = new VirtualStation(new StationOptions { Id = id, Url = new Uri(new UriBuilder(host.Address) { Scheme = "ws" }.Uri, "/ocpp"), Version = version });
        await station.ConnectAndBootAsync(TimeSpan.FromSeconds(60));
        Conversations.Note(station);
        (await host.PostAsync($"/api/v1/stations/{id}/certificate-renewal", """{"certificateType":"V2GCertificate"}""")).Is(HttpStatusCode.OK);
        await Eventually.TrueAsync(() => station.CarCertificateChain is not null, "the certificate for cars is there");
        Assert.Null(station.CertificateChain);
        Assert.Equal("Accepted", (await host.CommandAsync(id, "TriggerMessage", """{"requestedMessage":"SignCombinedCertificate"}""")).Is(HttpStatusCode.OK).Word("status"));
        await Eventually.TrueAsync(() => station.CertificateChain is not null, "the combined one is there");

        // L04: what became of publishing, told again.
        Assert.Equal("Accepted", (await host.CommandAsync(id, "TriggerMessage", """{"requestedMessage":"PublishFirmwareStatusNotification"}""")).Is(HttpStatusCode.OK).Word("status"));
        await Eventually.TrueAsync(() => station.Record.Messages.Any(message => message.Action == "PublishFirmwareStatusNotification"), "the status of publishing is told");
    }

    /// <summary>A certificate that the station asks for, with its key.</summary>
    private static async Task<X509Certificate2> IssueAsync(OcppTalk station)
    {
        var (csr, key) = Csrs.Good(station.Id);
        using var held = key;
        Assert.Equal("Accepted", await AskAsync(station, csr));
        var sent = await station.AnswerAsync("CertificateSigned", Yes);
        using var issued = X509Certificate2.CreateFromPem(sent.GetProperty("certificateChain").GetString()!);
        using var withKey = issued.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), null); // the TLS layer cannot take a key that is only in memory
    }

    private static string Body(string csr, string more) => $$"""{"csr":{{JsonSerializer.Serialize(csr)}}{{more}}}""";

    private static async Task<string?> AskAsync(OcppTalk station, string csr, string more = "") => (await station.CallAsync("SignCertificate", Body(csr, more))).GetProperty("status").GetString();

    /// <summary>The requests of a station, once the last is as it should be.</summary>
    private Task<ApiAnswer> LastAsync(string id, string state) => Eventually.GetAsync(async () =>
    {
        var all = (await host.GetAsync($"/api/v1/stations/{id}/certificate-requests")).Is(HttpStatusCode.OK);
        return all["items"].GetArrayLength() > 0 && all.Word("items.0.state") == state ? all : null;
    }, $"the request of {id} is {state}");
}
