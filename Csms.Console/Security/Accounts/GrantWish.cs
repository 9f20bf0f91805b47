namespace Csms.Console.Security.Accounts;

/// <summary>A role, everywhere (null) or on one site.</summary>
internal sealed record GrantWish(Role Role, string? SiteId);
