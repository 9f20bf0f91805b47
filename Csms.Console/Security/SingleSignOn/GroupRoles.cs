using Csms.Console.Security.Accounts;

namespace Csms.Console.Security.SingleSignOn;

/// <summary>Which group of the provider has which role here. Pure.</summary>
internal sealed class GroupRoles
{
    private readonly ILookup<string, GrantWish> _grants;

    private GroupRoles(IEnumerable<(string Group, GrantWish Grant)> pairs) => _grants = pairs.ToLookup(pair => pair.Group, pair => pair.Grant, StringComparer.Ordinal);

    /// <summary>Nothing is mapped: roles are given in the console.</summary>
    public bool IsEmpty => _grants.Count == 0;

    /// <summary>"csms-admins=Administrator; north=Technician@NORTH"; null when it is written wrongly. The last equals sign parts: a group may be a distinguished name.</summary>
    public static GroupRoles? Parse(string text)
    {
        List<(string, GrantWish)> pairs = [];
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var at = part.LastIndexOf('=');
            if (at <= 0 || part[(at + 1)..].Trim() is not { Length: > 0 } role || !char.IsLetter(role[0]) || GrantWish.Parse(role) is not { SiteId: not "" } grant) return null;
            pairs.Add((part[..at].Trim(), grant));
        }
        return new GroupRoles(pairs);
    }

    /// <summary>The groups that mean something here.</summary>
    public IReadOnlyList<string> Known(IEnumerable<string> groups) => [.. groups.Where(_grants.Contains).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The roles of somebody in these groups; a role everywhere makes the same one at a site needless.</summary>
    public IReadOnlyList<GrantWish> Of(IEnumerable<string> groups)
    {
        var all = groups.SelectMany(group => _grants[group]).ToHashSet();
        return [.. all.Where(grant => grant.SiteId is null || !all.Contains(grant with { SiteId = null })).OrderBy(grant => grant.ToString(), StringComparer.Ordinal)];
    }
}
