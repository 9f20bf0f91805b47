using Microsoft.AspNetCore.Identity;

namespace Csms.Console.Security;

/// <summary>A person who may sign in.</summary>
public sealed class ConsoleUser : IdentityUser<Guid>
{
    /// <summary>The name shown in the console and in the audit log.</summary>
    public string DisplayName { get; set; } = "";
    /// <summary>Language and digits, a culture name such as "de-DE"; null follows the browser.</summary>
    public string? Locale { get; set; }
    /// <summary>IANA zone for times that belong to no site; null follows the server's setting.</summary>
    public string? Zone { get; set; }
    /// <summary>A password given by someone else: the next sign-in asks for a new one.</summary>
    public bool MustChangePassword { get; set; }
    /// <summary>When the account was made, UTC.</summary>
    public DateTimeOffset CreatedAt { get; set; }
    /// <summary>Last time the password was right, UTC.</summary>
    public DateTimeOffset? LastSignInAt { get; set; }
    /// <summary>Roles, globally or for sites.</summary>
    public List<RoleGrant> Grants { get; } = [];
}
