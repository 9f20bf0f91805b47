using System.Buffers.Text;
using System.Net;
using Csms.Bench.Wire;

namespace Csms.Bench.Fleet;

/// <summary>One station of the load: a socket, a script and at most one call out.</summary>
internal sealed class BenchStation(StationScript script, IPAddress? source) : ITextSink, IDisposable
{
    private StationSocket? _socket;
    private Task _reading = Task.CompletedTask;
    private int _awaited;
    private CallKind _kind;
    private long _dueAt;

    /// <summary>Told of the answers; may be changed between two calls.</summary>
    public IAnswerSink? Sink { get; set; }

    public StationScript Script => script;

    /// <summary>Answers so far.</summary>
    public long Answers { get; private set; }

    /// <summary>False once the link has ended.</summary>
    public bool IsOpen => _socket is not null && !_reading.IsCompleted;

    public async Task ConnectAsync(Uri url, IPEndPoint server, string? password, CancellationToken cancellation)
    {
        _socket = await StationSocket.ConnectAsync(url, server, script.Station, script.Subprotocol, password, source, cancellation);
        _reading = _socket.ReadAsync(this);
    }

    public void Boot(long dueAt)
    {
        var text = OutgoingText.Start();
        Send(text, script.Boot(text), dueAt);
    }

    public void Heartbeat(long dueAt)
    {
        var text = OutgoingText.Start();
        Send(text, script.Heartbeat(text), dueAt);
    }

    public void Status(int connector, string status, long dueAt)
    {
        var text = OutgoingText.Start();
        Send(text, script.Status(text, connector, status), dueAt);
    }

    /// <summary>Sends the next call of the session.</summary>
    public void Next(long dueAt)
    {
        var text = OutgoingText.Start();
        Send(text, script.Next(text), dueAt);
    }

    public void OnText(ReadOnlySpan<byte> text)
    {
        if (text.Length < 6) throw new InvalidDataException("The server sent something that is no OCPP frame.");
        var id = text[4..];
        id = id[..id.IndexOf((byte)'"')];
        switch (text[1])
        {
            case (byte)'2':
                // A station of the load has no functions: it says so, as the standard asks.
                var refusal = OutgoingText.Start();
                refusal.Add("[4,\""u8);
                refusal.Add(id);
                refusal.Add("\",\"NotSupported\",\"\",{}]"u8);
                _socket!.Send(refusal);
                return;
            case (byte)'3' or (byte)'4' when Utf8Parser.TryParse(id, out int number, out _) && number == Volatile.Read(ref _awaited):
                break;
            default:
                return;
        }

        var kind = _kind;
        var accepted = text[1] == (byte)'3' && Accepts(kind, text);
        Answers++;
        Volatile.Write(ref _awaited, 0);
        Sink?.Answered(this, kind, _dueAt, accepted);
    }

    public void Dispose() => _socket?.Dispose();

    private void Send(OutgoingText text, CallKind kind, long dueAt)
    {
        _kind = kind;
        _dueAt = dueAt;
        Volatile.Write(ref _awaited, script.MessageId);
        _socket!.Send(text);
    }

    private bool Accepts(CallKind kind, ReadOnlySpan<byte> text)
    {
        switch (kind)
        {
            case CallKind.StartTransaction:
                var at = text.IndexOf("\"transactionId\":"u8);
                if (at < 0) return script is Script2;
                if (Utf8Parser.TryParse(text[(at + 16)..], out int transactionId, out _)) script.TransactionId = transactionId;
                return text.IndexOf("\"Accepted\""u8) >= 0;
            case CallKind.BootNotification or CallKind.Authorize:
                return text.IndexOf("\"Accepted\""u8) >= 0;
            default:
                return true;
        }
    }
}
