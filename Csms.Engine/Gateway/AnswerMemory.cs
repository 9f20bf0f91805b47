namespace Csms.Engine.Gateway;

/// <summary>
/// The last answers given on a connection: a station that repeats a CALL under the same id gets its first answer again and the message
/// counts once. Errors are not kept: a CALLERROR tells the station to try again.
/// </summary>
internal sealed class AnswerMemory
{
    private const int Size = 4;

    // A retry comes within a minute. Some stations give every heartbeat the same id: an old answer would set their clock back.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(120);

    private readonly Entry[] _entries = new Entry[Size];
    private int _next;

    public void Add(string messageId, int fingerprint, byte[] frame, int payloadLength, long now)
    {
        _entries[_next] = new Entry(messageId, fingerprint, frame, payloadLength, now);
        _next = (_next + 1) % Size;
    }

    /// <summary>The frame that answered this CALL.</summary>
    public bool TryFind(string messageId, int fingerprint, long now, TimeProvider time, out Answer answer)
    {
        foreach (ref readonly var entry in _entries.AsSpan())
        {
            if (entry.MessageId == messageId && entry.Fingerprint == fingerprint && time.GetElapsedTime(entry.At, now) < Longest)
            {
                answer = new Answer(entry.Frame, entry.PayloadLength);
                return true;
            }
        }

        answer = default;
        return false;
    }

    /// <summary>Tells a repeated CALL from another one that carries the same id.</summary>
    public static int Fingerprint(string action, ReadOnlySpan<byte> payload)
    {
        var hash = default(HashCode);
        hash.Add(action.GetHashCode(StringComparison.Ordinal));
        hash.Add(payload.Length);
        hash.AddBytes(payload);
        return hash.ToHashCode();
    }

    /// <summary>A CALLRESULT as it went out.</summary>
    public readonly record struct Answer(byte[] Frame, int PayloadLength)
    {
        /// <summary>The payload is the last element of the frame's array.</summary>
        public ReadOnlySpan<byte> Payload => Frame.AsSpan(Frame.Length - 1 - PayloadLength, PayloadLength);
    }

    private readonly record struct Entry(string? MessageId, int Fingerprint, byte[] Frame, int PayloadLength, long At);
}
