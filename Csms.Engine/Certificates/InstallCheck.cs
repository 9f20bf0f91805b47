using System.Security.Cryptography.X509Certificates;
using Csms.Engine.Units;

namespace Csms.Engine.Certificates;

/// <summary>What a root certificate must be before a station is given it (2.x M05, 1.6 security white paper 5.4). Pure.</summary>
public static class InstallCheck
{
    private const int Longest = 5500; // 1.6 and 2.0.1 InstallCertificateRequest.certificate; 2.1 takes 10000

    /// <summary>Every use that a certificate can be installed for, as 2.1 spells them.</summary>
    public static IReadOnlyList<string> Uses { get; } = ["CSMSRootCertificate", "ManufacturerRootCertificate", "V2GRootCertificate", "MORootCertificate", "OEMRootCertificate"];

    /// <summary>Those that a station's version knows.</summary>
    /// <param name="ocppVersion">"1.6", "2.0.1" or "2.1"; null, not known: all.</param>
    public static IReadOnlyList<string> UsesOf(string? ocppVersion) => ocppVersion switch
    {
        "1.6" => [.. Uses.Take(2)],
        "2.0.1" => [.. Uses.Take(4)],
        _ => Uses,
    };

    /// <summary>Most letters that a station's version carries.</summary>
    /// <param name="ocppVersion">"1.6", "2.0.1" or "2.1"; null, not known: as 2.1.</param>
    public static int LongestOf(string? ocppVersion) => ocppVersion is null or "2.1" ? PemChain.LongestText : Longest;

    /// <summary>Reads and judges.</summary>
    /// <param name="pem">As it was given.</param>
    /// <param name="use">What for.</param>
    /// <param name="ocppVersion">Of the station; null where it is for none yet.</param>
    /// <param name="now">Time.</param>
    /// <returns>What it says, and the certificate alone as PEM; or what is wrong first, with what it says where it could be read.</returns>
    public static (CertificateFacts? Facts, string? Pem, InstallFault? Fault) Read(string? pem, string use, string? ocppVersion, DateTimeOffset now)
    {
        var (certificates, wrong) = PemChain.Read(pem);
        if (certificates is null) return (null, null, FaultOf(wrong!.Value));
        try
        {
            var facts = CertificateFacts.Of(certificates[0]);
            var text = certificates[0].ExportCertificatePem() + "\n";
            InstallFault? fault = certificates.Count > 1 ? InstallFault.TooMany
                : !UsesOf(ocppVersion).Contains(use) ? InstallFault.Use
                : text.Length > LongestOf(ocppVersion) ? InstallFault.TooLong
                : !certificates[0].Extensions.OfType<X509BasicConstraintsExtension>().Any(each => each.CertificateAuthority) ? InstallFault.NoAuthority
                : facts.NotAfter <= now ? InstallFault.Expired
                : null;
            return (facts, fault is null ? text : null, fault);
        }
        finally
        {
            foreach (var certificate in certificates) certificate.Dispose();
        }
    }

    private static InstallFault FaultOf(PemFault fault) => fault switch
    {
        PemFault.Empty => InstallFault.Empty,
        PemFault.TooLong => InstallFault.TooLong,
        PemFault.TooMany => InstallFault.TooMany,
        PemFault.PrivateKey => InstallFault.PrivateKey,
        PemFault.NoCertificate => InstallFault.NoCertificate,
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "no fault of PEM"),
    };
}
