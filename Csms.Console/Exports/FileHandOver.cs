using Microsoft.JSInterop;

namespace Csms.Console.Exports;

/// <summary>Hands a file to the browser over its circuit: for rows that were ticked one by one, which no address can carry.</summary>
internal sealed class FileHandOver(IJSRuntime script, TimeProvider time)
{
    /// <summary>Most rows: the whole file passes through the circuit at once.</summary>
    public const int MostRows = 100_000;

    /// <summary>The browser saves the rows as "name-2026-11-21-1432.csv".</summary>
    public ValueTask GiveAsync<TRow>(string name, IReadOnlyList<CsvColumn<TRow>> columns, IEnumerable<TRow> rows) =>
        script.InvokeVoidAsync("csmsShell.download", Csv.FileName(name, time.GetUtcNow()), "text/csv;charset=utf-8", Csv.Text(columns, rows.Take(MostRows)));
}
