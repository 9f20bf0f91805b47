using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Csms.Bench.Wire;

/// <summary>One text frame of a client under construction: room for the header, then the text. One a thread, used over and over.</summary>
internal sealed class OutgoingText
{
    private const int HeaderRoom = 8;
    private const uint MaskKey = 0x5A_C3_96_1F;

    [ThreadStatic]
    private static OutgoingText? mine;

    private readonly byte[] _bytes = new byte[HeaderRoom + 16 * 1024];
    private int _end;

    /// <summary>This thread's, empty.</summary>
    public static OutgoingText Start()
    {
        var text = mine ??= new OutgoingText();
        text._end = HeaderRoom;
        return text;
    }

    /// <summary>Where the next bytes go.</summary>
    public Span<byte> Free => _bytes.AsSpan(_end);

    /// <summary>What was written so far.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(HeaderRoom, _end - HeaderRoom);

    /// <summary>Takes what <c>Utf8.TryWrite</c> wrote into <see cref="Free"/>.</summary>
    public void Take(bool fitted, int count)
    {
        if (!fitted) throw new InvalidOperationException("A frame of the benchmark outgrew its buffer.");
        _end += count;
    }

    public void Add(ReadOnlySpan<byte> utf8)
    {
        utf8.CopyTo(Free);
        _end += utf8.Length;
    }

    /// <summary>Masks the text and puts the header before it (RFC 6455 section 5.2). The text is spent afterwards.</summary>
    public ReadOnlySpan<byte> Seal(byte opcode = 0x1)
    {
        var length = _end - HeaderRoom;
        Mask(_bytes.AsSpan(HeaderRoom, length));
        var start = length < 126 ? HeaderRoom - 6 : HeaderRoom - 8;
        _bytes[start] = (byte)(0x80 | opcode);
        if (length < 126)
        {
            _bytes[start + 1] = (byte)(0x80 | length);
        }
        else
        {
            _bytes[start + 1] = 0x80 | 126;
            BinaryPrimitives.WriteUInt16BigEndian(_bytes.AsSpan(start + 2), (ushort)length);
        }

        BinaryPrimitives.WriteUInt32LittleEndian(_bytes.AsSpan(HeaderRoom - 4), MaskKey);
        return _bytes.AsSpan(start, _end - start);
    }

    private static void Mask(Span<byte> text)
    {
        var key = new Vector<uint>(MaskKey);
        var vectors = MemoryMarshal.Cast<byte, Vector<uint>>(text);
        foreach (ref var vector in vectors) vector ^= key;
        for (var i = vectors.Length * Vector<byte>.Count; i < text.Length; i++) text[i] ^= (byte)(MaskKey >> (8 * (i & 3)));
    }
}
