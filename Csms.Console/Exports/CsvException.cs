namespace Csms.Console.Exports;

/// <summary>A file that can't be read as CSV.</summary>
internal sealed class CsvException(CsvFault fault, int line) : Exception($"line {line}: {fault}")
{
    /// <summary>Why.</summary>
    public CsvFault Fault { get; } = fault;

    /// <summary>Where, from 1.</summary>
    public int Line { get; } = line;
}
