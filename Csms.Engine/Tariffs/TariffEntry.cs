using System.Collections.Immutable;
using Csms.Engine.Prices;

namespace Csms.Engine.Tariffs;

/// <summary>A tariff as people keep it: what belongs to its identity, and every version of its prices.</summary>
public sealed record TariffEntry
{
    /// <summary>Identity, up to <see cref="OnStation.TariffCheck.LongestId"/> characters; compared to the letter.</summary>
    public required string Id { get; init; }

    /// <summary>For people.</summary>
    public required string Name { get; init; }

    /// <summary>Only for stations of this site; null: of the whole network.</summary>
    public string? SiteId { get; init; }

    /// <summary>Token groups whose drivers pay it, by name; a group belongs to one tariff at most, whatever the case of its name.</summary>
    public ImmutableArray<string> Groups { get; init; } = [];

    /// <summary>Not for sessions that begin from now on.</summary>
    public bool Retired { get; init; }

    /// <summary>Somebody was given it, now or ever: there may be sessions by it, and it is not deleted.</summary>
    public bool EverAssigned { get; init; }

    /// <summary>When something of it was last changed; UTC.</summary>
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>Grows with every change of anything of it, also of what makes no version; microseconds of <see cref="ChangedAt"/>.</summary>
    public long Revision => (ChangedAt - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>By whom.</summary>
    public string ChangedBy { get; init; } = "";

    /// <summary>Oldest first; never empty.</summary>
    public required ImmutableArray<TariffVersion> Versions { get; init; }

    /// <summary>The newest version, whether its time has come or not: what an editor sees.</summary>
    public TariffVersion Current => Versions[^1];

    /// <summary>
    /// The newest version that applies to sessions that begin at an instant (UTC); null: none does yet. One without a time of its own applies from when it was
    /// entered, the first always: a session that is told late has the prices of its begin.
    /// </summary>
    public TariffVersion? At(DateTimeOffset at)
    {
        for (var place = Versions.Length - 1; place >= 0; place--)
        {
            if ((Versions[place].Tariff.ValidFrom ?? (place == 0 ? DateTimeOffset.MinValue : Versions[place].CreatedAt)) <= at) return Versions[place];
        }

        return null;
    }

    /// <summary>A version by its number, or null.</summary>
    public TariffVersion? Version(int version)
    {
        foreach (var each in Versions)
        {
            if (each.Tariff.Version == version) return each;
        }

        return null;
    }

    /// <summary>Whether stations of a site (null: of none) may be given it.</summary>
    public bool Fits(string? siteId) => SiteId is null || SiteId == siteId;
}
