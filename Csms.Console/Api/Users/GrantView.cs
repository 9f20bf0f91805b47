using Csms.Console.Security.Accounts;

namespace Csms.Console.Api.Users;

/// <summary>A role of somebody.</summary>
/// <param name="Role">Administrator, Operator, SiteManager, Technician, Finance, Support or Viewer.</param>
/// <param name="SiteId">On this site; null: everywhere.</param>
internal sealed record GrantView(string Role, string? SiteId)
{
    public static GrantView Of(GrantWish grant) => new(grant.Role.ToString(), grant.SiteId);
}
