using System.Security.Cryptography.X509Certificates;
using Csms.Engine.Tests.Api;
using Csms.Engine.Tests.Support;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Csms.Engine.Tests.Conformance.Certificates;

/// <summary>The whole host with a TLS endpoint whose certificates are all our own authority's.</summary>
public sealed class OwnAuthorityHost : ApiHost
{
    /// <summary>Where stations connect over TLS.</summary>
    internal Uri Secure { get; private set; } = null!;

    /// <summary>The root, as REST gives it.</summary>
    internal X509Certificate2 Root { get; private set; } = null!;

    /// <inheritdoc />
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        var addresses = Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        Secure = new UriBuilder(addresses.Single(address => address.StartsWith("https://", StringComparison.Ordinal))) { Scheme = "wss" }.Uri;
        Root = X509Certificate2.CreateFromPem((await GetAsync("/api/v1/certificates/ca/station")).Is(System.Net.HttpStatusCode.OK).Text);
    }

    /// <summary>Connects a station over TLS, with a certificate or without.</summary>
    internal async Task<OcppTalk> ConnectSecureAsync(string id, string protocol, X509Certificate2? certificate) =>
        new(id, protocol, await FakeStation.ConnectAsync(Secure, id, protocol, null, options =>
        {
            if (certificate is not null) options.ClientCertificates.Add(certificate);
            options.RemoteCertificateValidationCallback = (_, shown, _, _) => LeadsToRoot((X509Certificate2)shown!);
        }));

    /// <summary>A certificate was issued by the authority that REST tells of.</summary>
    internal bool LeadsToRoot(X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(Root);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        return chain.Build(certificate);
    }

    /// <inheritdoc />
    protected override void Configure(IDictionary<string, string?> settings)
    {
        settings["Csms:Tls:Url"] = "https://127.0.0.1:0";
        settings["Csms:Certificates:ValidDays"] = "10";
        settings["Csms:Incidents:ScanSeconds"] = "1";
        settings["Csms:Limits:FailedConnectsPerMinute"] = "0";
    }
}
