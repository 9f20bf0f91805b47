using System.Collections.Immutable;

namespace Csms.Engine.Incidents.Rules;

/// <summary>
/// Stations of one site that were lost together are one incident of the site: power or network. It is found when the first of them has been
/// lost for long enough to be one of its own, and holds while two of them are still lost. Pure.
/// </summary>
internal static class SiteOfflineRule
{
    /// <param name="site">Site.</param>
    /// <param name="tally">Its stations.</param>
    /// <param name="open">Stations of the site's open incident; null when it has none.</param>
    /// <param name="options">Thresholds.</param>
    /// <param name="now">Time.</param>
    /// <returns>What holds, or null.</returns>
    public static Finding? Judge(string site, SiteTally tally, ImmutableArray<string>? open, IncidentOptions options, DateTimeOffset now)
    {
        var lost = tally.Lost.OrderBy(station => station.Since).ToArray();
        var together = Together(lost, TimeSpan.FromMinutes(options.SiteOfflineMinutes));
        if (open is { } known)
        {
            var still = lost.Where(station => known.Contains(station.Station)).ToArray();
            if (still.Length >= 2)
            {
                // More may follow those that were lost first.
                var first = still[0].Since - TimeSpan.FromMinutes(options.SiteOfflineMinutes);
                var last = still[^1].Since + TimeSpan.FromMinutes(options.SiteOfflineMinutes);
                return Found(site, [.. lost.Where(station => station.Since >= first && station.Since <= last)]);
            }
        }

        return together.Length >= options.SiteOfflineStations
            && 100 * together.Length >= options.SiteOfflinePercent * tally.Heard
            && now - together[0].Since >= TimeSpan.FromSeconds(options.OfflineSeconds)
                ? Found(site, together) : null;
    }

    /// <summary>The most stations that were lost within a span, oldest first.</summary>
    private static LostStation[] Together(LostStation[] lost, TimeSpan span)
    {
        var (best, length) = (0, 0);
        for (int first = 0, next = 0; first < lost.Length; first++)
        {
            while (next < lost.Length && lost[next].Since - lost[first].Since <= span)
            {
                next++;
            }

            // Of equals the latest: the loss that goes on now.
            if (next - first >= length)
            {
                (best, length) = (first, next - first);
            }
        }

        return lost[best..(best + length)];
    }

    private static Finding Found(string site, LostStation[] stations) => new()
    {
        Rule = IncidentRule.SiteOffline,
        Subject = IncidentSubject.OfSite(site),
        SiteId = site,
        Stations = [.. stations.Select(station => station.Station).Order(StringComparer.Ordinal)],
        Since = stations[0].Since,
        LastAt = stations[0].Since,
        Detail = new IncidentDetail { Count = stations.Length },
        Evidence = new IncidentEvidence(EvidenceKind.Frames, stations[0].Station, At: stations[0].Since),
    };
}
