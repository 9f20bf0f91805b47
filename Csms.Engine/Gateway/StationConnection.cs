using System.Buffers;
using System.Net;
using System.Net.WebSockets;
using Csms.Engine.Ocpp;
using Csms.Engine.Ocpp.Framing;
using Csms.Engine.Units;

namespace Csms.Engine.Gateway;

/// <summary>
/// One station's socket: one owner, one receive loop, one writer. This part reads whole messages and ends the connection; what a message
/// means is in the other part. While idle it holds no buffer, timer, task or channel besides the loop itself.
/// </summary>
internal sealed partial class StationConnection : IStationLink
{
    private const int FirstBuffer = 4096;

    private readonly GatewayServices _services;
    private readonly WebSocket _socket;
    private readonly Action _tearDown;
    private readonly SocketWriter _writer;
    private readonly Lock _gate = new();
    private CallLine? _calls;
    private Statement<LinkEnd>? _endReason;
    private TaskCompletionSource? _room;
    private Pace _pace;
    private long _lastFrameTicks;
    private long _floodLoggedAt;

    /// <param name="handshake">What was shown.</param>
    /// <param name="securityProfile">Security profile that the station proved.</param>
    /// <param name="inbox">Where messages go.</param>
    /// <param name="dialect">Translation of the version agreed on.</param>
    /// <param name="socket">The open socket; the connection owns it from now on.</param>
    /// <param name="tearDown">Ends the TCP connection at once, so that a pending receive comes back.</param>
    /// <param name="services">What all connections share.</param>
    public StationConnection(StationHandshake handshake, int securityProfile, IStationInbox inbox, IOcppDialect dialect, WebSocket socket, Action tearDown, GatewayServices services)
    {
        _services = services;
        _socket = socket;
        _tearDown = tearDown;
        _writer = new SocketWriter(this, socket, services);
        Station = handshake.Id;
        Inbox = inbox;
        Dialect = dialect;
        Remote = handshake.Remote;
        ReachedAt = handshake.ReachedAt;
        SecurityProfile = securityProfile;
        IsSecure = handshake.Secure;
        Certificate = handshake.ClientCertificate is { } shown ? CertificateFacts.Of(shown) : null;
        OpenedAt = services.Time.GetUtcNow();
        _lastFrameTicks = OpenedAt.UtcTicks;
    }

    public StationId Station { get; }

    public IStationInbox Inbox { get; }

    public IOcppDialect Dialect { get; }

    public DateTimeOffset OpenedAt { get; }

    public string? ReachedAt { get; }

    public DateTimeOffset LastFrameAt => new(Volatile.Read(ref _lastFrameTicks), TimeSpan.Zero);

    public IPAddress? Remote { get; }

    public int SecurityProfile { get; }

    public bool IsSecure { get; }

    public CertificateFacts? Certificate { get; }

    /// <summary>The ways in which a peer or network ends a socket; anything else that is thrown is our bug.</summary>
    public static bool IsLinkFault(Exception e) => e is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException;

    /// <summary>Lives as long as the connection.</summary>
    public async Task RunAsync()
    {
        try
        {
            _services.Registry.Open(this);
            LogOpened(_services.Logger, Station, Remote, Dialect.Version, SecurityProfile);
            await ReceiveAsync();
        }
        catch (Exception e) when (IsLinkFault(e))
        {
            Interlocked.CompareExchange(ref _endReason, Statement.Of(LinkEnd.Lost), null);
        }
        catch (Exception e)
        {
            LogFailed(_services.Logger, e, Station);
            Interlocked.CompareExchange(ref _endReason, Statement.Of(LinkEnd.EngineFailed), null);
        }
        finally
        {
            // A close frame that answers the station's own leaves here; the sweeper sees to it that this wait ends.
            await _writer.CompleteAsync();
            _services.Registry.Remove(this);
            _socket.Abort();
            Volatile.Read(ref _calls)?.End();
            DropIncoming();
            LogClosed(_services.Logger, Station, _endReason!.ToString());
            Inbox.LinkClosed(this, _endReason!);
        }
    }

    public ValueTask<CallOutcome> CallAsync(OutgoingCall call, CancellationToken cancellation)
    {
        if (_writer.Closing)
        {
            return ValueTask.FromResult(new CallOutcome { Result = CallResult.NotSent });
        }

        if (Volatile.Read(ref _calls) is not { } calls)
        {
            var made = new CallLine(this, _services);
            calls = Interlocked.CompareExchange(ref _calls, made, null) ?? made;
        }

        return calls.CallAsync(call, cancellation);
    }

    public void Close(Statement<LinkEnd> reason) => Close(WebSocketCloseStatus.NormalClosure, reason);

    /// <summary>Sends what is queued and a close frame; the connection ends when the station answers it or the grace is over.</summary>
    public void Close(WebSocketCloseStatus status, Statement<LinkEnd> reason)
    {
        if (Interlocked.CompareExchange(ref _endReason, reason, null) is null && status is not (WebSocketCloseStatus.NormalClosure or WebSocketCloseStatus.EndpointUnavailable))
        {
            LogClosing(_services.Logger, Station, reason.ToString());
        }

        _writer.Close(status, reason.ToString());
    }

    /// <summary>Ends the connection at once.</summary>
    public void Abort(Statement<LinkEnd> reason)
    {
        if (Interlocked.CompareExchange(ref _endReason, reason, null) is null)
        {
            LogAborted(_services.Logger, Station, reason.ToString());
        }

        _socket.Abort();
        _tearDown();
        Volatile.Read(ref _room)?.TrySetResult();
    }

    /// <summary>Puts a frame on its way; false when the connection is closing.</summary>
    public bool Send(OutgoingFrame frame) => _writer.Send(frame);

    /// <summary>Called once a second.</summary>
    public void Sweep(long now)
    {
        Volatile.Read(ref _calls)?.Sweep(now);
        if (_writer.Overdue(now) is { } reason)
        {
            Abort(reason);
        }
        else if (_socket.State is WebSocketState.Aborted or WebSocketState.Closed)
        {
            // The keep-alive found the link dead while reading was held up.
            Volatile.Read(ref _room)?.TrySetResult();
        }
    }

    private async Task ReceiveAsync()
    {
        while (true)
        {
            // Waits without a buffer: ten thousand idle stations would hold 40 MB otherwise.
            var head = await _socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None);
            var buffer = Array.Empty<byte>();
            var length = 0;
            var end = head.EndOfMessage;
            var type = head.MessageType;
            try
            {
                while (!end && type != WebSocketMessageType.Close)
                {
                    buffer = MakeRoom(buffer, length);
                    var part = await _socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
                    type = part.MessageType;
                    end = part.EndOfMessage;
                    if (_writer.Closing)
                    {
                        // We said goodbye: what still comes is read past until the station's close frame.
                        continue;
                    }

                    length += part.Count;
                    if (type == WebSocketMessageType.Binary)
                    {
                        Close(WebSocketCloseStatus.InvalidMessageType, Statement.Of(LinkEnd.Binary));
                    }
                    else if (length > _services.MaxFrameBytes)
                    {
                        length = 0;
                        Close(WebSocketCloseStatus.MessageTooBig, Statement.Of(LinkEnd.TooLong, _services.MaxFrameBytes));
                    }
                }

                if (type == WebSocketMessageType.Close)
                {
                    AnswerClose();
                    return;
                }

                if (!_writer.Closing && OnMessage(buffer, length))
                {
                    // Whoever answers the message gives the buffer back.
                    buffer = [];
                }
            }
            finally
            {
                if (buffer.Length > 0)
                {
                    ArrayPool<byte>.Shared.Return(buffer);
                }
            }

            if (Volatile.Read(ref _inProgressCount) >= _services.Timing.MaxInProgress)
            {
                await RoomAsync();
            }

            if (_services.TicksPerMessage != 0)
            {
                var now = _services.Time.GetTimestamp();
                var wait = _pace.Take(now, _services.TicksPerMessage, _services.Burst);
                if (wait > 0)
                {
                    await SlowDownAsync(now, wait);
                }
            }
        }
    }

    private static byte[] MakeRoom(byte[] buffer, int length)
    {
        if (length < buffer.Length)
        {
            return buffer;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(FirstBuffer, buffer.Length * 2));
        buffer.AsSpan(0, length).CopyTo(larger);
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return larger;
    }

    private void AnswerClose()
    {
        var status = _socket.CloseStatus is { } given and not WebSocketCloseStatus.Empty ? given : WebSocketCloseStatus.NormalClosure;
        Interlocked.CompareExchange(ref _endReason, string.IsNullOrEmpty(_socket.CloseStatusDescription) ? Statement.Of(LinkEnd.ByStation, $"{(int)status}") : Statement.Of(LinkEnd.ByStationSaying, $"{(int)status}", _socket.CloseStatusDescription), null);
        _writer.Close(status, "");
    }

    /// <summary>Too many CALLs are under way: reading goes on when answers have left.</summary>
    private async Task RoomAsync()
    {
        var room = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _room, room);
        if (Volatile.Read(ref _inProgressCount) >= _services.Timing.MaxInProgress && _socket.State == WebSocketState.Open)
        {
            await room.Task;
        }

        Volatile.Write(ref _room, null);
    }

    private async Task SlowDownAsync(long now, long wait)
    {
        if (_floodLoggedAt == 0 || _services.Time.GetElapsedTime(_floodLoggedAt, now) >= TimeSpan.FromMinutes(1))
        {
            _floodLoggedAt = now;
            LogFlood(_services.Logger, Station, _services.Time.TimestampFrequency / _services.TicksPerMessage);
        }

        await Task.Delay(TimeSpan.FromSeconds((double)wait / _services.Time.TimestampFrequency), _services.Time);
    }
}
