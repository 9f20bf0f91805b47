using Csms.Engine.Units;

namespace Csms.Console.Security;

/// <summary>Section `Csms:Security`: what is asked of people who sign in.</summary>
public sealed class SecurityOptions
{
    /// <summary>Section name.</summary>
    public const string Section = "Csms:Security";

    /// <summary>Roles that need a second factor, by name, parted by commas; who has none is led to set it up at sign-in.</summary>
    public string SecondFactorRoles { get; set; } = "";

    /// <summary>The roles of <see cref="SecondFactorRoles"/>; null when a word of it is no role.</summary>
    public static IReadOnlySet<Role>? RolesOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        HashSet<Role> roles = [];
        foreach (var word in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!EnumName.TryFind<Role>(word, out var role, ignoreCase: true)) return null;
            roles.Add(role);
        }
        return roles;
    }
}
