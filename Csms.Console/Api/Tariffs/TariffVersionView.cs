using System.Text.Json;
using Csms.Console.Api.OpenApi;
using Csms.Engine.Tariffs;

namespace Csms.Console.Api.Tariffs;

/// <summary>A version of a tariff; it never changes.</summary>
/// <param name="TariffId">Of which tariff.</param>
/// <param name="Version">1…</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="ValidFrom">Applies to sessions that begin from then on; null: at once.</param>
/// <param name="CreatedAt">When it was entered.</param>
/// <param name="CreatedBy">By whom.</param>
/// <param name="Tariff">As it goes to OCPP 2.1 stations.</param>
internal sealed record TariffVersionView(
    string TariffId, int Version, string Currency, DateTimeOffset? ValidFrom, DateTimeOffset CreatedAt, string CreatedBy, [property: ShapedAs(typeof(TariffBody))] JsonElement Tariff)
{
    public static TariffVersionView Of(TariffVersion version) => new(
        version.Tariff.Id, version.Tariff.Version, version.Tariff.Currency, version.Tariff.ValidFrom, version.CreatedAt, version.Actor, JsonElement.Parse(version.Tariff.Body));
}
