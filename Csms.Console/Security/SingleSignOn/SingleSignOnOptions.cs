namespace Csms.Console.Security.SingleSignOn;

/// <summary>Section `Csms:OpenIdConnect`: sign-in with a provider (OpenID Connect Core 1.0, authorization code flow with PKCE).</summary>
public sealed class SingleSignOnOptions
{
    /// <summary>Section name.</summary>
    public const string Section = "Csms:OpenIdConnect";

    /// <summary>Issuer of the provider; its discovery document stands below it. Empty: no sign-in with a provider.</summary>
    public string Authority { get; set; } = "";

    /// <summary>Name of this console at the provider.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>Secret of this console at the provider; empty: a public client, held by PKCE alone.</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>What is asked for, parted by blanks.</summary>
    public string Scopes { get; set; } = "openid profile email";

    /// <summary>What people call the provider; empty: the name of its host.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>Claim with the e-mail address.</summary>
    public string EmailClaim { get; set; } = "email";

    /// <summary>Claim with the person's name.</summary>
    public string NameClaim { get; set; } = "name";

    /// <summary>Claim with the groups or roles; dots lead into a JSON object ("realm_access.roles").</summary>
    public string GroupsClaim { get; set; } = "groups";

    /// <summary>Which group has which role, everywhere or at a site: "csms-admins=Administrator; north=Technician@NORTH". Empty: roles are given in the console.</summary>
    public string GroupRoles { get; set; } = "";

    /// <summary>An account is made at the first sign-in; false: it has to exist or to be invited.</summary>
    public bool CreateAccounts { get; set; }

    /// <summary>The first sign-in may take over the account with the same verified e-mail address.</summary>
    public bool LinkByEmail { get; set; }

    /// <summary>Addresses count as verified though the provider does not say email_verified.</summary>
    public bool TrustEmail { get; set; }

    /// <summary>When the provider has seen to the second factor.</summary>
    public SecondFactorTrust SecondFactor { get; set; } = SecondFactorTrust.Amr;

    /// <summary>Claims are asked for at the provider's UserInfo endpoint too, where it has one.</summary>
    public bool UserInfo { get; set; } = true;

    /// <summary>Passwords are no way in any more, but for administrators.</summary>
    public bool Only { get; set; }

    /// <summary>With <see cref="Only"/>, e-mail of the one administrator whose password goes on working; empty: that of every administrator.</summary>
    public string BreakGlass { get; set; } = "";
}
