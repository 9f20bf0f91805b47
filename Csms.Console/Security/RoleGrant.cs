namespace Csms.Console.Security;

/// <summary>A role of a user, everywhere or on one site.</summary>
public sealed class RoleGrant
{
    /// <summary>Row id.</summary>
    public long Id { get; set; }
    /// <summary>Whose role.</summary>
    public Guid UserId { get; set; }
    /// <summary>Which role.</summary>
    public Role Role { get; set; }
    /// <summary>On which site; null means everywhere.</summary>
    public string? SiteId { get; set; }
}
