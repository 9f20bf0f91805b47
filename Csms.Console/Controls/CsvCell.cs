namespace Csms.Console.Controls;

/// <summary>A value as a cell of a CSV file (RFC 4180). Pure.</summary>
internal static class CsvCell
{
    public static string Of(string? value)
    {
        if (string.IsNullOrEmpty(value)) return "";
        // A cell that begins like a formula is made text: spreadsheets would run it.
        if (value[0] is '=' or '+' or '-' or '@' or '\t' or '\r') value = "'" + value;
        return value.AsSpan().IndexOfAny(",\"\r\n") < 0 ? value : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
