using System.Diagnostics.CodeAnalysis;
using Csms.Engine.Ocpp;
using Csms.Engine.Ocpp.Framing;

namespace Csms.Engine.Gateway;

/// <summary>
/// The CALLs to one station: one under way, a bounded queue behind it, a timeout (OCPP 2.1 Part 4, 4.1.1). Made when the first CALL is
/// wanted; most connections never need one.
/// </summary>
internal sealed class CallLine(StationConnection link, GatewayServices services)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<PendingCall> _waiting = new();
    private PendingCall? _open;
    private bool _ended;

    /// <summary>Sends the CALL when its turn comes. A caller that gives up takes a waiting CALL out; one that has left stays under way.</summary>
    public ValueTask<CallOutcome> CallAsync(OutgoingCall call, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<CallOutcome>(cancellation);
        }

        var pending = new PendingCall(call);
        LinkedListNode<PendingCall>? place = null;
        lock (_gate)
        {
            if (_ended || _waiting.Count >= services.Timing.MaxWaitingCalls)
            {
                return ValueTask.FromResult(new CallOutcome { Result = CallResult.NotSent });
            }

            if (_open is null)
            {
                _open = pending;
            }
            else
            {
                place = _waiting.AddLast(pending);
            }
        }

        if (place is null)
        {
            Send(pending);
        }

        return cancellation.CanBeCanceled ? WaitAsync(pending, place, cancellation) : new ValueTask<CallOutcome>(pending.Task);
    }

    /// <summary>Pairs an answer with the CALL under way. False: nobody waits for it.</summary>
    public bool TryAnswer(in OcppFrame frame, DateTimeOffset at)
    {
        if (!TryTake(frame.MessageId, out var pending, out var next))
        {
            return false;
        }

        var refused = frame.Type == OcppMessageType.CallError;
        services.Metrics.CallAnswered(services.Time.GetElapsedTime(pending.SentTimestamp));
        Finish(pending, next, new CallOutcome
        {
            Result = refused ? CallResult.Refused : CallResult.Answered,
            MessageId = pending.MessageId,
            SentAt = pending.SentAt,
            AnsweredAt = at,
            Payload = refused ? default : frame.Payload.ToArray(),
            ErrorCode = refused ? frame.ErrorCode : null,
            ErrorDescription = refused ? frame.ErrorDescription : null,
            ErrorDetails = refused ? frame.Payload.ToArray() : default,
        }, frame.Type, frame.Payload.Span);
        return true;
    }

    /// <summary>An answer came that is no readable frame: the CALL under way gets no other.</summary>
    public bool TryRefuse(string messageId, OcppErrorCode code, string description, DateTimeOffset at)
    {
        if (!TryTake(messageId, out var pending, out var next))
        {
            return false;
        }

        Finish(pending, next, new CallOutcome
        {
            Result = CallResult.Refused,
            MessageId = pending.MessageId,
            SentAt = pending.SentAt,
            AnsweredAt = at,
            ErrorCode = code.Spelling(link.Dialect.Version),
            ErrorDescription = description,
        }, null, default);
        return true;
    }

    /// <summary>Ends the CALL under way when its time is over.</summary>
    public void Sweep(long now)
    {
        PendingCall? late;
        PendingCall? next;
        lock (_gate)
        {
            // The id is set when the frame is written; before that there is nothing to time.
            if (_open is not { MessageId: not null } open || services.Time.GetElapsedTime(open.SentTimestamp, now) < services.CallTimeout)
            {
                return;
            }

            late = open;
            next = Advance();
        }

        StationConnection.LogCallTimedOut(services.Logger, link.Station, late.Call.Action, late.MessageId!, services.CallTimeout.TotalSeconds);
        Finish(late, next, Lost(late, CallResult.TimedOut), null, default);
    }

    /// <summary>The connection is gone.</summary>
    public void End()
    {
        PendingCall? open;
        lock (_gate)
        {
            _ended = true;
            open = _open;
            _open = null;
            foreach (var waiting in _waiting)
            {
                waiting.TrySetResult(new CallOutcome { Result = CallResult.NotSent });
            }

            _waiting.Clear();
        }

        if (open is not null)
        {
            Finish(open, null, Lost(open, open.MessageId is null ? CallResult.NotSent : CallResult.LinkLost), null, default);
        }
    }

    private static CallOutcome Lost(PendingCall pending, CallResult result) =>
        new() { Result = result, MessageId = pending.MessageId, SentAt = pending.MessageId is null ? null : pending.SentAt };

    private async ValueTask<CallOutcome> WaitAsync(PendingCall pending, LinkedListNode<PendingCall>? place, CancellationToken cancellation)
    {
        await using var giveUp = cancellation.UnsafeRegister(_ => GiveUp(pending, place, cancellation), null);
        return await pending.Task;
    }

    private void GiveUp(PendingCall pending, LinkedListNode<PendingCall>? place, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (place?.List is not null)
            {
                _waiting.Remove(place);
            }
        }

        pending.TrySetCanceled(cancellation);
    }

    private bool TryTake(string messageId, [NotNullWhen(true)] out PendingCall? pending, out PendingCall? next)
    {
        lock (_gate)
        {
            if (_open is not { } open || open.MessageId != messageId)
            {
                pending = next = null;
                return false;
            }

            pending = open;
            next = Advance();
            return true;
        }
    }

    /// <summary>Makes the first that waits the one under way; it is then to be sent outside the lock.</summary>
    private PendingCall? Advance()
    {
        _open = _waiting.First?.Value;
        if (_open is not null)
        {
            _waiting.RemoveFirst();
        }

        return _open;
    }

    private void Finish(PendingCall pending, PendingCall? next, CallOutcome outcome, OcppMessageType? answerType, ReadOnlySpan<byte> answerPayload)
    {
        if (next is not null)
        {
            Send(next);
        }

        if (outcome.MessageId is not null)
        {
            services.Append(new FrameRecord
            {
                Station = link.Station,
                StationKey = link.Inbox.Key,
                FromStation = false,
                At = pending.SentAt,
                Type = OcppMessageType.Call,
                Action = pending.Call.Action,
                MessageId = pending.MessageId,
                Payload = (pending.Call.LoggedPayload ?? pending.Call.Payload).Span,
                AnsweredAt = outcome.AnsweredAt,
                AnswerType = answerType,
                AnswerPayload = answerPayload,
                ErrorCode = outcome.ErrorCode,
                ErrorDescription = outcome.ErrorDescription,
            });
        }

        pending.TrySetResult(outcome);
    }

    private void Send(PendingCall pending)
    {
        var messageId = services.Ids.Next();
        var frame = new OutgoingFrame(pending.Call.Payload.Length + 128);
        FrameWriter.WriteCall(frame, messageId, pending.Call.Action, pending.Call.Payload.Span);
        lock (_gate)
        {
            if (_ended)
            {
                frame.Release();
                return;
            }

            pending.SentAt = services.Time.GetUtcNow();
            pending.SentTimestamp = services.Time.GetTimestamp();
            pending.MessageId = messageId;
        }

        if (!link.Send(frame))
        {
            // The connection is closing: what is under way and what waits ends with it, as not sent.
            lock (_gate)
            {
                pending.MessageId = null;
            }

            End();
        }
    }
}
