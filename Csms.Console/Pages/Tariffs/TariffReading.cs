using System.Globalization;
using System.Text.Json;

namespace Csms.Console.Pages.Tariffs;

/// <summary>A stored tariff (2.1 TariffType) as it is typed. Pure.</summary>
internal static class TariffReading
{
    private static readonly string[] Bounds = ["minCost", "maxCost"];

    /// <summary>The draft of a body, by the clock of a zone.</summary>
    /// <param name="body">TariffType as JSON.</param>
    /// <param name="zone">In which the time from which it applies is shown.</param>
    /// <param name="whole">False: the body has what the form has no place for (taxes of their own for one part, custom data); saving would lose it.</param>
    public static TariffDraft Draft(string body, TimeZoneInfo zone, out bool whole)
    {
        var tariff = JsonElement.Parse(body);
        var draft = new TariffDraft { TariffId = Text(tariff, "tariffId") ?? "", Currency = Text(tariff, "currency") ?? "" };
        draft.ValidFrom = Text(tariff, "validFrom") is { } from && DateTimeOffset.TryParse(from, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? TimeZoneInfo.ConvertTime(at, zone).DateTime : null;
        Texts(tariff, draft);
        Taxes(tariff, draft);
        foreach (var part in PartForm.All) Prices(tariff, part, draft);
        var bounds = Bounds.Where(bound => tariff.TryGetProperty(bound, out _)).Select(tariff.GetProperty).ToList();
        var withTax = bounds.Count > 0 ? bounds.Exists(bound => bound.TryGetProperty("inclTax", out _)) : draft.Taxes.Count > 0;
        draft.BoundsNameTaxes = bounds.Count == 0 || bounds.Exists(bound => bound.TryGetProperty("taxRates", out _));
        TariffRules.Type(draft, withTax);
        draft.Least = Bound(tariff, "minCost", withTax);
        draft.Most = Bound(tariff, "maxCost", withTax);
        whole = Same(tariff, JsonElement.Parse(TariffRules.Tariff(draft, zone).ToJsonString()));
        return draft;
    }

    /// <summary>How an instant is spelled does not count, nor does an emphasis on what is said anyway.</summary>
    private static bool Same(JsonElement a, JsonElement b)
    {
        static Dictionary<string, JsonElement> Members(JsonElement tariff) => tariff.EnumerateObject().Where(member => member.Name != "validFrom").ToDictionary(member => member.Name, member => member.Value);
        var (first, second) = (Members(a), Members(b));
        return first.Count == second.Count && first.All(member => second.TryGetValue(member.Key, out var other) && JsonElement.DeepEquals(member.Value, other));
    }

    private static void Texts(JsonElement tariff, TariffDraft draft)
    {
        if (!tariff.TryGetProperty("description", out var texts) || texts.ValueKind != JsonValueKind.Array) return;
        draft.Texts.Clear();
        foreach (var text in texts.EnumerateArray()) draft.Texts.Add(new TextDraft { Language = Text(text, "language") ?? "", Content = Text(text, "content") ?? "", Format = Text(text, "format") ?? "UTF8" });
        if (draft.Texts.Count == 0) draft.Texts.Add(new TextDraft());
    }

    private static void Taxes(JsonElement tariff, TariffDraft draft)
    {
        foreach (var part in PartForm.All)
        {
            if (!tariff.TryGetProperty(part.Name, out var priced) || !priced.TryGetProperty("taxRates", out var rates)) continue;
            foreach (var rate in rates.EnumerateArray())
                draft.Taxes.Add(new TaxDraft { Name = Text(rate, "type") ?? "", Percent = Number(rate, "tax") is { } tax ? Typed(tax) : "", Stack = rate.TryGetProperty("stack", out var stack) && stack.TryGetInt32(out var level) ? level : null });
            return;
        }
    }

    private static void Prices(JsonElement tariff, PartForm part, TariffDraft draft)
    {
        if (!tariff.TryGetProperty(part.Name, out var priced) || !priced.TryGetProperty("prices", out var prices)) return;
        foreach (var price in prices.EnumerateArray())
        {
            if (Number(price, part.Member) is not { } amount) continue;
            if (!price.TryGetProperty("conditions", out var conditions))
            {
                draft.SetGeneral(part.Name, Typed(amount));
                continue;
            }

            var band = new BandDraft { Part = part.Name, Price = Typed(amount) };
            ConditionRules.Read(conditions, band);
            draft.Bands.Add(band);
        }
    }

    private static string Bound(JsonElement tariff, string bound, bool withTax) =>
        tariff.TryGetProperty(bound, out var price) && Number(price, withTax ? "inclTax" : "exclTax") is { } amount ? Typed(amount) : "";

    private static string Typed(decimal amount) => amount.ToString("0.########", CultureInfo.InvariantCulture);

    private static decimal? Number(JsonElement owner, string member) => owner.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) ? number : null;

    private static string? Text(JsonElement owner, string member) => owner.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
