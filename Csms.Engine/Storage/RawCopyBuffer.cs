using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Csms.Engine.Storage;

/// <summary>
/// Rows in PostgreSQL's binary COPY format (manual, COPY, "Binary Format"), encoded straight into a pooled buffer that grows. Not
/// thread-safe. What a station sends is made storable here: NUL characters are dropped, broken UTF-8 is replaced.
/// </summary>
internal sealed class RawCopyBuffer : IDisposable
{
    private const int TrailerLength = 2;
    private const long EpochTicks = 630_822_816_000_000_000; // 2000-01-01, PostgreSQL's year zero
    private const int Int2Oid = 21;
    private const int TextOid = 25;
    private const int Float8Oid = 701;

    private byte[] _bytes;
    private int _used;
    private int _fieldsLeft;

    public RawCopyBuffer(int capacity = 16 * 1024)
    {
        _bytes = ArrayPool<byte>.Shared.Rent(Math.Max(capacity, Header.Length + TrailerLength));
        Clear();
    }

    /// <summary>Signature, flags 0, no header extension.</summary>
    private static ReadOnlySpan<byte> Header => [(byte)'P', (byte)'G', (byte)'C', (byte)'O', (byte)'P', (byte)'Y', 0x0A, 0xFF, 0x0D, 0x0A, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>Rows begun since the last <see cref="Clear"/>.</summary>
    public int Rows { get; private set; }

    /// <summary>Encoded length in bytes.</summary>
    public int Bytes => _used;

    public void Clear()
    {
        Header.CopyTo(_bytes);
        _used = Header.Length;
        _fieldsLeft = 0;
        Rows = 0;
    }

    /// <summary>The whole stream with its trailer. Valid until the next change.</summary>
    public ReadOnlyMemory<byte> Complete()
    {
        CheckRow();
        Reserve(TrailerLength);
        BinaryPrimitives.WriteInt16BigEndian(_bytes.AsSpan(_used), -1);
        return _bytes.AsMemory(0, _used + TrailerLength);
    }

    /// <summary>Begins a row of exactly that many fields.</summary>
    public void BeginRow(short fields)
    {
        CheckRow();
        BinaryPrimitives.WriteInt16BigEndian(Reserve(2), fields);
        _used += 2;
        _fieldsLeft = fields;
        Rows++;
    }

    public void Null()
    {
        BinaryPrimitives.WriteInt32BigEndian(Reserve(4), -1);
        _used += 4;
        _fieldsLeft--;
    }

    public void Int16(short value) => BinaryPrimitives.WriteInt16BigEndian(Field(2), value);

    public void Int32(int value) => BinaryPrimitives.WriteInt32BigEndian(Field(4), value);

    public void Int64(long value) => BinaryPrimitives.WriteInt64BigEndian(Field(8), value);

    public void Float8(double value) => BinaryPrimitives.WriteDoubleBigEndian(Field(8), value);

    public void Bool(bool value) => Field(1)[0] = value ? (byte)1 : (byte)0;

    /// <summary>timestamptz: microseconds since 2000-01-01 UTC.</summary>
    public void Timestamp(DateTimeOffset value) => Int64((value.UtcTicks - EpochTicks) / TimeSpan.TicksPerMicrosecond);

    public void Int16(short? value)
    {
        if (value is { } known) Int16(known);
        else Null();
    }

    public void Int32(int? value)
    {
        if (value is { } known) Int32(known);
        else Null();
    }

    public void Int64(long? value)
    {
        if (value is { } known) Int64(known);
        else Null();
    }

    public void Float8(double? value)
    {
        if (value is { } known) Float8(known);
        else Null();
    }

    public void Timestamp(DateTimeOffset? value)
    {
        if (value is { } known) Timestamp(known);
        else Null();
    }

    public void Text(string? value)
    {
        if (value is null) Null();
        else Text(value.AsSpan());
    }

    public void Text(ReadOnlySpan<char> value)
    {
        var start = BeginVariable();
        AppendText(value);
        EndVariable(start);
    }

    /// <summary>Text that is UTF-8 already.</summary>
    public void Utf8(ReadOnlySpan<byte> value)
    {
        var start = BeginVariable();
        AppendUtf8(value);
        EndVariable(start);
    }

    /// <summary>jsonb from UTF-8 JSON. It cannot hold NUL even as an escape, so that is dropped too.</summary>
    public void Jsonb(ReadOnlySpan<byte> json)
    {
        var start = BeginVariable();
        Reserve(1)[0] = 1; // version of the wire format
        _used++;
        var from = _used;
        AppendUtf8(json);
        if (_bytes.AsSpan(from, _used - from).IndexOf("\\u0000"u8) >= 0) DropNulEscapes(from);
        EndVariable(start);
    }

    public void Int16Array(ReadOnlySpan<short> values)
    {
        var start = BeginArray(Int2Oid, values.Length);
        foreach (var value in values) BinaryPrimitives.WriteInt16BigEndian(Element(2), value);
        EndVariable(start);
    }

    public void Float8Array(ReadOnlySpan<double> values)
    {
        var start = BeginArray(Float8Oid, values.Length);
        foreach (var value in values) BinaryPrimitives.WriteDoubleBigEndian(Element(8), value);
        EndVariable(start);
    }

    public void TextArray(IReadOnlyList<string>? values)
    {
        if (values is null)
        {
            Null();
            return;
        }
        var start = BeginArray(TextOid, values.Count);
        for (var i = 0; i < values.Count; i++)
        {
            var element = _used;
            Reserve(4);
            _used += 4;
            AppendText(values[i]);
            BinaryPrimitives.WriteInt32BigEndian(_bytes.AsSpan(element), _used - element - 4);
        }
        EndVariable(start);
    }

    public void Dispose()
    {
        if (_bytes.Length == 0) return;
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }

    private void CheckRow()
    {
        if (_fieldsLeft != 0) throw new InvalidOperationException($"Row {Rows} was left with {_fieldsLeft} fields missing.");
    }

    private Span<byte> Field(int length)
    {
        _fieldsLeft--;
        return Element(length);
    }

    private Span<byte> Element(int length)
    {
        var place = Reserve(4 + length);
        BinaryPrimitives.WriteInt32BigEndian(place, length);
        _used += 4 + length;
        return place[4..];
    }

    private int BeginVariable()
    {
        _fieldsLeft--;
        var start = _used;
        Reserve(4);
        _used += 4;
        return start;
    }

    private void EndVariable(int start) => BinaryPrimitives.WriteInt32BigEndian(_bytes.AsSpan(start), _used - start - 4);

    private int BeginArray(int elementOid, int length)
    {
        var start = BeginVariable();
        var head = Reserve(20);
        BinaryPrimitives.WriteInt32BigEndian(head, length == 0 ? 0 : 1); // dimensions
        BinaryPrimitives.WriteInt32BigEndian(head[4..], 0);              // no NULLs
        BinaryPrimitives.WriteInt32BigEndian(head[8..], elementOid);
        BinaryPrimitives.WriteInt32BigEndian(head[12..], length);
        BinaryPrimitives.WriteInt32BigEndian(head[16..], 1);             // first index
        _used += length == 0 ? 12 : 20;
        return start;
    }

    private void AppendText(ReadOnlySpan<char> value)
    {
        while (true)
        {
            var nul = value.IndexOf('\0');
            var piece = nul < 0 ? value : value[..nul];
            var place = Reserve(Encoding.UTF8.GetMaxByteCount(piece.Length));
            _used += Encoding.UTF8.GetBytes(piece, place); // lone surrogates become U+FFFD
            if (nul < 0) return;
            value = value[(nul + 1)..];
        }
    }

    private void AppendUtf8(ReadOnlySpan<byte> value)
    {
        if (!System.Text.Unicode.Utf8.IsValid(value))
        {
            AppendText(Encoding.UTF8.GetString(value));
            return;
        }
        while (true)
        {
            var nul = value.IndexOf((byte)0);
            var piece = nul < 0 ? value : value[..nul];
            piece.CopyTo(Reserve(piece.Length));
            _used += piece.Length;
            if (nul < 0) return;
            value = value[(nul + 1)..];
        }
    }

    private void DropNulEscapes(int from)
    {
        var json = _bytes.AsSpan(from, _used - from);
        var to = 0;
        for (var i = 0; i < json.Length;)
        {
            if (json[i] == '\\' && json[i..].StartsWith("\\u0000"u8))
            {
                i += 6;
                continue;
            }
            // An escaped backslash goes as a pair, so that its second half starts no escape.
            var length = json[i] == '\\' && i + 1 < json.Length ? 2 : 1;
            json.Slice(i, length).CopyTo(json[to..]);
            i += length;
            to += length;
        }
        _used = from + to;
    }

    private Span<byte> Reserve(int length)
    {
        if (_bytes.Length - _used < length) Grow(length);
        return _bytes.AsSpan(_used);
    }

    private void Grow(int length)
    {
        var larger = ArrayPool<byte>.Shared.Rent(checked(Math.Max(_bytes.Length * 2, _used + length)));
        _bytes.AsSpan(0, _used).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
