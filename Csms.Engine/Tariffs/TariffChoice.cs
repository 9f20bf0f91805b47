using System.Text.Json;
using Csms.Engine.Energy;
using Csms.Engine.Energy.Profiles;
using Csms.Engine.Events;
using Csms.Engine.Prices;
using Csms.Engine.Reservations;
using Csms.Engine.Stations;
using Csms.Engine.Tariffs.OnStation;
using Csms.Engine.Tokens;

namespace Csms.Engine.Tariffs;

/// <summary>
/// The tariff of a session, most particular first: the token's own, that of the token's group, the station's, the site's. One that is retired, of another
/// site, not valid yet or not there is passed over. From memory.
/// </summary>
internal sealed class TariffChoice(TariffDirectory tariffs, TokenDirectory tokens, SiteDirectory sites, Lazy<ChargingBook> charging, Lazy<StationTariffBook> stations, CreditBook credit, Lazy<ReservationBook> reservations) : IPriceTerms
{
    public TariffChosen? TermsOf(StationState station, int evseId, IdToken? token, IReadOnlyList<TokenInfo>? tokenInfo, DateTimeOffset at, int? reservationId = null)
    {
        if (tariffs.IsEmpty) return null;
        var siteId = station.Profile.SiteId;
        var entry = token is null ? null : tokens.Find(token);
        var own = entry is null ? null : Usable(tariffs.Find(entry.TariffId), siteId, at) ?? Usable(tariffs.OfGroup(entry.GroupId), siteId, at);
        if ((own ?? Usable(tariffs.Find(station.Profile.TariffId), siteId, at) ?? Usable(tariffs.Find(sites.Find(siteId)?.TariffId), siteId, at)) is not { } tariff) return null;
        return new TariffChosen(
            new PriceTerms(tariff, sites.ZoneOf(siteId))
            {
                Kind = evseId > 0 ? charging.Value.AbilityOf(station.Id).KindOf(evseId) : null,
                PaymentBrand = Told(tokenInfo, TokenInfo.PaymentBrand),
                PaymentRecognition = Told(tokenInfo, TokenInfo.PaymentRecognition),
                Reserved = reservationId is { } id ? reservations.Value.HeldUntil(station.Id, id, at) : null,
                Language = entry?.Language1,
                Credit = entry is null ? null : credit.AvailableTo(entry.IdToken, station.Id, evseId > 0 ? evseId : null, tariff.Currency),
            },
            own is not null);
    }

    public TariffChosen? AuthorizedBy(StationState station, AuthorizationAsked asked, DateTimeOffset at) =>
        TermsOf(station, 0, asked.Token, asked.TokenInfo, at) is { } chosen ? chosen with { ForStation = chosen.OfDriver && Takes(station, chosen.Terms.Tariff) } : null;

    /// <summary>The station says that it reckons by tariffs, and that it can by this one.</summary>
    private bool Takes(StationState station, Tariff tariff)
    {
        if (station.OcppVersion != "2.1" || stations.Value.SupportOf(station.Id) is not { Enabled: true } support) return false;
        using var body = JsonDocument.Parse(tariff.Body);
        return !TariffCheck.Of(body.RootElement, support).Any(finding => finding.FromStation);
    }

    private static Tariff? Usable(TariffEntry? entry, string? siteId, DateTimeOffset at) => entry is { Retired: false } && entry.Fits(siteId) ? entry.At(at)?.Tariff : null;

    private static string? Told(IReadOnlyList<TokenInfo>? told, string type)
    {
        if (told is null) return null;
        foreach (var info in told)
        {
            if (info.Type.Equals(type, StringComparison.OrdinalIgnoreCase)) return info.Value;
        }

        return null;
    }
}
