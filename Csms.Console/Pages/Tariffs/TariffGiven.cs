using Csms.Console.Security;
using Csms.Console.Tariffs;
using Csms.Engine.Energy;
using Csms.Engine.Stations;
using Csms.Engine.Tariffs;
using Csms.Engine.Tokens;
using Csms.Engine.Units;

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
        return desk.Seen(scope).ToDictionary(tariff => tariff.Id, tariff => Few(byStation[tariff.Id], bySite[tariff.Id], tariff, byToken[tariff.Id]));
    }

    /// <summary>Who is given one.</summary>
    public GivenTo Of(TariffEntry tariff, AccessScope scope) => Few(
        stations.States.Where(station => station.Profile.TariffId == tariff.Id && scope.Can(Permissions.StationsRead, station.Profile.SiteId)),
        sites.All.Where(site => site.TariffId == tariff.Id && scope.Can(Permissions.StationsRead, site.Id)),
        tariff,
        scope.Can(Permissions.TokensRead) ? tokens.All.Where(token => token.TariffId == tariff.Id) : []);

    private static GivenTo Few(IEnumerable<StationState> stations, IEnumerable<Site> sites, TariffEntry tariff, IEnumerable<TokenEntry> tokens) => new(
        Few<StationId>.Of(stations.Select(station => station.Id), id => id.Value),
        Few<Site>.Of(sites, site => site.Name),
        Few<string>.Of(tariff.Groups, group => group),
        Few<string>.Of(tokens.Select(token => token.IdToken), token => token));
}
