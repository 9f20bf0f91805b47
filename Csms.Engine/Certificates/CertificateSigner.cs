using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Csms.Engine.Stations;
using Csms.Engine.Units;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Csms.Engine.Certificates;

/// <summary>Signs a checked request: by the other authority where one is named, else by our own.</summary>
internal sealed class CertificateSigner(StationAuthority own, ExternalAuthority external, CertificateNames names, IOptions<CertificateOptions> options)
{
    /// <summary>Another authority than ours signs.</summary>
    public bool IsExternal => external.IsConfigured;

    /// <summary>The same request, signed and not ended yet; or failed, with its fault.</summary>
    public async Task<CertificateSigning> SignAsync(CertificateSigning signing, StationState station, CancellationToken cancellation)
    {
        var (request, wrong) = SigningRequest.Read(signing.Csr, await names.OfAsync(station, signing.Use, cancellation));
        if (request is null) return signing with { State = SigningState.Failed, Fault = wrong };
        var (chain, fault, answer) = IsExternal ? await external.SignAsync(signing.Csr, request, cancellation) : SignHere(signing, request);
        if (chain is null) return signing with { State = SigningState.Failed, Fault = fault, Answer = answer };
        var signed = signing with { Chain = PemChain.Write(chain), Certificate = CertificateFacts.Of(chain[0]) };
        foreach (var certificate in chain) certificate.Dispose();
        return signed;
    }

    private (IReadOnlyList<X509Certificate2>? Chain, SigningFault? Fault, string? Answer) SignHere(CertificateSigning signing, SigningRequest request)
    {
        try
        {
            return ([own.Open().IssueStation(request.Subject, request.Key, !signing.IsForUs, TimeSpan.FromDays(options.Value.ValidDays))], null, null);
        }
        catch (Exception exception) when (exception is CryptographicException or NpgsqlException or IOException or TimeoutException)
        {
            return (null, SigningFault.NoAuthority, exception.Message);
        }
    }
}
