using System.Globalization;
using Csms.Console.Texts;
using Csms.Engine.Units;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Csms.Console.Controls;

/// <summary>
/// Numbers, units and dates as LOOK.md wants them: digits in the person's locale, times in the zone of the site, else of the person.
/// Unknown is –, minus is −.
/// </summary>
public sealed class Formats
{
    /// <summary>What stands for a value that is not known.</summary>
    public const string Unknown = "–";
    private const string ThinSpace = "\u2009";

    private readonly IStringLocalizer<ConsoleTexts> _texts;
    private readonly CultureInfo _culture;

    /// <summary>For the culture of the present request or circuit.</summary>
    public Formats(IStringLocalizer<ConsoleTexts> texts, IOptions<ConsoleOptions> options)
    {
        _texts = texts;
        _culture = (CultureInfo)CultureInfo.CurrentCulture.Clone();
        _culture.NumberFormat.NegativeSign = "−";
        _culture = CultureInfo.ReadOnly(_culture);
        Zone = Find(options.Value.Zone) ?? TimeZoneInfo.Local;
    }

    /// <summary>Zone for what belongs to no site.</summary>
    public TimeZoneInfo Zone { get; private set; }

    /// <summary>The culture in force, with our minus.</summary>
    public CultureInfo Culture => _culture;

    /// <summary>IANA name of <see cref="Zone"/>.</summary>
    public string ZoneName => NameOf(Zone);

    /// <summary>Takes the person's zone; one that is not known leaves the present.</summary>
    public void UseZone(string? ianaId) => Zone = Find(ianaId) ?? Zone;

    /// <summary>A zone by IANA name; null when there is none of that name.</summary>
    public static TimeZoneInfo? Find(string? ianaId) => !string.IsNullOrEmpty(ianaId) && TimeZoneInfo.TryFindSystemTimeZoneById(ianaId, out var zone) ? zone : null;

    /// <summary>A count or measure with fixed decimals.</summary>
    public string Number(double? value, int decimals = 0) => value is { } number && double.IsFinite(number) ? number.ToString($"N{decimals}", _culture) : Unknown;

    /// <summary>"84 %" or "98.4 %" from a share of 0 to 1.</summary>
    public string Percent(double? share, int decimals = 1) => share is { } part && double.IsFinite(part) ? $"{Number(part * 100, decimals)} %" : Unknown;

    /// <summary>A change with its sign: "+6.1 %", "−0.2 pt".</summary>
    public string Change(double? value, int decimals = 0, string? unit = null) =>
        value is { } number && double.IsFinite(number) ? $"{(Math.Round(number, decimals) > 0 ? "+" : "")}{Number(number, decimals)}{(unit is null ? "" : $" {unit}")}" : Unknown;

    /// <summary>Power in kW with one decimal, no unit: for columns whose head carries it.</summary>
    /// <param name="watts">W.</param>
    public string Kilowatts(double? watts) => Number(watts / 1000, 1);

    /// <summary>Power with its unit: kW with one decimal, MW with two from 1,000 kW.</summary>
    /// <param name="watts">W.</param>
    public Figure Power(double? watts) => Math.Abs(watts ?? 0) >= 1_000_000 ? new(Number(watts / 1_000_000, 2), "MW") : new(Number(watts / 1000, 1), "kW");

    /// <summary>Energy in kWh without unit: three decimals on a session, one in sums.</summary>
    /// <param name="wattHours">Wh.</param>
    /// <param name="decimals">3 for a session, 1 for sums.</param>
    public string KilowattHours(long? wattHours, int decimals = 3) => Number(wattHours / 1000.0, decimals);

    /// <summary>Energy of a sum with its unit: kWh, MWh from 1,000 kWh.</summary>
    /// <param name="wattHours">Wh.</param>
    public Figure EnergySum(long? wattHours) => Math.Abs(wattHours ?? 0) >= 1_000_000 ? new(Number(wattHours / 1_000_000.0, 1), "MWh") : new(Number(wattHours / 1000.0, 1), "kWh");

    /// <summary>Length of a file: "412 B", "38.2 kB", "1.4 MB".</summary>
    public string Bytes(long bytes) => bytes switch
    {
        < 1000 => $"{Number(bytes)} B",
        < 1_000_000 => $"{Number(bytes / 1000.0, 1)} kB",
        _ => $"{Number(bytes / 1_000_000.0, 1)} MB",
    };

    /// <summary>"27.54 €": the decimals of the currency as a rule, and its sign, else its code.</summary>
    public string Money(decimal? amount, string currency, int? decimals = null) => amount is { } money ? $"{money.ToString($"N{decimals ?? MinorUnit.Of(currency)}", _culture)} {currency switch { "EUR" => "€", "GBP" => "£", "USD" => "$", _ => currency }}" : Unknown;

    /// <summary>From and to with thin spaces: "18 – 80".</summary>
    public static string Range(string from, string to) => $"{from}{ThinSpace}–{ThinSpace}{to}";

    /// <summary>"14:32".</summary>
    public string HourMinute(DateTimeOffset at, TimeZoneInfo? zone = null) => Local(at, zone).ToString("HH:mm", _culture);

    /// <summary>"14:32" today, "20 Nov 14:32" this year, "20 Nov 2025" before.</summary>
    public string Time(DateTimeOffset? at, DateTimeOffset now, TimeZoneInfo? zone = null)
    {
        if (at is not { } moment) return Unknown;
        DateTimeOffset local = Local(moment, zone), today = Local(now, zone);
        if (local.Date == today.Date) return local.ToString("HH:mm", _culture);
        return local.Year == today.Year ? $"{Day(local)} {local.ToString("HH:mm", _culture)}" : $"{Day(local)} {local.Year}";
    }

    /// <summary>With seconds, for details: "19:45:02".</summary>
    public string Seconds(DateTimeOffset? at, TimeZoneInfo? zone = null) => at is { } moment ? Local(moment, zone).ToString("HH:mm:ss", _culture) : Unknown;

    /// <summary>With milliseconds, for messages: "19:45:02.118".</summary>
    public string Milliseconds(DateTimeOffset? at, TimeZoneInfo? zone = null) => at is { } moment ? Local(moment, zone).ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture) : Unknown;

    /// <summary>"Fri 20 Nov 2026".</summary>
    public string Date(DateTimeOffset? at, TimeZoneInfo? zone = null) => at is { } moment ? $"{Local(moment, zone).ToString("ddd", _culture)} {Day(Local(moment, zone))} {Local(moment, zone).Year}" : Unknown;

    /// <summary>Everything, for tooltips: "Fri 20 Nov 2026, 19:45:02 Europe/Berlin".</summary>
    public string Exact(DateTimeOffset? at, TimeZoneInfo? zone = null) => at is null ? Unknown : $"{Date(at, zone)}, {Seconds(at, zone)} {NameOf(zone ?? Zone)}";

    /// <summary>"4 s", "38 min" up to an hour, then the time.</summary>
    public string Age(DateTimeOffset at, DateTimeOffset now, TimeZoneInfo? zone = null)
    {
        var age = now - at;
        if (age < TimeSpan.Zero) age = TimeSpan.Zero; // clocks differ by a little
        if (age < TimeSpan.FromMinutes(1)) return $"{(int)age.TotalSeconds} s";
        return age < TimeSpan.FromHours(1) ? $"{(int)age.TotalMinutes} min" : Time(at, now, zone);
    }

    /// <summary>"54 min 11 s", "2 h 05 min", "3 d 4 h".</summary>
    public string Duration(TimeSpan? span)
    {
        if (span is not { } length) return Unknown;
        if (length < TimeSpan.FromMinutes(1)) return $"{(int)length.TotalSeconds} s";
        if (length < TimeSpan.FromHours(1)) return $"{length.Minutes} min {length.Seconds:00} s";
        return length < TimeSpan.FromDays(1) ? $"{length.Hours} h {length.Minutes:00} min" : $"{(int)length.TotalDays} {_texts["Unit.Day"]} {length.Hours} h";
    }

    private static string NameOf(TimeZoneInfo zone) => zone.HasSameRules(TimeZoneInfo.Utc) && zone.BaseUtcOffset == TimeSpan.Zero ? "UTC" : zone.Id;

    private DateTimeOffset Local(DateTimeOffset at, TimeZoneInfo? zone) => TimeZoneInfo.ConvertTime(at, zone ?? Zone);

    // "20 Nov", in German "20. Nov."
    private string Day(DateTimeOffset local) => local.ToString(_culture.TwoLetterISOLanguageName == "de" ? "d. MMM" : "d MMM", _culture);
}
