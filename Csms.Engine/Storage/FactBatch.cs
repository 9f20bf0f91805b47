namespace Csms.Engine.Storage;

/// <summary>Boots, variables and reports waiting to be written; the last word of each counts.</summary>
internal sealed class FactBatch : IWriteBatch
{
    private const int BootBytes = 256;
    private const int VariableBytes = 320;

    public Dictionary<int, BootRow> Boots { get; } = [];

    public Dictionary<VariableKey, VariableRow> Variables { get; } = [];

    public Dictionary<int, ReportRow> Reports { get; } = [];

    /// <summary>Stations whose report of everything is complete, and when it began.</summary>
    public Dictionary<int, DateTimeOffset> Whole { get; } = [];

    /// <summary>Letters of the values and characteristics: a report of long texts counts as what it weighs.</summary>
    public int TextLength { get; private set; }

    public int Rows => Boots.Count + Variables.Count + Reports.Count + Whole.Count;

    public int Bytes => ((Boots.Count + Reports.Count + Whole.Count) * BootBytes) + (Variables.Count * VariableBytes) + (TextLength * sizeof(char));

    public void Add(in VariableRow row)
    {
        Variables[row.Key] = row;
        TextLength += (row.Value?.Length ?? 0) + (row.Characteristics?.Length ?? 0);
    }

    public void Clear()
    {
        Boots.Clear();
        Variables.Clear();
        Reports.Clear();
        Whole.Clear();
        TextLength = 0;
    }

    public void Dispose() => Clear();
}
