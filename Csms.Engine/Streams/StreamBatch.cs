using Csms.Engine.Storage;

namespace Csms.Engine.Streams;

/// <summary>Values waiting to be written, encoded already.</summary>
internal sealed class StreamBatch : IWriteBatch
{
    public RawCopyBuffer Values { get; } = new(16 * 1024);

    public int Rows => Values.Rows;

    public int Bytes => Values.Bytes;

    public void Clear() => Values.Clear();

    public void Dispose() => Values.Dispose();
}
