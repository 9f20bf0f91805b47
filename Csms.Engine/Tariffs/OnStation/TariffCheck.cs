using System.Globalization;
using System.Text.Json;
using Csms.Engine.Units;

namespace Csms.Engine.Tariffs.OnStation;

/// <summary>What is wrong with a tariff before it goes to a station: by the words of the standard that a schema can't say, and by what the station can do. Pure.</summary>
public static class TariffCheck
{
    /// <summary>Longest identity, characters (2.1 TariffType.tariffId).</summary>
    public const int LongestId = 60;

    private static readonly string[] Limited = ["energy", "chargingTime", "idleTime", "fixedFee"];
    private static readonly string[] Parts = [.. Limited, "reservationTime", "reservationFixed"];

    /// <summary>Everything at once; none: it can be sent. Members of a wrong kind are left to the schema.</summary>
    /// <param name="tariff">TariffType as JSON.</param>
    /// <param name="support">What the station has told.</param>
    public static IReadOnlyList<TariffFinding> Of(JsonElement tariff, TariffSupport support)
    {
        ArgumentNullException.ThrowIfNull(support);
        var found = new List<TariffFinding>();
        if (tariff.ValueKind != JsonValueKind.Object) return [Own("tariff", TariffFault.NoPrice)];
        if (support.Available == false) found.Add(Station("tariff", TariffFault.NotAvailable));
        else if (support.Enabled == false) found.Add(Station("tariff", TariffFault.NotEnabled));
        if (Text(tariff, "tariffId") is not { Length: > 0 and <= LongestId } id || string.IsNullOrWhiteSpace(id)) found.Add(Own("tariffId", TariffFault.NoId));
        if (Text(tariff, "currency") is not { Length: 3 } currency || !currency.All(char.IsAsciiLetterUpper)) found.Add(Own("currency", TariffFault.Currency));
        else if (support.Currency is { } other && !other.Equals(currency, StringComparison.OrdinalIgnoreCase)) found.Add(Station("currency", TariffFault.OtherCurrency, other));
        if (!Array.Exists(Limited, part => Items(tariff, part, "prices").Any())) found.Add(Own("energy", TariffFault.NoPrice));
        foreach (var part in Parts) Part(tariff, part, support, found);
        foreach (var bound in (string[])["minCost", "maxCost"])
        {
            if (!tariff.TryGetProperty(bound, out var price) || price.ValueKind != JsonValueKind.Object) continue;
            if (Amount(price, "exclTax") is null && Amount(price, "inclTax") is null) found.Add(Own(bound, TariffFault.Amount));
            Taxes(price, bound, found);
        }

        foreach (var amount in (string[])["exclTax", "inclTax"])
        {
            if (tariff.TryGetProperty("minCost", out var least) && tariff.TryGetProperty("maxCost", out var most) && Amount(least, amount) > Amount(most, amount))
            {
                found.Add(Own("minCost", TariffFault.LeastAboveMost));
                break;
            }
        }

        return found;
    }

    private static void Part(JsonElement tariff, string part, TariffSupport support, List<TariffFinding> found)
    {
        if (!tariff.TryGetProperty(part, out var owner) || owner.ValueKind != JsonValueKind.Object) return;
        Taxes(owner, part, found);
        var prices = Items(tariff, part, "prices").ToList();
        if (support.MaxElements is { } most && prices.Count > most && Array.IndexOf(Limited, part) >= 0) found.Add(Station($"{part}.prices", TariffFault.TooManyElements, most, prices.Count));
        for (var index = 0; index < prices.Count; index++)
        {
            if (prices[index].ValueKind != JsonValueKind.Object || !prices[index].TryGetProperty("conditions", out var conditions) || conditions.ValueKind != JsonValueKind.Object) continue;
            var path = string.Create(CultureInfo.InvariantCulture, $"{part}.prices[{index}].conditions");
            if (support.Conditions == false) found.Add(Station(path, TariffFault.ConditionsNotSupported));
            foreach (var member in (string[])["startTimeOfDay", "endTimeOfDay"])
            {
                if (Text(conditions, member) is { } time && !TimeOnly.TryParseExact(time, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) found.Add(Own($"{path}.{member}", TariffFault.TimeOfDay));
            }

            foreach (var member in (string[])["validFromDate", "validToDate"])
            {
                if (Text(conditions, member) is { } date && !DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) found.Add(Own($"{path}.{member}", TariffFault.Date));
            }
        }
    }

    private static void Taxes(JsonElement owner, string path, List<TariffFinding> found)
    {
        if (!owner.TryGetProperty("taxRates", out var rates) || rates.ValueKind != JsonValueKind.Array) return;
        var index = 0;
        foreach (var rate in rates.EnumerateArray())
        {
            if (rate.ValueKind == JsonValueKind.Object && Amount(rate, "tax") is < 0 or > 100) found.Add(Own(string.Create(CultureInfo.InvariantCulture, $"{path}.taxRates[{index}].tax"), TariffFault.Tax));
            index++;
        }
    }

    private static IEnumerable<JsonElement> Items(JsonElement tariff, string part, string list) =>
        tariff.TryGetProperty(part, out var owner) && owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(list, out var items) && items.ValueKind == JsonValueKind.Array ? items.EnumerateArray() : [];

    private static string? Text(JsonElement owner, string member) => owner.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static decimal? Amount(JsonElement owner, string member) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var amount) ? amount : null;

    private static TariffFinding Own(string member, TariffFault fault) => new(member, Statement.Of(fault), FromStation: false);

    private static TariffFinding Station(string member, TariffFault fault, params ReadOnlySpan<StatementValue> values) => new(member, Statement.Of(fault, values), FromStation: true);
}
