namespace Csms.Engine.Gateway;

/// <summary>Section <c>Csms:Tls</c>: the TLS endpoint for stations of security profile 2 and 3.</summary>
public sealed class TlsOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Csms:Tls";

    /// <summary>Address to listen at, for instance <c>https://0.0.0.0:8443</c>; empty = no TLS endpoint.</summary>
    public string Url { get; set; } = "";

    /// <summary>PEM file with the server certificate and its intermediates, leaf first; empty = issued by our own CA, and renewed before it ends.</summary>
    public string Certificate { get; set; } = "";

    /// <summary>PEM file with the private key of <see cref="Certificate"/>.</summary>
    public string Key { get; set; } = "";

    /// <summary>PEM file with the roots that client certificates of stations may lead to beside our own CA; empty = our own alone.</summary>
    public string ClientCa { get; set; } = "";
}
