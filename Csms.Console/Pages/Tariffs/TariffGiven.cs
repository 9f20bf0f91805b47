using Csms.Console.Security;
using Csms.Console.Tariffs;
using Csms.Engine.Energy;
using Csms.Engine.Stations;
using Csms.Engine.Tokens;

namespace Csms.Console.Pages.Tariffs;

/// <summary>Who is given which tariff, of what a person may see. From memory.</summary>
internal sealed class TariffGiven(TariffDesk desk, StationRegistry stations, SiteDirectory sites, TokenDirectory tokens)
{
    /// <summary>Who is given which, for a list: one look at everything.</summary>
    public IReadOnlyDictionary<string, GivenTo> All(AccessScope scope)
    {
        var byStation = stations.States.Where(station => station.Profile.TariffId is not null && scope.Can(Permissions.StationsRead, station.Profile.SiteId)).ToLookup(station => station.Profile.TariffId!, StringComparer.Ordinal);
        var bySite = sites.All.Where(site => site.TariffId is not null && scope.Can(Permissions.StationsRead, site.Id)).ToLookup(site => site.TariffId!, StringComparer.Ordinal);
        var byToken = (scope.Can(Permissions.TokensRead) ? tokens.All : []).Where(token => token.TariffId is not null).ToLookup(token => token.TariffId!, StringComparer.Ordinal);
        return desk.Seen(scope).ToDictionary(tariff => tariff.Id, tariff => new GivenTo(
            [.. byStation[tariff.Id].OrderBy(station => station.Id.Value, StringComparer.OrdinalIgnoreCase)],
            [.. bySite[tariff.Id]],
            tariff.Groups,
            [.. byToken[tariff.Id].OrderBy(token => token.IdToken, StringComparer.OrdinalIgnoreCase)]));
    }

    /// <summary>Who is given one.</summary>
    public GivenTo Of(string tariffId, AccessScope scope) => All(scope).GetValueOrDefault(tariffId, GivenTo.None);
}
