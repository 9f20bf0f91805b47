using System.Net.WebSockets;
using System.Text;
using Csms.Engine.Units;

namespace Csms.Engine.Gateway;

/// <summary>
/// The one way out of a connection. Whoever finds it idle sends in his own call (most sends end at once in Kestrel's buffer), whoever
/// finds it busy leaves his frame in the queue; no task or channel waits while nothing is to be sent.
/// </summary>
internal sealed class SocketWriter(StationConnection link, WebSocket socket, GatewayServices services)
{
    // Deflating a short frame costs more than it saves: the deflater is set up anew for each message (no context takeover).
    private const int ShortestCompressed = 1024;
    private const int LongestCloseReason = 123;

    private readonly Lock _gate = new();
    private OutgoingFrame? _first;
    private OutgoingFrame? _last;
    private int _queuedBytes;
    private bool _draining;
    private bool _closed;
    private WebSocketCloseStatus? _closeStatus;
    private string _closeReason = "";
    private long _busySince;
    private long _closeSentAt;
    private TaskCompletionSource? _idle;

    /// <summary>No frame is taken any more.</summary>
    public bool Closing => Volatile.Read(ref _closed);

    /// <summary>Sends a frame, which then belongs to the writer. False: the connection is closing, nothing will leave.</summary>
    public bool Send(OutgoingFrame frame)
    {
        bool start, tooMuch;
        lock (_gate)
        {
            if (_closed)
            {
                frame.Release();
                return false;
            }

            // A single frame may be larger than the bound; only a backlog may not.
            tooMuch = _first is not null && _queuedBytes + frame.Length > services.Timing.MaxQueuedBytes;
            if (_first is null)
            {
                _first = frame;
            }
            else
            {
                _last!.Next = frame;
            }

            _last = frame;
            _queuedBytes += frame.Length;
            start = !_draining;
            _draining = true;
        }

        if (tooMuch)
        {
            link.Abort(Statement.Of(LinkEnd.TooMuchWaits));
            return false;
        }

        if (start)
        {
            _ = DrainAsync();
        }

        return true;
    }

    /// <summary>Sends what is queued, then a close frame.</summary>
    public void Close(WebSocketCloseStatus status, string reason)
    {
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            _closed = true;
            _closeReason = Shorten(reason);
            _closeStatus = status;
            if (_draining)
            {
                return;
            }

            _draining = true;
        }

        _ = DrainAsync();
    }

    /// <summary>Takes no more and waits until the frame that is leaving has left or failed. The end of the connection awaits this, so no send outlives it.</summary>
    public Task CompleteAsync()
    {
        lock (_gate)
        {
            _closed = true;
            if (!_draining)
            {
                return Task.CompletedTask;
            }

            _idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _idle.Task;
        }
    }

    /// <summary>Says why the connection must be torn down, or null.</summary>
    public Statement<LinkEnd>? Overdue(long now)
    {
        var busySince = Volatile.Read(ref _busySince);
        if (busySince != 0 && services.Time.GetElapsedTime(busySince, now) >= services.Timing.SendStall)
        {
            return Statement.Of(LinkEnd.SlowReader);
        }

        var closeSentAt = Volatile.Read(ref _closeSentAt);
        return closeSentAt != 0 && services.Time.GetElapsedTime(closeSentAt, now) >= services.Timing.CloseGrace ? Statement.Of(LinkEnd.CloseUnanswered) : null;
    }

    /// <summary>
    /// Runs until the queue is empty; started by the one who set <see cref="_draining"/>, so there is never a second one. It ends without
    /// an exception whatever happens, and <see cref="CompleteAsync"/> waits for it.
    /// </summary>
    private async Task DrainAsync()
    {
        while (Take(out var frame))
        {
            try
            {
                if (frame is null)
                {
                    await socket.CloseOutputAsync(_closeStatus!.Value, _closeReason, CancellationToken.None);
                    continue;
                }

                var flags = frame.Length < ShortestCompressed ? WebSocketMessageFlags.EndOfMessage | WebSocketMessageFlags.DisableCompression : WebSocketMessageFlags.EndOfMessage;
                await socket.SendAsync(frame.Memory, WebSocketMessageType.Text, flags, CancellationToken.None);
                services.Metrics.FrameSent();
            }
            catch (Exception e)
            {
                // Whatever broke the send broke the link: the receive loop ends by the abort and tells the station's inbox.
                Drop();
                link.Abort(StationConnection.IsLinkFault(e) ? Statement.Of(LinkEnd.LostWhileSending) : Statement.Of(LinkEnd.SendingFailed, e.Message));
            }
            finally
            {
                frame?.Release();
            }
        }
    }

    /// <summary>Next frame, null for the close frame; false when there is nothing to do and the writer is idle again.</summary>
    private bool Take(out OutgoingFrame? frame)
    {
        lock (_gate)
        {
            frame = _first;
            if (frame is not null)
            {
                _first = frame.Next;
                frame.Next = null;
                _last = _first is null ? null : _last;
                _queuedBytes -= frame.Length;
                _busySince = services.Time.GetTimestamp();
                return true;
            }

            if (_closeStatus is not null && _closeSentAt == 0)
            {
                _closeSentAt = _busySince = services.Time.GetTimestamp();
                return true;
            }

            _draining = false;
            _busySince = 0;
            _idle?.TrySetResult();
            return false;
        }
    }

    private void Drop()
    {
        lock (_gate)
        {
            _closed = true;
            _closeSentAt = 1;
            while (_first is { } frame)
            {
                _first = frame.Next;
                frame.Release();
            }
        }
    }

    private static string Shorten(string reason)
    {
        while (Encoding.UTF8.GetByteCount(reason) > LongestCloseReason)
        {
            reason = reason[..^1];
        }

        return reason;
    }
}
