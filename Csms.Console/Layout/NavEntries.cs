using Csms.Console.Security;

namespace Csms.Console.Layout;

/// <summary>All registered pages, in the order of the navigation.</summary>
public sealed class NavEntries(IEnumerable<NavEntry> entries)
{
    private readonly NavEntry[] _all = [.. entries.OrderBy(entry => entry.Group).ThenBy(entry => entry.Order)];

    /// <summary>What this scope may use.</summary>
    public IEnumerable<NavEntry> For(AccessScope scope) => _all.Where(entry => entry.Permission is null || scope.Can(entry.Permission));
}
