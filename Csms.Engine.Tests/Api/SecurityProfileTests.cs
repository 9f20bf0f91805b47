using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography.X509Certificates;
using Csms.Engine.Tests.Support;
using Csms.Simulator.Station;
using Csms.Simulator.Vehicle;

namespace Csms.Engine.Tests.Api;

/// <summary>CONTRACTS 27 and 28: security profiles 2 and 3 through the whole host, with the right credentials and with wrong ones.</summary>
public sealed class SecurityProfileTests(SecureHost host) : IClassFixture<SecureHost>
{
    private const string Password = "0123456789abcdef";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("ocpp1.6")]
    [InlineData("ocpp2.0.1")]
    [InlineData("ocpp2.1")]
    public async Task Profile2_PasswordOverTls_BootsAndTalks(string protocol)
    {
        var id = await EnterAsync(2, Password);
        await using var station = await host.ConnectSecureAsync(id, protocol, Password);
        Assert.Equal("Accepted", (await station.BootAsync()).GetProperty("status").GetString());
        await station.CallAsync("Heartbeat", "{}");
        Assert.Equal(("online", "2"), await ShownAsync(id));
    }

    [Theory]
    [InlineData("ocpp1.6")]
    [InlineData("ocpp2.0.1")]
    [InlineData("ocpp2.1")]
    public async Task Profile3_CertificateOfTheStation_BootsAndTalks(string protocol)
    {
        var id = await EnterAsync(3);
        using var certificate = host.Stations.IssueStation(id);
        await using var station = await host.ConnectSecureAsync(id, protocol, certificate: certificate);
        Assert.Equal("Accepted", (await station.BootAsync()).GetProperty("status").GetString());
        await station.CallAsync("Heartbeat", "{}");
        Assert.Equal(("online", "3"), await ShownAsync(id));
    }

    /// <summary>The profile that a station needs against what it comes with.</summary>
    [Theory]
    [InlineData(2, true, null, null)]
    [InlineData(2, true, "not-the-password", null)]
    [InlineData(2, false, Password, null)]
    [InlineData(2, true, null, "another")]
    [InlineData(3, true, Password, null)]
    [InlineData(3, false, Password, null)]
    [InlineData(3, true, Password, "another")]
    public async Task Station_WithLessThanItsProfileAsks_Is401AndStaysOut(int profile, bool secure, string? password, string? certificateOf)
    {
        var id = await EnterAsync(profile, Password);
        using var certificate = certificateOf is null ? null : host.Stations.IssueStation(certificateOf);
        var refused = await Assert.ThrowsAsync<WebSocketException>(() => secure ? host.ConnectSecureAsync(id, password: password, certificate: certificate) : host.ConnectAsync(id, "ocpp2.0.1", password));
        Assert.Contains("401", refused.Message, StringComparison.Ordinal);
        Assert.Equal(("unknown", $"{profile}"), await ShownAsync(id));

        using var right = host.Stations.IssueStation(id);
        await using var station = await host.ConnectSecureAsync(id, password: Password, certificate: profile == 3 ? right : null);
        Assert.Equal("Accepted", (await station.BootAsync()).GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("stranger")]
    [InlineData("expired")]
    [InlineData("server")]
    public async Task Profile3_CertificateNotToBeTrusted_HasNoConversationAtAll(string kind)
    {
        var id = await EnterAsync(3);
        using var stranger = new TestCa("Somebody else");
        using var certificate = kind switch
        {
            "stranger" => stranger.IssueStation(id),
            "expired" => host.Stations.IssueExpired(id),
            _ => host.Stations.IssueServer(id),
        };
        await Assert.ThrowsAnyAsync<WebSocketException>(() => host.ConnectSecureAsync(id, certificate: certificate));
        Assert.Equal(("unknown", "3"), await ShownAsync(id));
    }

    [Fact]
    public async Task Profile_ShownOverTlsOnce_IsTheMinimumFromThenOn()
    {
        var id = await EnterAsync(0, Password);
        await using (var plain = await host.ConnectAsync(id, "ocpp2.0.1", Password))
        {
            await plain.BootAsync();
        }

        Assert.Equal("1", (await ShownAsync(id)).Profile);
        await using (var secure = await host.ConnectSecureAsync(id, password: Password))
        {
            await secure.BootAsync();
        }

        Assert.Equal("2", (await ShownAsync(id)).Profile);
        using (var certificate = host.Stations.IssueStation(id))
        {
            await using var certified = await host.ConnectSecureAsync(id, certificate: certificate);
            await certified.BootAsync();
        }

        Assert.Equal("3", (await ShownAsync(id)).Profile);
        await Assert.ThrowsAsync<WebSocketException>(() => host.ConnectSecureAsync(id, password: Password));
        await Assert.ThrowsAsync<WebSocketException>(() => host.ConnectAsync(id, "ocpp2.0.1", Password));
    }

    [Fact]
    public async Task Session_ChargedOverACertifiedLink_IsStoredWithItsLogFile()
    {
        var id = await EnterAsync(3);
        var token = host.NewId("TOKEN");
        (await host.PutAsync($"/api/v1/tokens/{token}", """{"type":"ISO14443","status":"Accepted"}""")).Is(HttpStatusCode.Created);
        using var certificate = host.Stations.IssueStation(id);
        await using var station = new VirtualStation(new StationOptions
        {
            Id = id, Url = new Uri(host.Secure, "/ocpp"), Version = OcppVersion.V201, Speed = 20,
            ClientCertificate = certificate, ServerCertificateCheck = (_, shown, _, _) => host.TrustsServer(shown),
        });
        await station.ConnectAndBootAsync(Deadline);
        await station.PlugInAsync(1, new VirtualVehicle());
        await station.TapAsync(1, new IdToken(token));
        await Eventually.TrueAsync(async () => await SessionAsync(id) == "active", "the session runs");
        await station.UnplugAsync(1);
        await Eventually.TrueAsync(async () => await SessionAsync(id) == "completed", "the session has ended");

        (await host.CommandAsync(id, "GetLog", """{"logType":"DiagnosticsLog"}""")).Is(HttpStatusCode.OK);
        await Eventually.TrueAsync(
            async () => (await host.GetAsync($"/api/v1/stations/{id}/logs"))["items"].EnumerateArray().Any(log => log.GetProperty("state").GetString() == "received"), "the log came over TLS");
    }

    private async Task<string> EnterAsync(int profile, string? password = null)
    {
        var id = host.NewId("TLS");
        (await host.PutAsync($"/api/v1/stations/{id}", $$"""{"name":"{{id}}","securityProfile":{{profile}}{{(password is null ? "" : $",\"password\":\"{password}\"")}}}""")).Is(HttpStatusCode.Created);
        return id;
    }

    private async Task<(string? State, string? Profile)> ShownAsync(string id)
    {
        var shown = (await host.GetAsync($"/api/v1/stations/{id}")).Is(HttpStatusCode.OK);
        return (shown.Word("state"), shown.Word("securityProfile"));
    }

    private async Task<string?> SessionAsync(string id)
    {
        var sessions = await host.GetAsync($"/api/v1/sessions?station={id}");
        return sessions["items"].GetArrayLength() == 0 ? null : sessions.Word("items.0.state");
    }
}
