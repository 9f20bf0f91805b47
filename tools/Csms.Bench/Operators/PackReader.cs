using System.Buffers.Binary;
using System.Text;

namespace Csms.Bench.Operators;

/// <summary>Reads MessagePack in order; what is not wanted is skipped.</summary>
internal ref struct PackReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public int Array()
    {
        var code = Take(1)[0];
        return code switch
        {
            >= 0x90 and <= 0x9f => code & 0xf,
            0xdc => BinaryPrimitives.ReadUInt16BigEndian(Take(2)),
            0xdd => (int)BinaryPrimitives.ReadUInt32BigEndian(Take(4)),
            _ => throw Unexpected(code),
        };
    }

    public long Integer()
    {
        var code = Take(1)[0];
        return code switch
        {
            <= 0x7f => code,
            >= 0xe0 => (sbyte)code,
            0xcc => Take(1)[0],
            0xcd => BinaryPrimitives.ReadUInt16BigEndian(Take(2)),
            0xce => BinaryPrimitives.ReadUInt32BigEndian(Take(4)),
            0xcf => (long)BinaryPrimitives.ReadUInt64BigEndian(Take(8)),
            0xd0 => (sbyte)Take(1)[0],
            0xd1 => BinaryPrimitives.ReadInt16BigEndian(Take(2)),
            0xd2 => BinaryPrimitives.ReadInt32BigEndian(Take(4)),
            0xd3 => BinaryPrimitives.ReadInt64BigEndian(Take(8)),
            _ => throw Unexpected(code),
        };
    }

    public string? Text()
    {
        var code = Take(1)[0];
        int? length = code switch
        {
            0xc0 => null,
            >= 0xa0 and <= 0xbf => code & 0x1f,
            0xd9 => Take(1)[0],
            0xda => BinaryPrimitives.ReadUInt16BigEndian(Take(2)),
            0xdb => (int)BinaryPrimitives.ReadUInt32BigEndian(Take(4)),
            _ => throw Unexpected(code),
        };
        return length is { } some ? Encoding.UTF8.GetString(Take(some)) : null;
    }

    public void Skip()
    {
        var code = _rest[0];
        switch (code)
        {
            case 0xc0 or 0xc2 or 0xc3: Take(1); break;
            case <= 0x7f or >= 0xe0 or (>= 0xcc and <= 0xd3): Integer(); break;
            case (>= 0xa0 and <= 0xbf) or (>= 0xd9 and <= 0xdb): Text(); break;
            case 0xca: Take(5); break;
            case 0xcb: Take(9); break;
            case 0xc4: Take(1); Take(Take(1)[0]); break;
            case 0xc5: Take(1); Take(BinaryPrimitives.ReadUInt16BigEndian(Take(2))); break;
            case 0xc6: Take(1); Take((int)BinaryPrimitives.ReadUInt32BigEndian(Take(4))); break;
            case (>= 0x90 and <= 0x9f) or 0xdc or 0xdd: SkipMany(Array()); break;
            case >= 0x80 and <= 0x8f: Take(1); SkipMany(2 * (code & 0xf)); break;
            case 0xde: Take(1); SkipMany(2 * BinaryPrimitives.ReadUInt16BigEndian(Take(2))); break;
            default: throw Unexpected(code);
        }
    }

    private static BenchException Unexpected(byte code) => new($"The circuit sent MessagePack of a form (0x{code:x2}) that was not expected there.");

    private void SkipMany(int count)
    {
        for (var i = 0; i < count; i++) Skip();
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _rest.Length) throw new BenchException("The circuit sent a message that ends too early.");
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
