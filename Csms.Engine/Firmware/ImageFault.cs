namespace Csms.Engine.Firmware;

/// <summary>Why an image was not taken.</summary>
public enum ImageFault
{
    /// <summary>The name holds what a file's name may not.</summary>
    Name,

    /// <summary>No version, or longer than 50 characters (2.1 FirmwareVersion).</summary>
    Version,

    /// <summary>Vendor over 50 or model over 20 characters (2.1 ChargingStationType).</summary>
    Scope,

    /// <summary>Not a PEM certificate, or over 5500 characters.</summary>
    Certificate,

    /// <summary>Not base64, over 800 characters, or without a certificate (or the certificate without it).</summary>
    Signature,

    /// <summary>Longer than images may be.</summary>
    TooBig,

    /// <summary>It broke off, or held nothing.</summary>
    Truncated,

    /// <summary>Our disk could not take it.</summary>
    NoRoom,
}
