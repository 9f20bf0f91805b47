namespace Csms.Engine.Storage;

/// <summary>States waiting to be written: the history as rows, the current state as the last word a station.</summary>
internal sealed class StateBatch : IWriteBatch
{
    private const int EntryBytes = 128;

    public RawCopyBuffer History { get; } = new();

    public RawCopyBuffer Links { get; } = new();

    public Dictionary<(int Station, int Evse, int Connector), ConnectorNotice> Connectors { get; } = [];

    public Dictionary<int, DateTimeOffset> Seen { get; } = [];

    public Dictionary<int, DateTimeOffset> Connected { get; } = [];

    public Dictionary<int, (DateTimeOffset At, string? Reason)> Disconnected { get; } = [];

    public int Rows => History.Rows + Links.Rows + Seen.Count;

    public int Bytes => History.Bytes + Links.Bytes + EntryBytes * (Connectors.Count + Seen.Count + Connected.Count + Disconnected.Count);

    public void Clear()
    {
        History.Clear();
        Links.Clear();
        Connectors.Clear();
        Seen.Clear();
        Connected.Clear();
        Disconnected.Clear();
    }

    public void Dispose()
    {
        History.Dispose();
        Links.Dispose();
    }
}
