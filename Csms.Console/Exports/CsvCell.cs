using System.Buffers;
using System.Globalization;

namespace Csms.Console.Exports;

/// <summary>
/// A cell of a CSV file (RFC 4180). Numbers are for machines: a point, no grouping, the unit in the heading. A text that a spreadsheet would
/// run as a formula is kept a text; a number is a number also when it begins with a minus.
/// </summary>
internal readonly record struct CsvCell
{
    private static readonly SearchValues<char> _quoted = SearchValues.Create(",;\"\r\n\t");

    private CsvCell(string? text, bool isText) => (Text, IsText) = (text, isText);

    private string? Text { get; }

    private bool IsText { get; }

    public static implicit operator CsvCell(string? text) => new(text, isText: true);

    public static implicit operator CsvCell(long? number) => new(number?.ToString(CultureInfo.InvariantCulture), isText: false);

    public static implicit operator CsvCell(int? number) => new(number?.ToString(CultureInfo.InvariantCulture), isText: false);

    public static implicit operator CsvCell(decimal? number) => new(number?.ToString(CultureInfo.InvariantCulture), isText: false);

    /// <summary>A word of ours: true, false.</summary>
    public static implicit operator CsvCell(bool flag) => new(flag ? "true" : "false", isText: false);

    /// <summary>A measure, rounded.</summary>
    public static CsvCell Of(double? value, int decimals = 0) => new(value is { } number && double.IsFinite(number) ? Math.Round(number, decimals).ToString($"0.{new string('#', decimals)}", CultureInfo.InvariantCulture) : null, isText: false);

    /// <summary>ISO 8601 with the offset of the zone: "2026-11-21T14:32:05+01:00".</summary>
    public static CsvCell Of(DateTimeOffset? at, TimeZoneInfo zone) =>
        new(at is { } moment ? TimeZoneInfo.ConvertTime(moment, zone).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture) : null, isText: false);

    /// <summary>The text of a cell without what <see cref="ToString"/> put before it.</summary>
    public static string Plain(string cell) => cell is ['\'', ..] && RunsAsFormula(cell.AsSpan().TrimStart('\'')) ? cell[1..] : cell;

    /// <summary>As it stands in the file.</summary>
    public override string ToString()
    {
        if (string.IsNullOrEmpty(Text)) return "";
        // A text that has such marks of its own gets one more: the reader takes one off.
        var text = IsText && RunsAsFormula(Text.AsSpan().TrimStart('\'')) ? "'" + Text : Text;
        return text.AsSpan().IndexOfAny(_quoted) < 0 && text[0] != ' ' && text[^1] != ' ' ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    // Spreadsheets skip white space and control characters before they look; the full-width signs count to some of them too.
    private static bool RunsAsFormula(ReadOnlySpan<char> text)
    {
        foreach (var letter in text)
        {
            if (char.IsWhiteSpace(letter) || char.IsControl(letter) || letter == '\uFEFF') continue;
            return letter is '=' or '+' or '-' or '@' or '\uFF1D' or '\uFF0B' or '\uFF0D' or '\uFF20';
        }

        return false;
    }
}
