using Csms.Engine.Events;

namespace Csms.Engine.Ocpp.Inbound;

/// <summary>
/// 64-bit hash of what a message says. It is stored with transactions to recognise repeats after a restart: the arithmetic never
/// changes. Not for hostile input: a station could only collide with itself.
/// </summary>
internal struct ContentHash
{
    private const ulong Prime = 0x9E3779B97F4A7C15;
    private ulong state;

    public ContentHash(long start)
    {
        state = Prime;
        Add(start);
    }

    public readonly long Value
    {
        get
        {
            // MurmurHash3's finaliser: every input bit reaches every output bit.
            var h = state;
            h = (h ^ (h >> 33)) * 0xFF51AFD7ED558CCD;
            h = (h ^ (h >> 33)) * 0xC4CEB9FE1A85EC53;
            return (long)(h ^ (h >> 33));
        }
    }

    public void Add(long word)
    {
        state = (state ^ (ulong)word) * Prime;
        state ^= state >> 29;
    }

    public void Add(long? word)
    {
        Add(word is null ? 0 : 1);
        Add(word ?? 0);
    }

    public void Add(DateTimeOffset? time) => Add(time?.UtcTicks);

    public void Add(string? text)
    {
        Add(text is null ? -1 : text.Length);
        foreach (var c in text ?? "")
        {
            Add((long)c);
        }
    }

    public void Add(IdToken? token)
    {
        Add(token is null ? -1 : token.Value.Length);
        foreach (var c in token?.Value ?? "")
        {
            // Tokens compare without regard to case.
            Add((long)char.ToLowerInvariant(c));
        }
    }

    public void Add(IReadOnlyList<MeterReading> readings)
    {
        Add((long)readings.Count);
        for (var i = 0; i < readings.Count; i++)
        {
            var reading = readings[i];
            Add(reading.At);
            Add((long)reading.Context);
            foreach (var value in reading.Values)
            {
                Add((long)value.Kind.Code);
                Add(BitConverter.DoubleToInt64Bits(value.Value));
            }

            foreach (var raw in reading.Raw ?? [])
            {
                Add(raw.Measurand);
                Add(raw.Value);
            }
        }
    }
}
