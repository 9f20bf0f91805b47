namespace Csms.Engine.Certificates;

/// <summary>How far a station's request for a certificate is. The words are stored: append only.</summary>
public enum SigningState
{
    /// <summary>The request was Rejected.</summary>
    Refused,

    /// <summary>Accepted; the authority has not signed yet.</summary>
    Signing,

    /// <summary>Signed; CertificateSigned waits for the station or for its answer.</summary>
    Sending,

    /// <summary>The station has accepted its certificate. The one before it stays valid until it ends.</summary>
    Done,

    /// <summary>The station has refused it.</summary>
    Rejected,

    /// <summary>It came to nothing.</summary>
    Failed,
}
