using Csms.Engine.Storage;

namespace Csms.Engine.Monitoring;

/// <summary>Events waiting to be written, encoded already.</summary>
internal sealed class EventBatch : IWriteBatch
{
    public RawCopyBuffer Events { get; } = new(16 * 1024);

    public int Rows => Events.Rows;

    public int Bytes => Events.Bytes;

    public void Clear() => Events.Clear();

    public void Dispose() => Events.Dispose();
}
