namespace Csms.Engine.PlugAndCharge;

/// <summary>Section <c>Csms:Pnc</c>: Plug and Charge, charging by a contract certificate of ISO 15118 (CONTRACTS 30).</summary>
public sealed class PncOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Csms:Pnc";

    /// <summary>PEM files, or folders of them, with the V2G and MO roots that contracts must lead to, and the sub CAs below them that are known; several are separated by ';'. Empty: Plug and Charge is off.</summary>
    public string Roots { get; set; } = "";

    /// <summary>Address of the provider of contract certificates. Empty: cars get none here.</summary>
    public string ProviderUrl { get; set; } = "";

    /// <summary>Seconds between two looks whether the provider can be reached; nobody is asked for a certificate. 0: it is not looked.</summary>
    public int ProviderCheckSeconds { get; set; } = 300;

    /// <summary>OCSP responders and CRLs in private networks and on this machine are asked too.</summary>
    public bool AllowPrivateOcsp { get; set; }
}
