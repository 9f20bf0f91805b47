using System.Globalization;
using Csms.Console.Controls;
using Csms.Console.Texts;
using Csms.Engine.Prices;
using Microsoft.Extensions.Localization;

namespace Csms.Console.Pages.Tariffs;

/// <summary>When a price applies, in the words of the person.</summary>
internal sealed class ConditionWords(IStringLocalizer<TariffTexts> texts, Formats formats)
{
    /// <summary>"22:00 – 06:00, Mon Tue"; null: always.</summary>
    public string? Of(PriceConditions conditions)
    {
        var said = new List<string>();
        if (conditions.StartTimeOfDay is not null || conditions.EndTimeOfDay is not null) said.Add(Formats.Range(Clock(conditions.StartTimeOfDay ?? TimeOnly.MinValue), Clock(conditions.EndTimeOfDay ?? TimeOnly.MinValue, end: true)));
        if (!conditions.Days.IsDefaultOrEmpty) said.Add(string.Join(" ", conditions.Days.OrderBy(day => ((int)day + 6) % 7).Select(formats.Culture.DateTimeFormat.GetAbbreviatedDayName)));
        Between(said, "When.Dates", Date(conditions.ValidFrom), Date(conditions.ValidTo));
        if (conditions.EvseKind is { } kind) said.Add(kind.ToString());
        Between(said, "When.Energy", Figure(conditions.MinEnergyWh / 1000, "kWh"), Figure(conditions.MaxEnergyWh / 1000, "kWh"));
        Between(said, "When.Power", Figure(conditions.MinPowerW / 1000, "kW"), Figure(conditions.MaxPowerW / 1000, "kW"));
        Between(said, "When.Current", Figure(conditions.MinCurrentA, "A"), Figure(conditions.MaxCurrentA, "A"));
        Between(said, "When.Time", Span(conditions.MinTimeS), Span(conditions.MaxTimeS));
        Between(said, "When.ChargingTime", Span(conditions.MinChargingTimeS), Span(conditions.MaxChargingTimeS));
        Between(said, "When.IdleTime", Span(conditions.MinIdleTimeS), Span(conditions.MaxIdleTimeS));
        if (conditions.PaymentBrand is { } brand) said.Add(texts["When.PaymentBrand", brand]);
        if (conditions.PaymentRecognition is { } recognition) said.Add(texts["When.PaymentRecognition", recognition]);
        return said.Count == 0 ? null : string.Join(", ", said);
    }

    private void Between(List<string> said, string what, string? from, string? until)
    {
        if (from is not null && until is not null) said.Add(texts[what, texts["When.Between", from, until].Value]);
        else if (from is not null) said.Add(texts[what, texts["When.From", from].Value]);
        else if (until is not null) said.Add(texts[what, texts["When.Until", until].Value]);
    }

    private static string Clock(TimeOnly time, bool end = false) => end && time == TimeOnly.MinValue ? "24:00" : time.ToString("HH:mm", CultureInfo.InvariantCulture);

    private string? Date(DateOnly? date) => date?.ToString("d MMM yyyy", formats.Culture);

    private string? Figure(decimal? number, string unit) => number is { } figure ? $"{figure.ToString("#,0.########", formats.Culture)} {unit}" : null;

    private string? Span(int? seconds) => seconds is { } length ? length % 60 == 0 ? $"{(length / 60).ToString("#,0", formats.Culture)} min" : $"{length.ToString("#,0", formats.Culture)} s" : null;
}
