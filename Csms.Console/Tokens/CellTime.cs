using System.Globalization;

namespace Csms.Console.Tokens;

/// <summary>Times as they stand in files of people. Pure.</summary>
internal static class CellTime
{
    private static readonly string[] _dates = ["yyyy-MM-dd", "d.M.yyyy"];
    private static readonly string[] _times = [.. _dates.SelectMany(date => (string[])[$"{date} H:mm", $"{date} H:mm:ss", $"{date} H:mm:ss.FFFFFFF", $"{date}'T'H:mm", $"{date}'T'H:mm:ss", $"{date}'T'H:mm:ss.FFFFFFF"])];

    /// <summary>
    /// Reads a time: ISO 8601 with its offset; without one, and with the day first and points between, in the zone. A day alone counts to its end.
    /// With strokes (03/04/2027) nobody knows which is the month: that is none.
    /// </summary>
    public static bool TryParse(string text, TimeZoneInfo zone, out DateTimeOffset at)
    {
        at = default;
        if (DateTime.TryParseExact(text, _dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return TryPlace(day, zone, out at, wholeDay: true);
        if (DateTime.TryParseExact(text, _times, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)) return TryPlace(local, zone, out at, wholeDay: false);
        return text.Length >= 17 && text[4] == '-' && text[10] is ('T' or ' ') && text.AsSpan(11).IndexOfAny("Zz+-") >= 0
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out at);
    }

    private static bool TryPlace(DateTime local, TimeZoneInfo zone, out DateTimeOffset at, bool wholeDay)
    {
        at = default;
        if (local.Year is < 1900 or > 9000) return false;
        if (wholeDay) local = local.AddDays(1);
        while (zone.IsInvalidTime(local)) local = local.AddMinutes(30); // clocks go forward over it
        at = new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
        return true;
    }
}
