using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Csms.Bench.Operators;

/// <summary>The few MessagePack forms that a Blazor circuit's client writes (messagepack.org, specification).</summary>
internal sealed class PackWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new(256);

    public ReadOnlyMemory<byte> Written => _bytes.WrittenMemory;

    public PackWriter Array(int count) => count < 16 ? Byte((byte)(0x90 | count)) : throw new ArgumentOutOfRangeException(nameof(count), count, "more than a circuit's call has");

    public PackWriter EmptyMap() => Byte(0x80);

    public PackWriter Nil() => Byte(0xc0);

    public PackWriter Boolean(bool value) => Byte(value ? (byte)0xc3 : (byte)0xc2);

    public PackWriter Integer(long value)
    {
        var span = _bytes.GetSpan(9);
        span[0] = 0xd3;
        BinaryPrimitives.WriteInt64BigEndian(span[1..], value);
        _bytes.Advance(9);
        return this;
    }

    public PackWriter Text(string? value)
    {
        if (value is null) return Nil();
        var length = Encoding.UTF8.GetByteCount(value);
        var span = _bytes.GetSpan(length + 5);
        span[0] = 0xdb;
        BinaryPrimitives.WriteUInt32BigEndian(span[1..], (uint)length);
        Encoding.UTF8.GetBytes(value, span[5..]);
        _bytes.Advance(length + 5);
        return this;
    }

    private PackWriter Byte(byte value)
    {
        _bytes.Write([value]);
        return this;
    }
}
