using System.Collections.Frozen;

namespace Csms.Console.Security;

/// <summary>The sites something is allowed on: all of them, or a closed list.</summary>
public sealed class SiteSet
{
    /// <summary>Every site, and what belongs to none.</summary>
    public static readonly SiteSet Everything = new(true, FrozenSet<string>.Empty);
    /// <summary>No site.</summary>
    public static readonly SiteSet None = new(false, FrozenSet<string>.Empty);

    private SiteSet(bool all, FrozenSet<string> ids) => (All, Ids) = (all, ids);

    /// <summary>Every site, and what belongs to none.</summary>
    public bool All { get; }

    /// <summary>The listed sites; empty when <see cref="All"/>.</summary>
    public FrozenSet<string> Ids { get; }

    /// <summary>Nothing at all is allowed.</summary>
    public bool IsEmpty => !All && Ids.Count == 0;

    /// <summary>Only these sites.</summary>
    public static SiteSet Of(IEnumerable<string> ids) => new(false, ids.ToFrozenSet(StringComparer.Ordinal));

    /// <summary>Whether a thing of this site is allowed. What belongs to no site is only for those who may everywhere.</summary>
    public bool Contains(string? siteId) => All || (siteId is not null && Ids.Contains(siteId));
}
