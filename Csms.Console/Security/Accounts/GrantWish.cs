using Csms.Engine.Units;

namespace Csms.Console.Security.Accounts;

/// <summary>A role, everywhere (null) or on one site.</summary>
/// <param name="Role">Which role.</param>
/// <param name="SiteId">On which site; null: everywhere.</param>
public sealed record GrantWish(Role Role, string? SiteId)
{
    /// <summary>"Technician" or "Technician@NORTH", as the audit log and invitations keep it.</summary>
    public override string ToString() => SiteId is null ? Role.ToString() : $"{Role}@{SiteId}";

    /// <summary>The way back of <see cref="ToString"/>; null when it is no role.</summary>
    public static GrantWish? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (role, site) = text.Split('@', 2) is [var first, var second] ? (first, second) : (text, (string?)null);
        return EnumName.TryFind<Role>(role, out var parsed) ? new GrantWish(parsed, site) : null;
    }
}
