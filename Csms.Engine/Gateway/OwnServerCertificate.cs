using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Csms.Engine.Gateway;

/// <summary>
/// The server certificates that our own authority issues for the TLS endpoint, one of a curve and one of RSA: new ones take their place, for connections that begin
/// from then on, when a third of their life is left. Connections that run keep the one they began with.
/// </summary>
internal sealed partial class OwnServerCertificate(ServedCertificate served, ServerCertificates shown, TimeProvider time, ILogger<OwnServerCertificate> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    private volatile Issued? _issued;

    /// <summary>Issues the first ones.</summary>
    /// <param name="authority">Who issues.</param>
    /// <param name="names">Host names and addresses it is for.</param>
    public X509Certificate2 Begin(ITlsAuthority authority, IReadOnlyList<string> names) => Take(authority, names);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) RenewIfDue();
        }
        catch (OperationCanceledException)
        {
            return; // the host stops
        }
    }

    private void RenewIfDue()
    {
        if (_issued is not { } now || time.GetUtcNow() < now.RenewAt) return;
        try
        {
            LogRenewed(Take(now.Authority, now.Names).NotAfter);
        }
        catch (CryptographicException exception)
        {
            LogNotRenewed(exception); // the one that is there is valid for a long time yet
        }
    }

    private X509Certificate2 Take(ITlsAuthority authority, IReadOnlyList<string> names)
    {
        var (certificate, second) = (authority.IssueServer(names), authority.IssueServer(names, withRsa: true));
        DateTimeOffset begin = certificate.NotBefore.ToUniversalTime(), end = certificate.NotAfter.ToUniversalTime();
        _issued = new Issued(authority, names, end - ((end - begin) / 3));
        // Made once and not for each of thousands of stations.
        shown.Set([SslStreamCertificateContext.Create(certificate, null, offline: true), SslStreamCertificateContext.Create(second, null, offline: true)]);
        served.Set([(certificate, certificate), (second, second)]);
        return certificate;
    }

    [LoggerMessage(2011, LogLevel.Information, "The server certificate of the TLS endpoint is renewed, valid until {NotAfter:u}")]
    private partial void LogRenewed(DateTime notAfter);

    [LoggerMessage(2012, LogLevel.Error, "The server certificate of the TLS endpoint could not be renewed; it is tried again")]
    private partial void LogNotRenewed(Exception exception);

    private sealed record Issued(ITlsAuthority Authority, IReadOnlyList<string> Names, DateTimeOffset RenewAt);
}
