using System.Globalization;
using System.Text;

namespace Csms.Console.Exports;

/// <summary>Files of a list: written as its rows are read, so that a million of them cost no more memory than a page.</summary>
internal static class Csv
{
    private const int PieceLength = 32 * 1024;
    private const string Mark = "\uFEFF"; // without it spreadsheets take UTF-8 for something else

    /// <summary>Sends the rows as a file "name-2026-11-21-1432.csv".</summary>
    public static async Task WriteAsync<TRow>(HttpContext context, string name, IReadOnlyList<CsvColumn<TRow>> columns, IAsyncEnumerable<TRow> rows)
    {
        var (response, cancellation) = (context.Response, context.RequestAborted);
        var at = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.ContentDisposition = $"attachment; filename=\"{FileName(name, at)}\"";
        response.Headers.CacheControl = "no-store";
        var text = new StringBuilder(Mark);
        Line(text, columns.Select(column => (CsvCell)column.Head));
        await foreach (var row in rows.WithCancellation(cancellation))
        {
            Line(text, columns.Select(column => column.Of(row)));
            if (text.Length < PieceLength) continue;
            await response.WriteAsync(text.ToString(), cancellation);
            text.Clear();
        }

        await response.WriteAsync(text.ToString(), cancellation);
    }

    /// <summary>The same where the rows are in memory.</summary>
    public static Task WriteAsync<TRow>(HttpContext context, string name, IReadOnlyList<CsvColumn<TRow>> columns, IEnumerable<TRow> rows) => WriteAsync(context, name, columns, rows.ToAsyncEnumerable());

    /// <summary>The whole file as a text, for a browser that is handed it over its circuit.</summary>
    public static string Text<TRow>(IReadOnlyList<CsvColumn<TRow>> columns, IEnumerable<TRow> rows)
    {
        var text = new StringBuilder(Mark);
        Line(text, columns.Select(column => (CsvCell)column.Head));
        foreach (var row in rows) Line(text, columns.Select(column => column.Of(row)));
        return text.ToString();
    }

    /// <summary>"tokens-2026-11-21-1432.csv".</summary>
    public static string FileName(string name, DateTimeOffset at) => $"{Uri.EscapeDataString(name)}-{at.ToString("yyyy-MM-dd-HHmm", CultureInfo.InvariantCulture)}.csv";

    /// <summary>A line, as it stands in the file.</summary>
    internal static void Line(StringBuilder text, IEnumerable<CsvCell> cells) => text.AppendJoin(',', cells).Append("\r\n");
}
