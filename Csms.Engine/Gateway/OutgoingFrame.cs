using System.Buffers;

namespace Csms.Engine.Gateway;

/// <summary>The text of one frame on its way out, in a pooled buffer, linked into the queue of its connection.</summary>
internal sealed class OutgoingFrame(int sizeHint) : IBufferWriter<byte>
{
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(sizeHint);

    public OutgoingFrame? Next { get; set; }

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Memory => _buffer.AsMemory(0, Length);

    public ReadOnlySpan<byte> Span => _buffer.AsSpan(0, Length);

    public static OutgoingFrame Of(ReadOnlySpan<byte> text)
    {
        var frame = new OutgoingFrame(text.Length);
        text.CopyTo(frame.GetSpan(text.Length));
        frame.Advance(text.Length);
        return frame;
    }

    public void Advance(int count) => Length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Grow(sizeHint);
        return _buffer.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Grow(sizeHint);
        return _buffer.AsSpan(Length);
    }

    /// <summary>Gives the buffer back; the frame must not be used any more.</summary>
    public void Release()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        Length = 0;
    }

    private void Grow(int sizeHint)
    {
        var needed = Length + Math.Max(sizeHint, 1);
        if (needed <= _buffer.Length)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, _buffer.Length * 2));
        _buffer.AsSpan(0, Length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
