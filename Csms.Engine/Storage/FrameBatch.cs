namespace Csms.Engine.Storage;

/// <summary>Frames waiting to be written, encoded already.</summary>
internal sealed class FrameBatch : IWriteBatch
{
    public RawCopyBuffer Frames { get; } = new(64 * 1024);

    public int Rows => Frames.Rows;

    public int Bytes => Frames.Bytes;

    public void Clear() => Frames.Clear();

    public void Dispose() => Frames.Dispose();
}
