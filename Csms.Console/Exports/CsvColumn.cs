namespace Csms.Console.Exports;

/// <summary>A column of a file.</summary>
/// <param name="Head">Stable name with its unit: "energy_wh".</param>
/// <param name="Of">The cell of a row.</param>
internal sealed record CsvColumn<TRow>(string Head, Func<TRow, CsvCell> Of);
