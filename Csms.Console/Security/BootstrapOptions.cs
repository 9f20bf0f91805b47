namespace Csms.Console.Security;

/// <summary>Section `Csms:Bootstrap`: the first administrator and API key. Used only while there is none.</summary>
public sealed class BootstrapOptions
{
    /// <summary>Section name.</summary>
    public const string Section = "Csms:Bootstrap";
    /// <summary>E-mail of the first administrator.</summary>
    public string? AdminEmail { get; set; }
    /// <summary>Password of the first administrator; empty: a random one is printed once and has to be changed.</summary>
    public string? AdminPassword { get; set; }
    /// <summary>The first API key, with all scopes; empty: none is made.</summary>
    public string? ApiKey { get; set; }
}
