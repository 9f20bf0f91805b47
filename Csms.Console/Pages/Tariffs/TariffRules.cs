using System.Globalization;
using System.Text.Json.Nodes;
using Csms.Engine.Tariffs.OnStation;
using Rules = Csms.Engine.Tariffs.TariffRules;

namespace Csms.Console.Pages.Tariffs;

/// <summary>What a typed tariff lacks, and how it is written (2.1 TariffType): prices without taxes. Amounts that were typed so go out as they were typed. Pure.</summary>
public static class TariffRules
{
    /// <summary>Most texts (TariffType.description).</summary>
    public const int MostTexts = 10;

    /// <summary>Most taxes (taxRates).</summary>
    public const int MostTaxes = 5;

    /// <summary>Longest text, characters.</summary>
    public const int LongestText = 1024;

    private const int MostDigits = 8;

    /// <summary>What is wrong, by member of the form: the key of its text.</summary>
    public static IReadOnlyDictionary<string, string> Check(TariffDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var faults = new Dictionary<string, string>(StringComparer.Ordinal);
        void Judge(bool good, string member, string fault)
        {
            if (!good) faults.TryAdd(member, fault);
        }

        Judge(draft.TariffId.Trim().Length is > 0 and <= TariffCheck.LongestId, "id", "Id");
        Judge(draft.Currency.Trim() is { Length: 3 } currency && currency.All(char.IsAsciiLetter), "currency", "Currency");
        Judge(draft.ValidFrom is not { } begins || IsSane(begins), "from", "From");
        foreach (var part in PartForm.All) Judge(IsEmptyOrAmount(draft.General(part.Name)), part.Name, "Amount");
        Judge(IsEmptyOrAmount(draft.Least), "least", "Amount");
        Judge(IsEmptyOrAmount(draft.Most), "most", "Amount");
        if (Amount(draft.Least) > Amount(draft.Most)) Judge(false, "least", "LeastAboveMost");
        if (faults.Count == 0 && draft.Bands.Count == 0 && PartForm.All.All(part => Amount(draft.General(part.Name)) is null)) Judge(false, "energy", "NoPrice");
        for (var place = 0; place < draft.Bands.Count; place++)
        {
            var band = draft.Bands[place];
            Judge(Amount(band.Price) is not null, $"price{place}", "Amount");
            Judge(band.Start.Length == 0 || ConditionRules.IsTime(band.Start), $"start{place}", "Time");
            Judge(band.End.Length == 0 || ConditionRules.IsTime(band.End), $"end{place}", "Time");
            if (band is { Start.Length: 0, End.Length: 0, Days.Count: 0, Conditions.Count: 0 }) Judge(false, $"start{place}", "NoCondition");
            if (band.Start.Length > 0 && band.Start == band.End) Judge(false, $"end{place}", "SameTime");
            for (var condition = 0; condition < band.Conditions.Count; condition++)
            {
                if (ConditionRules.Fault(band, band.Conditions[condition]) is { } fault) Judge(false, $"condition{place}-{condition}", fault);
            }
        }

        for (var place = 0; place < draft.Taxes.Count; place++)
        {
            Judge(draft.Taxes[place].Name.Trim().Length is > 0 and <= 20, $"tax{place}", "TaxName");
            Judge(Amount(draft.Taxes[place].Percent) is >= 0 and <= 100, $"percent{place}", "Percent");
        }

        for (var place = 0; place < draft.Texts.Count; place++)
        {
            Judge(draft.Texts[place].Content.Trim().Length <= LongestText, $"text{place}", "Text");
            Judge(draft.Texts[place].Content.Trim().Length == 0 || draft.Texts.Count(each => each.Content.Trim().Length > 0) == 1 || draft.Texts[place].Language.Trim().Length > 0, $"language{place}", "Language");
        }

        return faults;
    }

    /// <summary>TariffType; what is wrong is left out, so that it can be shown while it is typed.</summary>
    public static JsonObject Tariff(TariffDraft draft, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(zone);
        var tariff = new JsonObject { ["tariffId"] = draft.TariffId.Trim() };
        var texts = draft.Texts.Where(text => text.Content.Trim().Length > 0).Select(text =>
        {
            var content = new JsonObject { ["format"] = text.Format };
            if (text.Language.Trim() is { Length: > 0 } language) content["language"] = language;
            content["content"] = text.Content.Trim();
            return (JsonNode)content;
        }).ToArray();
        if (texts.Length > 0) tariff["description"] = new JsonArray(texts);
        tariff["currency"] = draft.Currency.Trim().ToUpperInvariant();
        Add(tariff, draft, PartForm.Of("energy"));
        if (draft.ValidFrom is { } from && IsSane(from)) tariff["validFrom"] = new DateTimeOffset(from, zone.GetUtcOffset(from)).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        foreach (var part in PartForm.All.Skip(1)) Add(tariff, draft, part);
        var side = draft.WithTax ? "inclTax" : "exclTax";
        if (Amount(draft.Least) is { } least) tariff["minCost"] = WithTaxes(new JsonObject { [side] = least }, draft.BoundsNameTaxes ? draft : null);
        if (Amount(draft.Most) is { } most) tariff["maxCost"] = WithTaxes(new JsonObject { [side] = most }, draft.BoundsNameTaxes ? draft : null);
        return tariff;
    }

    /// <summary>Types every amount with taxes, or without, from now on: the same prices.</summary>
    public static void Type(TariffDraft draft, bool withTax)
    {
        ArgumentNullException.ThrowIfNull(draft);
        if (draft.WithTax == withTax) return;
        draft.WithTax = withTax;
        var taxes = new TaxSum(draft.Taxes);
        if (!taxes.Any) return;
        string Turned(string amount) => withTax ? taxes.With(amount) : taxes.Without(amount);
        foreach (var part in PartForm.All) draft.SetGeneral(part.Name, Turned(draft.General(part.Name)));
        foreach (var band in draft.Bands) band.Price = Turned(band.Price);
        (draft.Least, draft.Most) = (Turned(draft.Least), Turned(draft.Most));
    }

    /// <summary>A figure with a point or a comma and up to eight decimals, not below zero; null: it is none.</summary>
    public static decimal? Amount(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return decimal.TryParse(text.Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number.Scale <= MostDigits && number < 1_000_000 ? number : null;
    }

    // While a year is typed it is 2 or 20, where clocks of zones are not reckoned.
    private static bool IsSane(DateTime at) => at.Year >= Rules.Earliest.Year && at.Year < Rules.Latest.Year;

    private static bool IsEmptyOrAmount(string text) => text.Trim().Length == 0 || Amount(text) is not null;

    /// <summary>The prices with conditions come first: of those whose conditions are met the first counts.</summary>
    private static void Add(JsonObject tariff, TariffDraft draft, PartForm part)
    {
        var taxes = new TaxSum(draft.Taxes);
        decimal? Stored(string price) => Amount(price) is { } typed ? draft.WithTax ? taxes.Without(typed) : typed : null;
        var prices = new JsonArray();
        foreach (var band in draft.Bands.Where(band => band.Part == part.Name))
        {
            if (Stored(band.Price) is not { } price || ConditionRules.Write(band) is not { } conditions) continue;
            prices.Add((JsonNode)new JsonObject { [part.Member] = price, ["conditions"] = conditions });
        }

        if (Stored(draft.General(part.Name)) is { } general) prices.Add((JsonNode)new JsonObject { [part.Member] = general });
        if (prices.Count > 0) tariff[part.Name] = WithTaxes(new JsonObject { ["prices"] = prices }, draft);
    }

    private static JsonObject WithTaxes(JsonObject priced, TariffDraft? draft)
    {
        var rates = draft?.Taxes.Where(tax => tax.Name.Trim().Length > 0 && Amount(tax.Percent) is not null).Select(tax =>
        {
            var rate = new JsonObject { ["type"] = tax.Name.Trim(), ["tax"] = Amount(tax.Percent) };
            if (tax.Stack is { } stack) rate["stack"] = stack;
            return (JsonNode)rate;
        }).ToArray() ?? [];
        if (rates.Length > 0) priced["taxRates"] = new JsonArray(rates);
        return priced;
    }
}
