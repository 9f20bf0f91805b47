namespace Csms.Engine.Storage;

/// <summary>Boots and variables waiting to be written; the last word of each counts.</summary>
internal sealed class FactBatch : IWriteBatch
{
    private const int BootBytes = 256;
    private const int VariableBytes = 320;

    public Dictionary<int, BootRow> Boots { get; } = [];

    public Dictionary<VariableKey, VariableRow> Variables { get; } = [];

    public int Rows => Boots.Count + Variables.Count;

    public int Bytes => (Boots.Count * BootBytes) + (Variables.Count * VariableBytes);

    public void Clear()
    {
        Boots.Clear();
        Variables.Clear();
    }

    public void Dispose() => Clear();
}
