namespace Csms.Console.Exports;

/// <summary>A record of a CSV file as it was read.</summary>
/// <param name="Line">Line of the file on which it begins, from 1.</param>
/// <param name="Cells">Its cells; what keeps a text from being run as a formula is taken off.</param>
internal readonly record struct CsvRecord(int Line, IReadOnlyList<string> Cells);
