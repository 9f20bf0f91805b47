namespace Csms.Engine.PlugAndCharge.Ocsp;

/// <summary>Why the status of a certificate could not be learned.</summary>
public enum OcspFault
{
    /// <summary>The hashes are none.</summary>
    NoHashes,

    /// <summary>The address is no http or https address.</summary>
    NoAddress,

    /// <summary>The address is not on the public internet (Csms:Pnc:AllowPrivateOcsp).</summary>
    PrivateAddress,

    /// <summary>It could not be reached, or answered an HTTP error or a redirect.</summary>
    NotReached,

    /// <summary>It took too long.</summary>
    Late,

    /// <summary>It answered more than any answer has.</summary>
    TooLong,

    /// <summary>What it answered is no OCSP response, or no CRL.</summary>
    Malformed,

    /// <summary>The responder answered an error.</summary>
    Refused,

    /// <summary>It speaks of another certificate.</summary>
    OtherCertificate,

    /// <summary>It is of another time.</summary>
    Stale,

    /// <summary>It answers another request.</summary>
    OtherNonce,

    /// <summary>The issuer is not known here, so nobody can say who may sign for it.</summary>
    IssuerUnknown,

    /// <summary>It is not signed by the issuer or by whom the issuer has made its responder.</summary>
    WrongSigner,

    /// <summary>The signature is wrong.</summary>
    WrongSignature,

    /// <summary>It is signed in a way that is not checked here (EdDSA, RSA-PSS with SHA-1 or two hashes).</summary>
    SignatureNotChecked,
}
