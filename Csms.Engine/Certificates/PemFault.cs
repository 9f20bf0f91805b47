namespace Csms.Engine.Certificates;

/// <summary>Why a text is no chain of certificates.</summary>
public enum PemFault
{
    /// <summary>There is nothing.</summary>
    Empty,

    /// <summary>More letters than allowed.</summary>
    TooLong,

    /// <summary>More certificates than allowed.</summary>
    TooMany,

    /// <summary>A block is no X.509 certificate, is cut off, or there is none.</summary>
    NoCertificate,

    /// <summary>A private key stands in it.</summary>
    PrivateKey,
}
