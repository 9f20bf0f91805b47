namespace Csms.Engine.Events;

/// <summary>Verdict on a contract certificate, in OCPP's words (2.1 Part 2, AuthorizeCertificateStatusEnumType).</summary>
public enum ContractStatus
{
    /// <summary>The contract holds.</summary>
    Accepted,

    /// <summary>A signature in the chain is wrong.</summary>
    SignatureError,

    /// <summary>A certificate of the chain is not valid at this time.</summary>
    CertificateExpired,

    /// <summary>A certificate of the chain was revoked.</summary>
    CertificateRevoked,

    /// <summary>Nothing that can be judged: its status could not be learned, or no roots are configured.</summary>
    NoCertificateAvailable,

    /// <summary>It is no chain, does not lead to a root that we trust, or names another contract.</summary>
    CertChainError,

    /// <summary>The chain is good, but the contract is not accepted here.</summary>
    ContractCancelled,
}
