using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Csms.Engine.Tests.Support;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Csms.Engine.Tests.Api;

/// <summary>The whole host with a TLS endpoint beside the plain one, over certificates of the operator: one CA for the server, one for the stations.</summary>
public sealed class SecureHost : ApiHost
{
    private readonly TestCa _servers = new("Operator servers");

    /// <summary>Who issues the certificates of stations.</summary>
    internal TestCa Stations { get; } = new("Operator stations");

    /// <summary>Where stations connect over TLS, <c>wss://127.0.0.1:41234</c>.</summary>
    internal Uri Secure { get; private set; } = null!;

    /// <inheritdoc />
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        var addresses = Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        Secure = new UriBuilder(addresses.Single(address => address.StartsWith("https://", StringComparison.Ordinal))) { Scheme = "wss" }.Uri;
    }

    /// <inheritdoc />
    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _servers.Dispose();
        Stations.Dispose();
    }

    /// <summary>Connects a station over TLS.</summary>
    internal async Task<OcppTalk> ConnectSecureAsync(string id, string protocol = "ocpp2.0.1", string? password = null, X509Certificate2? certificate = null) =>
        new(id, protocol, await FakeStation.ConnectAsync(Secure, id, protocol, password, options =>
        {
            if (certificate is not null) options.ClientCertificates.Add(certificate);
            options.RemoteCertificateValidationCallback = (_, shown, _, _) => TrustsServer(shown);
        }));

    /// <summary>True when a server has shown the certificate of this host.</summary>
    internal bool TrustsServer(X509Certificate? shown) => _servers.Trusts(shown);

    /// <inheritdoc />
    protected override void Configure(IDictionary<string, string?> settings)
    {
        using var server = _servers.IssueServer();
        using var key = server.GetECDsaPrivateKey()!;
        settings["Csms:Tls:Url"] = "https://127.0.0.1:0";
        settings["Csms:Tls:Certificate"] = Write("server.pem", server.ExportCertificatePem());
        settings["Csms:Tls:Key"] = Write("server.key", key.ExportPkcs8PrivateKeyPem());
        settings["Csms:Tls:ClientCa"] = Write("stations.pem", Stations.Root.ExportCertificatePem());
        settings["Csms:Limits:FailedConnectsPerMinute"] = "0";
    }

    private string Write(string name, string pem)
    {
        var path = Path.Combine(DataFolder, name);
        File.WriteAllText(path, pem);
        return path;
    }
}
