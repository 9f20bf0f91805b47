using Csms.Engine.Units;

namespace Csms.Console.Api.Certificates;

/// <summary>What a certificate says.</summary>
/// <param name="Subject">Whose it is.</param>
/// <param name="Issuer">Who signed it.</param>
/// <param name="SerialNumber">Hex, without leading zeroes.</param>
/// <param name="Fingerprint">SHA-256, hex.</param>
/// <param name="Key">Kind and size of its key.</param>
/// <param name="NotBefore">Valid from.</param>
/// <param name="NotAfter">Valid until.</param>
internal sealed record CertificateView(string Subject, string Issuer, string SerialNumber, string Fingerprint, string Key, DateTimeOffset NotBefore, DateTimeOffset NotAfter)
{
    public static CertificateView? Of(CertificateFacts? facts) =>
        facts is null ? null : new(facts.Subject, facts.Issuer, facts.SerialNumber, facts.Fingerprint, facts.KeyKind, facts.NotBefore, facts.NotAfter);
}
