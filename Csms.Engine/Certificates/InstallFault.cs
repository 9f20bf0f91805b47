namespace Csms.Engine.Certificates;

/// <summary>Why a certificate is not given to a station.</summary>
public enum InstallFault
{
    /// <summary>There is none.</summary>
    Empty,

    /// <summary>It is no X.509 certificate in PEM.</summary>
    NoCertificate,

    /// <summary>A private key stands in it.</summary>
    PrivateKey,

    /// <summary>More than one: a station takes one root at a time.</summary>
    TooMany,

    /// <summary>It is longer than the station's OCPP version carries: 5500 letters, in 2.1 10000.</summary>
    TooLong,

    /// <summary>It is no certificate of an authority (basic constraints), which a root must be.</summary>
    NoAuthority,

    /// <summary>Its time is over.</summary>
    Expired,

    /// <summary>The station's OCPP version does not know the use: 1.6 has CSMSRootCertificate and ManufacturerRootCertificate, 2.0.1 all but OEMRootCertificate.</summary>
    Use,
}
