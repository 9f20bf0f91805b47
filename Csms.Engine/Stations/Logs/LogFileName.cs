using System.Globalization;

namespace Csms.Engine.Stations.Logs;

/// <summary>Names of log files as people see them. Pure.</summary>
public static class LogFileName
{
    private const int Longest = 100;

    /// <summary>The last part of a station's name for its file, without what a file system or a header could take amiss; null when nothing is left.</summary>
    public static string? Clean(string? given)
    {
        if (given is null) return null;
        var last = given[(given.LastIndexOfAny(['/', '\\']) + 1)..];
        var kept = string.Concat(last.Where(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_' or ' ')).Trim(' ', '.');
        return kept.Length == 0 ? null : kept[..Math.Min(kept.Length, Longest)];
    }

    /// <summary>The name to save a file under.</summary>
    public static string Of(LogFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return file.FileName ?? string.Create(CultureInfo.InvariantCulture, $"{Clean(file.Station.Value) ?? "station"}-{file.LogType}-{file.RequestedAt.UtcDateTime:yyyyMMdd-HHmmss}.log");
    }
}
