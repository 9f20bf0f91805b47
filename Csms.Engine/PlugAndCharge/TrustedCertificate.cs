namespace Csms.Engine.PlugAndCharge;

/// <summary>A certificate of the configured roots.</summary>
/// <param name="Subject">Distinguished name.</param>
/// <param name="IsRoot">Contracts may lead to it; else it is a CA below that is known beside the roots.</param>
/// <param name="NotBefore">Valid from; UTC.</param>
/// <param name="NotAfter">Valid until; UTC.</param>
/// <param name="Sha256">Fingerprint, hex.</param>
public sealed record TrustedCertificate(string Subject, bool IsRoot, DateTimeOffset NotBefore, DateTimeOffset NotAfter, string Sha256);
