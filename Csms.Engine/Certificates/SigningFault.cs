namespace Csms.Engine.Certificates;

/// <summary>Why a station got no certificate. The words are stored: append only.</summary>
public enum SigningFault
{
    /// <summary>The request is no PKCS #10 request in PEM.</summary>
    Unreadable,

    /// <summary>The request is not signed with the key that it names.</summary>
    WrongSignature,

    /// <summary>The key is too short, or of a kind that is not taken: EC P-256, P-384, P-521 and RSA of 2048 to 8192 bits are (A00.FR.505, A00.FR.506).</summary>
    WeakKey,

    /// <summary>The common name is not the station's identity (A00.FR.405).</summary>
    WrongName,

    /// <summary>Too many requests in an hour.</summary>
    TooMany,

    /// <summary>The other authority could not be reached or was too late.</summary>
    NotReached,

    /// <summary>The other authority said no.</summary>
    NotSigned,

    /// <summary>What the other authority answered is no certificate of this station and key that is valid now, or too long.</summary>
    WrongAnswer,

    /// <summary>Our own authority cannot sign: its key cannot be opened, or the store is away.</summary>
    NoAuthority,

    /// <summary>The station did not answer, or not in time.</summary>
    NoAnswer,

    /// <summary>It could not be sent: the station answered with an error, or was away for too long.</summary>
    NotSent,

    /// <summary>The station has asked anew meanwhile.</summary>
    AskedAnew,
}
