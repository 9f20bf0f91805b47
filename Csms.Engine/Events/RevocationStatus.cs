namespace Csms.Engine.Events;

/// <summary>Status of a certificate at its issuer (2.1 Part 2, CertificateStatusEnumType).</summary>
public enum RevocationStatus
{
    /// <summary>Not revoked.</summary>
    Good,

    /// <summary>Revoked.</summary>
    Revoked,

    /// <summary>Whoever answers for the issuer does not know it.</summary>
    Unknown,

    /// <summary>Could not be learned.</summary>
    Failed,
}
