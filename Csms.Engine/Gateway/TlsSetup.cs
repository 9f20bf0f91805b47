using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Csms.Engine.Gateway;

/// <summary>The TLS endpoint of stations: TLS 1.2 and up, a client certificate if the station has one (security profiles 2 and 3).</summary>
internal static partial class TlsSetup
{
    /// <summary>Adds the endpoint when <c>Csms:Tls:Url</c> is set: it joins the host's addresses, so <c>--urls</c> keeps its meaning.</summary>
    public static IServiceCollection AddStationTls(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<TlsOptions>, TlsOptionsValidator>();
        services.AddOptions<TlsOptions>().Bind(configuration.GetSection(TlsOptions.Section)).ValidateOnStart();
        services.AddSingleton<ServedCertificate>();
        var url = configuration[$"{TlsOptions.Section}:{nameof(TlsOptions.Url)}"];
        if (string.IsNullOrEmpty(url))
        {
            return services;
        }

        services.AddSingleton<ServerCertificates>();
        services.AddSingleton<OwnServerCertificate>().AddHostedService(provider => provider.GetRequiredService<OwnServerCertificate>());
        configuration[WebHostDefaults.ServerUrlsKey] = $"{PlainUrls(configuration)};{url}";
        services.AddOptions<KestrelServerOptions>().Configure<IServiceProvider, IOptions<TlsOptions>, ILoggerFactory>((kestrel, provider, options, loggers) =>
        {
            var logger = loggers.CreateLogger(typeof(TlsSetup));
            kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Use(next => connection => ReadAsync(connection, next, logger)));
            kestrel.ConfigureHttpsDefaults(https => Configure(https, options.Value, provider, logger, configuration[PublicOptions.Section + ":" + nameof(PublicOptions.PublicUrl)]));
        });
        return services;
    }

    /// <summary>
    /// The server reads the length of a ClientHello's record as a signed number, and throws on one above 32767 (10.0.12) where TLS would answer with an alert. Whoever sends that would have an error
    /// with its stack written for each of his connections.
    /// </summary>
    private static async Task ReadAsync(ConnectionContext connection, ConnectionDelegate next, ILogger logger)
    {
        try
        {
            await next(connection);
        }
        catch (ArgumentOutOfRangeException fault) when (fault.StackTrace?.Contains("TlsListener", StringComparison.Ordinal) == true) // that one alone: of any other fault the server tells
        {
            LogNoHello(logger, connection.ConnectionId, fault);
        }
    }

    /// <summary>What the host would listen at without us: once an address is set, the framework looks at neither ports nor default.</summary>
    private static string PlainUrls(IConfiguration configuration)
    {
        if (configuration[WebHostDefaults.ServerUrlsKey] is { Length: > 0 } urls)
        {
            return urls;
        }

        return configuration[WebHostDefaults.HttpPortsKey] is { Length: > 0 } ports
            ? string.Join(';', ports.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(x => $"http://*:{x}"))
            : "http://localhost:8080";
    }

    private static void Configure(HttpsConnectionAdapterOptions https, TlsOptions options, IServiceProvider provider, ILogger logger, string? publicUrl)
    {
        var authority = provider.GetRequiredService<ITlsAuthority>();
        https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
        var shown = provider.GetRequiredService<ServerCertificates>();
        if (options.Certificate.Length > 0)
        {
            var chains = new List<(X509Certificate2 Leaf, X509Certificate2Collection Sent)> { Load(options.Certificate, options.Key) };
            if (options.SecondCertificate.Length > 0) chains.Add(Load(options.SecondCertificate, options.SecondKey));
            https.ServerCertificate = chains[0].Leaf;
            shown.Set(chains.Select(each => SslStreamCertificateContext.Create(each.Leaf, each.Sent, offline: true)));
            provider.GetRequiredService<ServedCertificate>().Set([.. chains.Select(each => (each.Leaf, each.Sent is [.., var last] ? last : each.Leaf))]);
        }
        else
        {
            https.ServerCertificate = provider.GetRequiredService<OwnServerCertificate>().Begin(authority, NamesOf(options.Url, publicUrl));
        }

        https.TlsClientHelloBytesCallback = ServerCertificates.Note;
        https.OnAuthenticate = shown.Choose;

        // Ours beside the operator's: what SignCertificate has given a station must let it in.
        var roots = new X509Certificate2Collection(authority.Root);
        if (options.ClientCa.Length > 0)
        {
            roots.ImportFromPemFile(options.ClientCa);
        }

        var time = provider.GetRequiredService<TimeProvider>();
        https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
        https.ClientCertificateValidation = (certificate, sent, _) => IsTrusted(certificate, sent, roots, time.GetUtcNow(), logger);
    }

    private static (X509Certificate2 Leaf, X509Certificate2Collection Sent) Load(string certificate, string key)
    {
        var sent = new X509Certificate2Collection();
        sent.ImportFromPemFile(certificate);
        return (X509Certificate2.CreateFromPemFile(certificate, key), sent);
    }

    /// <summary>The chain leads to one of our roots, is valid now and is meant for clients. Whose it is (the CN) is the admission's business.</summary>
    private static bool IsTrusted(X509Certificate2 certificate, X509Chain? sent, X509Certificate2Collection roots, DateTimeOffset now, ILogger logger)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(roots);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = now.UtcDateTime;
        chain.ChainPolicy.ApplicationPolicy.Add(new System.Security.Cryptography.Oid("1.3.6.1.5.5.7.3.2"));
        foreach (var element in sent?.ChainPolicy.ExtraStore ?? [])
        {
            chain.ChainPolicy.ExtraStore.Add(element);
        }

        if (chain.Build(certificate))
        {
            return true;
        }

        // The name of the security event that OCPP has for this (2.1 Part 2, appendix 1).
        LogInvalidCertificate(logger, certificate.Subject, string.Join(", ", chain.ChainStatus.Select(x => x.Status)));
        return false;
    }

    private static List<string> NamesOf(string url, string? publicUrl)
    {
        var names = new List<string>();
        foreach (var text in new[] { publicUrl, url })
        {
            if (Uri.TryCreate(text?.Replace("//*", "//0.0.0.0", StringComparison.Ordinal).Replace("//+", "//0.0.0.0", StringComparison.Ordinal), UriKind.Absolute, out var uri))
            {
                var host = uri.DnsSafeHost;
                if (!IPAddress.TryParse(host, out var address) || !(address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)))
                {
                    names.Add(host);
                }
            }
        }

        names.AddRange([Dns.GetHostName(), "localhost", "127.0.0.1", "::1"]);
        return [.. names.Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    [LoggerMessage(2013, LogLevel.Debug, "Connection {Connection} did not begin with a ClientHello")]
    private static partial void LogNoHello(ILogger logger, string connection, Exception fault);

    [LoggerMessage(2010, LogLevel.Warning, "InvalidChargingStationCertificate: client certificate {Subject} refused: {Reason}")]
    private static partial void LogInvalidCertificate(ILogger logger, string subject, string reason);
}
