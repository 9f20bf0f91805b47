namespace Csms.Engine.Gateway;

/// <summary>Section <c>Csms:Tls</c>: the TLS endpoint for stations of security profile 2 and 3.</summary>
public sealed class TlsOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Csms:Tls";

    /// <summary>Address to listen at, for instance <c>https://0.0.0.0:8443</c>; empty = no TLS endpoint.</summary>
    public string Url { get; set; } = "";

    /// <summary>PEM file with the server certificate and its intermediates, leaf first; empty = issued by our own CA, one of RSA and one of a curve, and renewed before they end.</summary>
    public string Certificate { get; set; } = "";

    /// <summary>PEM file with the private key of <see cref="Certificate"/>.</summary>
    public string Key { get; set; } = "";

    /// <summary>PEM file with a second server certificate and its intermediates for stations that cannot take the first: RSA beside one of a curve, or the other way round. Empty: none.</summary>
    public string SecondCertificate { get; set; } = "";

    /// <summary>PEM file with the private key of <see cref="SecondCertificate"/>.</summary>
    public string SecondKey { get; set; } = "";

    /// <summary>PEM file with the roots that client certificates of stations may lead to beside our own CA; empty = our own alone.</summary>
    public string ClientCa { get; set; } = "";
}
