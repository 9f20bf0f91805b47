using Csms.Console.Security;
using Csms.Engine.Energy;
using Csms.Engine.Stations;
using Csms.Engine.Tariffs;
using Csms.Engine.Tokens;

namespace Csms.Console.Pages.Tariffs;

/// <summary>Where tariffs are used, and which a person may see and change. From memory.</summary>
internal sealed class TariffUses(TariffDirectory tariffs, StationRegistry stations, SiteDirectory sites, TokenDirectory tokens)
{
    /// <summary>Those of the network everybody sees who sees tariffs; those of a site who sees them there.</summary>
    public static bool MayRead(AccessScope scope, TariffEntry tariff) => tariff.SiteId is null ? scope.Can(Permissions.TariffsRead) : scope.Can(Permissions.TariffsRead, tariff.SiteId);

    /// <summary>Those of the network belong to who may everywhere.</summary>
    public static bool MayWrite(AccessScope scope, string? siteId) => siteId is null ? scope.Sites(Permissions.TariffsWrite).All : scope.Can(Permissions.TariffsWrite, siteId);

    /// <summary>Whether a person may take one tariff from a token and give it another: each counts wherever it applies.</summary>
    public static bool MayAssign(AccessScope scope, params ReadOnlySpan<TariffEntry?> concerned)
    {
        if (!scope.Can(Permissions.TariffsWrite)) return false;
        foreach (var tariff in concerned)
        {
            if (tariff is not null && !MayWrite(scope, tariff.SiteId)) return false;
        }

        return true;
    }

    /// <summary>All that the person may see, by name.</summary>
    public IReadOnlyList<TariffEntry> SeenBy(AccessScope scope) => [.. tariffs.All.Where(tariff => MayRead(scope, tariff))];

    /// <summary>Who is given which, for a list: one look at everything.</summary>
    public IReadOnlyDictionary<string, TariffUse> All(AccessScope scope)
    {
        var byStation = stations.States.Where(station => station.Profile.TariffId is not null && scope.Can(Permissions.StationsRead, station.Profile.SiteId)).ToLookup(station => station.Profile.TariffId!, StringComparer.Ordinal);
        var bySite = sites.All.Where(site => site.TariffId is not null && scope.Can(Permissions.StationsRead, site.Id)).ToLookup(site => site.TariffId!, StringComparer.Ordinal);
        var byToken = (scope.Can(Permissions.TokensRead) ? tokens.All : []).Where(token => token.TariffId is not null).ToLookup(token => token.TariffId!, StringComparer.Ordinal);
        return SeenBy(scope).ToDictionary(tariff => tariff.Id, tariff => new TariffUse(
            [.. byStation[tariff.Id].OrderBy(station => station.Id.Value, StringComparer.OrdinalIgnoreCase)],
            [.. bySite[tariff.Id]],
            tariff.Groups,
            [.. byToken[tariff.Id].OrderBy(token => token.IdToken, StringComparer.OrdinalIgnoreCase)]));
    }

    /// <summary>Who is given one.</summary>
    public TariffUse Of(string tariffId, AccessScope scope) => All(scope).GetValueOrDefault(tariffId, TariffUse.None);
}
