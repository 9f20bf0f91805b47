using System.Net;
using Csms.Engine.Gateway;
using Csms.Engine.Tests.Support;
using Csms.Simulator.Station;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Csms.Engine.Tests.Api;

/// <summary>The whole host with a TLS endpoint whose certificate its own CA has issued, as it is without any file of the operator.</summary>
public sealed class OwnCaHost : ApiHost
{
    internal const string Password = "0123456789abcdef";

    /// <summary>Where stations connect over TLS, <c>wss://127.0.0.1:41234</c>.</summary>
    internal Uri Secure { get; private set; } = null!;

    private ITlsAuthority Authority => Services.GetRequiredService<ITlsAuthority>();

    /// <inheritdoc />
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        var addresses = Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        Secure = new UriBuilder(addresses.Single(address => address.StartsWith("https://", StringComparison.Ordinal))) { Scheme = "wss" }.Uri;
    }

    /// <summary>A virtual station that has booted on profile 1; it trusts nothing but the roots that are installed in it.</summary>
    internal async Task<VirtualStation> PlainAsync(OcppVersion version, TimeSpan deadline)
    {
        var id = NewId("RAISE");
        (await PutAsync($"/api/v1/stations/{id}", $$"""{"name":"{{id}}","password":"{{Password}}"}""")).Is(HttpStatusCode.Created);
        var station = new VirtualStation(new StationOptions
        {
            Id = id, Url = new UriBuilder(Address) { Scheme = "ws", Path = "/ocpp" }.Uri, SecureUrl = new Uri(Secure, "/ocpp"), Version = version, Speed = 20, Password = Password,
            ReconnectMinimum = TimeSpan.FromMilliseconds(50), ReconnectMaximum = TimeSpan.FromMilliseconds(200),
        });
        await station.ConnectAndBootAsync(deadline);
        Conversations.Note(station);
        return station;
    }

    /// <summary>Installs the root of the host in a station.</summary>
    internal async Task InstallRootAsync(string id)
    {
        var body = new System.Text.Json.Nodes.JsonObject { ["certificateType"] = "CSMSRootCertificate", ["certificate"] = Authority.Root.ExportCertificatePem() };
        Assert.Equal("Accepted", (await CommandAsync(id, "InstallCertificate", body.ToJsonString())).Is(HttpStatusCode.OK).Word("status"));
    }

    /// <summary>Has a station ask for a certificate, which the host's own authority signs.</summary>
    internal async Task CertifyAsync(VirtualStation station)
    {
        (await CommandAsync(station.Id, "TriggerMessage", """{"requestedMessage":"SignChargingStationCertificate"}""")).Is(HttpStatusCode.OK);
        await Eventually.TrueAsync(() => station.CertificateChain is not null, "the station has the certificate that the host signed");
    }

    /// <inheritdoc />
    protected override void Configure(IDictionary<string, string?> settings)
    {
        settings["Csms:Tls:Url"] = "https://127.0.0.1:0";
        settings["Csms:Limits:FailedConnectsPerMinute"] = "0";
    }
}
