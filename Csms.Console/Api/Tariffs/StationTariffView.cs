using System.Text.Json;
using System.Text.Json.Serialization;
using Csms.Console.Api.OpenApi;
using Csms.Engine.Tariffs.OnStation;

namespace Csms.Console.Api.Tariffs;

/// <summary>A tariff on a station, or one that it did not take.</summary>
/// <param name="TariffId">Its identity.</param>
/// <param name="Kind">DefaultTariff, DriverTariff or, of a running transaction, TransactionTariff.</param>
/// <param name="State">held or refused.</param>
/// <param name="EvseIds">Where it applies; none: at every EVSE.</param>
/// <param name="TransactionId">Whose it is; null: of no transaction.</param>
/// <param name="IdTokens">Whose it is, of a driver tariff; absent for readers without tokens.read.</param>
/// <param name="ValidFrom">Applies from then on; null: at once.</param>
/// <param name="Tariff">TariffType as it was sent; null: it was found there, and stations do not tell what stands in a tariff.</param>
/// <param name="Status">The station's word.</param>
/// <param name="Reason">Why it was refused, where the station says.</param>
/// <param name="AnsweredAt">When the station accepted or refused it; null: it was found there.</param>
/// <param name="By">Who sent it; null: it was found there.</param>
/// <param name="ToldAt">When the station last told that it holds it.</param>
internal sealed record StationTariffView(
    string TariffId, string Kind, string State, IReadOnlyList<int> EvseIds, string? TransactionId, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? IdTokens,
    DateTimeOffset? ValidFrom, [property: ShapedAs(typeof(TariffBody))] JsonElement? Tariff, string? Status, string? Reason, DateTimeOffset? AnsweredAt, string? By, DateTimeOffset? ToldAt)
{
    /// <summary>What it holds, then what it did not take.</summary>
    public static IReadOnlyList<StationTariffView> Of(StationTariffs tariffs, bool withTokens) => [.. tariffs.Held.Select(held => Of(held, withTokens)), .. tariffs.Refused.Select(Of)];

    private static StationTariffView Of(HeldTariff held, bool withTokens) => new(
        held.TariffId, held.Kind, "held", held.EvseIds, held.TransactionId, withTokens && !held.IdTokens.IsEmpty ? held.IdTokens : null, held.ValidFrom, Json(held.Body),
        held.AcceptedAt is null ? null : "Accepted", null, held.AcceptedAt, held.Actor, held.ToldAt);

    private static StationTariffView Of(RefusedTariff refused) => new(
        refused.TariffId, refused.Kind, "refused", refused.EvseId is { } evse and > 0 ? [evse] : [], refused.TransactionId, null, null, Json(refused.Body), refused.Status, refused.Reason, refused.At, refused.Actor, null);

    private static JsonElement? Json(string? body) => body is null ? null : JsonElement.Parse(body);
}
