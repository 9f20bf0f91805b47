using System.Buffers;
using Csms.Engine.Events;
using Csms.Engine.Ocpp;
using Csms.Engine.Ocpp.Framing;
using Csms.Engine.Units;

namespace Csms.Engine.Gateway;

/// <summary>A CALL (or SEND) of a station that is being worked on. Holds the buffer it was read into until it is settled: the raw log wants the payload.</summary>
internal sealed class IncomingCall : IReply
{
    private readonly StationConnection _link;
    private byte[] _buffer;
    private int _settled;

    public IncomingCall(StationConnection link, in OcppFrame frame, byte[] buffer, int fingerprint, DateTimeOffset receivedAt, long receivedTimestamp, IReadOnlyList<Statement<FrameNote>>? notes)
    {
        _link = link;
        _buffer = buffer;
        Type = frame.Type;
        MessageId = frame.MessageId;
        Action = frame.Action;
        Payload = frame.Payload;
        Fingerprint = fingerprint;
        ReceivedAt = receivedAt;
        ReceivedTimestamp = receivedTimestamp;
        Notes = notes;
    }

    public OcppMessageType Type { get; }

    public string MessageId { get; }

    public string Action { get; }

    /// <summary>Slice of the buffer; empty after <see cref="Release"/>.</summary>
    public ReadOnlyMemory<byte> Payload { get; private set; }

    public int Fingerprint { get; }

    public DateTimeOffset ReceivedAt { get; }

    public long ReceivedTimestamp { get; }

    public IReadOnlyList<Statement<FrameNote>>? Notes { get; private set; }

    /// <summary>Notes why it is refused. By whoever settles it.</summary>
    public void Note(Statement<FrameNote> note) => Notes = [.. Notes ?? [], note];

    /// <summary>Next in the connection's list of those under way.</summary>
    public IncomingCall? Next { get; set; }

    public void Answer(StationAnswer answer)
    {
        Settle();
        if (answer is NotStored)
        {
            _link.Abandon(this);
            return;
        }

        _link.Answer(this, answer);
    }

    public void Abandon()
    {
        Settle();
        _link.Abandon(this);
    }

    public void Fail(string text)
    {
        Settle();
        _link.Refuse(this, OcppErrorCode.InternalError, text);
    }

    /// <summary>Takes the right to settle it; false when it is settled already.</summary>
    public bool TrySettle() => Interlocked.Exchange(ref _settled, 1) == 0;

    public void Release()
    {
        Payload = default;
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private void Settle()
    {
        if (!TrySettle())
        {
            throw new InvalidOperationException($"The reply to {Action} {MessageId} was given twice.");
        }
    }
}
