using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Csms.Console.Pages.Tariffs;

/// <summary>Conditions of prices: judged, written as 2.1 spells them, and read again. Pure.</summary>
internal static class ConditionRules
{
    /// <summary>Longest word of a payment, characters.</summary>
    public const int LongestWord = 20;

    private const string DateFormat = "yyyy-MM-dd";

    /// <summary>The key of what is wrong with a condition; null: nothing.</summary>
    public static string? Fault(BandDraft band, ConditionDraft condition)
    {
        var form = ConditionForm.Of(condition.Kind);
        var (from, until) = (condition.From.Trim(), condition.Until.Trim());
        if (PartForm.Of(band.Part).IsFee && !form.OfFees) return "NotOfFees";
        if (band.Conditions.Count(other => other.Kind == condition.Kind) > 1) return "Twice";
        switch (form.Shape)
        {
            case ConditionShape.EvseKind:
                return from is "AC" or "DC" ? null : "EvseKind";
            case ConditionShape.Word:
                return from.Length is > 0 and <= LongestWord ? null : "Word";
            case ConditionShape.Date:
                if (from.Length + until.Length == 0 || (from.Length > 0 && DateOf(from) is null) || (until.Length > 0 && DateOf(until) is null)) return "Date";
                return DateOf(from) >= DateOf(until) ? "Range" : null;
            default:
                if (from.Length + until.Length == 0 || (from.Length > 0 && Written(form, from) is null) || (until.Length > 0 && Written(form, until) is null)) return form.Shape == ConditionShape.Span ? "Span" : "Range";
                return Written(form, from) >= Written(form, until) ? "Range" : null;
        }
    }

    /// <summary>TariffConditionsType; null: it applies always. What is wrong is left out.</summary>
    public static JsonObject? Write(BandDraft band)
    {
        var written = new JsonObject();
        if (IsTime(band.Start)) written["startTimeOfDay"] = band.Start;
        if (IsTime(band.End)) written["endTimeOfDay"] = band.End;
        if (band.Days.Count > 0) written["dayOfWeek"] = new JsonArray([.. band.Days.OrderBy(day => ((int)day + 6) % 7).Select(day => (JsonNode)day.ToString())]);
        foreach (var condition in band.Conditions.Where(condition => Fault(band, condition) is null))
        {
            var form = ConditionForm.Of(condition.Kind);
            if (Node(form, condition.From.Trim()) is { } from) written[form.From] = from;
            if (form.Until is { } member && Node(form, condition.Until.Trim()) is { } until) written[member] = until;
        }

        return written.Count == 0 ? null : written;
    }

    /// <summary>Into a draft; members that it has no place for are left out.</summary>
    public static void Read(JsonElement conditions, BandDraft band)
    {
        band.Start = Text(conditions, "startTimeOfDay") ?? "";
        band.End = Text(conditions, "endTimeOfDay") ?? "";
        if (conditions.TryGetProperty("dayOfWeek", out var days) && days.ValueKind == JsonValueKind.Array)
        {
            foreach (var day in days.EnumerateArray())
            {
                if (Enum.TryParse<DayOfWeek>(day.ToString(), out var known)) band.Days.Add(known);
            }
        }

        foreach (var (kind, form) in ConditionForm.All.OrderBy(each => each.Key))
        {
            var (from, until) = (Typed(form, conditions, form.From), form.Until is { } member ? Typed(form, conditions, member) : null);
            if (from is not null || until is not null) band.Conditions.Add(new ConditionDraft { Kind = kind, From = from ?? "", Until = until ?? "" });
        }
    }

    /// <summary>"22:00".</summary>
    public static bool IsTime(string text) => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static DateOnly? DateOf(string text) => DateOnly.TryParseExact(text, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    // Times are whole seconds on the wire.
    private static decimal? Written(ConditionForm form, string text) =>
        TariffRules.Amount(text) * form.Factor is { } number && (form.Shape != ConditionShape.Span || number == decimal.Truncate(number)) ? number : null;

    private static JsonValue? Node(ConditionForm form, string text) => text.Length == 0 ? null : form.Shape switch
    {
        ConditionShape.Span => JsonValue.Create((int)Written(form, text)!.Value),
        ConditionShape.Figure => JsonValue.Create(Written(form, text)!.Value),
        _ => JsonValue.Create(text),
    };

    private static string? Typed(ConditionForm form, JsonElement conditions, string member)
    {
        if (!conditions.TryGetProperty(member, out var value)) return null;
        return form.Shape is ConditionShape.Figure or ConditionShape.Span
            ? value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) ? (number / form.Factor).ToString("0.########", CultureInfo.InvariantCulture) : null
            : value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }

    private static string? Text(JsonElement owner, string member) => owner.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
