using System.Net;
using System.Net.WebSockets;
using System.Text;
using Csms.Engine.Gateway;
using Csms.Engine.Tests.Support;
using Csms.Engine.Units;

namespace Csms.Engine.Tests.Gateway;

public sealed class HandshakeTests : IAsyncLifetime
{
    private GatewayHost _host = null!;

    public async Task InitializeAsync() => _host = await GatewayHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("ocpp1.6", "ocpp1.6")]
    [InlineData("ocpp2.0.1", "ocpp2.0.1")]
    [InlineData("ocpp2.1", "ocpp2.1")]
    [InlineData("ocpp1.6,ocpp2.0.1,ocpp2.1", "ocpp2.1")]
    [InlineData("ocpp1.5,ocpp2.0.1,ocpp1.6,ocpp9", "ocpp2.0.1")]
    public async Task Subprotocol_SeveralOffered_NewestCommonWins(string offered, string chosen)
    {
        await using var station = await FakeStation.ConnectAsync(_host.Plain, "CS-1", "ocpp1.2", configure: x =>
        {
            foreach (var subprotocol in offered.Split(','))
            {
                x.AddSubProtocol(subprotocol);
            }
        });
        Assert.Equal(chosen, station.Subprotocol);
    }

    [Fact]
    public async Task Subprotocol_Response_HasItOnce()
    {
        var response = await UpgradeAsync("/ocpp/CS-1", "ocpp1.6, ocpp2.1");
        Assert.Equal(HttpStatusCode.SwitchingProtocols, response.StatusCode);
        Assert.Equal(["ocpp2.1"], response.Headers.GetValues("Sec-WebSocket-Protocol"));
    }

    [Theory]
    [InlineData("/ocpp/CS-1", null, null, 400)]
    [InlineData("/ocpp/CS-1", "ocpp1.5", null, 400)]
    [InlineData("/ocpp/CS-1", "OCPP1.6", null, 400)]
    [InlineData("/ocpp/CS%3A1", "ocpp1.6", null, 400)]
    [InlineData("/ocpp/CS%2F1", "ocpp1.6", null, 400)]
    [InlineData("/ocpp/CS%201", "ocpp1.6", null, 400)]
    [InlineData("/ocpp/0123456789012345678901234567890123456789012345678", "ocpp1.6", null, 400)]
    [InlineData("/ocpp/", "ocpp1.6", null, 404)]
    [InlineData("/ocpp/a/b", "ocpp1.6", null, 404)]
    [InlineData("/ocpp/CS-1", "ocpp1.6", "Bearer abc", 401)]
    [InlineData("/ocpp/CS-1", "ocpp1.6", "Basic ???", 401)]
    [InlineData("/ocpp/CS-1", "ocpp1.6", "Basic ", 401)]
    [InlineData("/ocpp/CS-1", "ocpp1.6", "Basic Q1MtMQ==", 401)] // no colon
    [InlineData("/ocpp/CS-1", "ocpp1.6", "Basic Q1MtMjpzZWNyZXQ=", 401)] // CS-2:secret
    public async Task Handshake_Faulty_RefusedBeforeUpgrade(string path, string? subprotocol, string? authorization, int status)
    {
        var response = await UpgradeAsync(path, subprotocol, authorization);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(status == 401, response.Headers.WwwAuthenticate.Any(x => x.Scheme == "Basic"));
        Assert.Empty(_host.Handshakes);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(503)]
    public async Task Admission_Refuses_StatusReachesTheStationAndTheReasonTheLog(int status)
    {
        _host.Judge = _ => Admission.Refused(status, Statement.AsSaid<ConnectRefusal>("because of the test"));
        var response = await UpgradeAsync("/ocpp/CS-1", "ocpp1.6", "Basic " + Convert.ToBase64String("CS-1:topsecret"u8));
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(status == 401, response.Headers.WwwAuthenticate.Count > 0);
        Assert.Empty(await response.Content.ReadAsStringAsync());
        Assert.Contains(_host.LogLines, x => x == $"Handshake of station CS-1 from 127.0.0.1 refused with {status}: because of the test");
        Assert.DoesNotContain(_host.LogLines, x => x.Contains("topsecret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Request_NoWebSocket_UpgradeRequired()
    {
        using var client = new HttpClient();
        var response = await client.GetAsync(new UriBuilder(_host.Plain) { Scheme = "http", Path = "/ocpp/CS-1" }.Uri);
        Assert.Equal(HttpStatusCode.UpgradeRequired, response.StatusCode);
        Assert.Contains("websocket", response.Headers.Upgrade.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Credentials_RawBytesAndEscapedId_ReachTheAdmissionAsTheyAre()
    {
        // The example of OCPP 1.6 J 6.2.2: the key is no valid UTF-8.
        var key = Convert.FromHexString("0001020304050607FFFFFFFFFFFFFFFFFFFFFFFF");
        await using var station = await FakeStation.ConnectAsync(_host.Plain, "AL=10|00", configure: x =>
            x.SetRequestHeader("Authorization", "Basic " + Convert.ToBase64String([.. "AL=10|00:"u8, .. key])));
        Assert.True(_host.Handshakes.TryDequeue(out var handshake));
        Assert.Equal("AL=10|00", handshake.Id.Value);
        Assert.Equal("AL=10|00", handshake.BasicUser);
        Assert.Equal(key, handshake.BasicPassword!.Value.ToArray());
        Assert.False(handshake.Secure);
        Assert.Equal(IPAddress.Loopback, handshake.Remote);
    }

    [Fact]
    public async Task Credentials_PasswordWithColon_SplitAtTheFirst()
    {
        await using var station = await FakeStation.ConnectAsync(_host.Plain, "CS-1", password: "a:b");
        Assert.True(_host.Handshakes.TryDequeue(out var handshake));
        Assert.Equal("a:b", Encoding.UTF8.GetString(handshake.BasicPassword!.Value.Span));
        await Eventually.TrueAsync(() => _host.Inbox("CS-1").Opened.Count == 1, "link open");
        Assert.Equal(1, _host.Inbox("CS-1").Link.SecurityProfile);
    }

    [Fact]
    public async Task WrongPasswords_MoreThanTheLimit_AddressIsTurnedAwayForAMinute()
    {
        await using var host = await GatewayHost.StartAsync(settings: ("Csms:Limits:FailedConnectsPerMinute", "3"));
        host.Judge = _ => Admission.Refused(401, ConnectRefusal.WrongPassword, credentialsFailed: true);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(401, (int)(await UpgradeAsync("/ocpp/CS-1", "ocpp1.6", host: host)).StatusCode);
        }

        var turnedAway = await UpgradeAsync("/ocpp/CS-1", "ocpp1.6", host: host);
        Assert.Equal(HttpStatusCode.TooManyRequests, turnedAway.StatusCode);
        Assert.Equal(3, host.Handshakes.Count);
        host.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(401, (int)(await UpgradeAsync("/ocpp/CS-1", "ocpp1.6", host: host)).StatusCode);
    }

    [Fact]
    public async Task WrongPasswords_LimitZero_NeverTurnedAway()
    {
        await using var host = await GatewayHost.StartAsync(settings: ("Csms:Limits:FailedConnectsPerMinute", "0"));
        host.Judge = _ => Admission.Refused(401, ConnectRefusal.WrongPassword, credentialsFailed: true);
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(401, (int)(await UpgradeAsync("/ocpp/CS-1", "ocpp1.6", host: host)).StatusCode);
        }
    }

    [Fact]
    public async Task Host_Stops_StationsGetGoingAway()
    {
        await using var station = await FakeStation.ConnectAsync(_host.Plain, "CS-1");
        await Eventually.TrueAsync(() => _host.Inbox("CS-1").Opened.Count == 1, "link open");
        var stop = _host.StopAsync();
        Assert.Equal((WebSocketCloseStatus.EndpointUnavailable, "the host stops"), await station.ExpectCloseAsync());
        await stop;
        Assert.Single(_host.Inbox("CS-1").Closed);
    }

    private async Task<HttpResponseMessage> UpgradeAsync(string path, string? subprotocol, string? authorization = null, GatewayHost? host = null)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new UriBuilder((host ?? _host).Plain) { Scheme = "http" }.Uri, path));
        request.Headers.TryAddWithoutValidation("Connection", "Upgrade");
        request.Headers.TryAddWithoutValidation("Upgrade", "websocket");
        request.Headers.TryAddWithoutValidation("Sec-WebSocket-Version", "13");
        request.Headers.TryAddWithoutValidation("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
        if (subprotocol is not null)
        {
            request.Headers.TryAddWithoutValidation("Sec-WebSocket-Protocol", subprotocol);
        }

        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }
}
