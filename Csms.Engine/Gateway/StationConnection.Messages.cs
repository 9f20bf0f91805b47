using System.Buffers;
using Csms.Engine.Events;
using Csms.Engine.Ocpp;
using Csms.Engine.Ocpp.Framing;
using Csms.Engine.Units;

namespace Csms.Engine.Gateway;

/// <summary>Frame, pair, translate, hand over, answer (steps 2, 3, 4 and 7 of the route of a message).</summary>
internal sealed partial class StationConnection
{
    // One scratch a thread: an answer is written in one go.
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? scratch;

    private IncomingCall? _inProgress;
    private int _inProgressCount;
    private AnswerMemory? _answers;
    private bool _ended;
    private int _faultsInARow;

    /// <summary>Sends the answer of a station's CALL. Any thread.</summary>
    public void Answer(IncomingCall call, StationAnswer answer)
    {
        if (call.Type == OcppMessageType.Send)
        {
            Forget(call);
            Settle(call, null, default, null, null);
            return;
        }

        if (answer is NotAccepted)
        {
            Refuse(call, OcppErrorCode.SecurityError, "The station is not accepted: only BootNotification may be sent");
            return;
        }

        if (answer is OutOfBounds fault)
        {
            var note = NoteOf(fault);
            call.Note(note);
            Refuse(call, OcppErrorCode.PropertyConstraintViolation, note.ToString());
            return;
        }

        var output = scratch is { Capacity: <= 65536 } kept ? kept : scratch = new ArrayBufferWriter<byte>(1024);
        output.ResetWrittenCount();
        try
        {
            Dialect.WriteAnswer(call.Action, answer, output);
        }
        catch (Exception e)
        {
            // A bug in one answer costs this message, not the station's actor that called us.
            LogMessageFailed(_services.Logger, e, Station, call.Action, call.MessageId);
            Refuse(call, OcppErrorCode.InternalError, "The answer could not be written");
            return;
        }

        var frame = new OutgoingFrame(output.WrittenCount + 64);
        FrameWriter.WriteCallResult(frame, call.MessageId, output.WrittenSpan);
        Forget(call, frame, output.WrittenCount);
        var left = Send(frame);
        if (left)
        {
            _services.Metrics.Answered(_services.Time.GetElapsedTime(call.ReceivedTimestamp));
        }

        Settle(call, left ? OcppMessageType.CallResult : null, output.WrittenSpan, null, null);
    }

    private static Statement<FrameNote> NoteOf(OutOfBounds fault) => fault.What switch
    {
        BoundKind.Evse => Statement.Of(FrameNote.EvseOutOfBounds, fault.Value, fault.Highest),
        BoundKind.Connector => Statement.Of(FrameNote.ConnectorOutOfBounds, fault.Value, fault.Highest),
        BoundKind.Places => Statement.Of(FrameNote.TooManyPlaces, fault.Highest),
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault.What, "no bound"),
    };

    /// <summary>Sends a CALLERROR. It is not remembered: the repeat is processed.</summary>
    public void Refuse(IncomingCall call, OcppErrorCode code, string text)
    {
        Forget(call);
        var left = call.Type == OcppMessageType.Call && SendError(new FrameAnswer(OcppMessageType.CallError, call.MessageId, code, text));
        Settle(call, left ? OcppMessageType.CallError : null, default, code, text);
    }

    /// <summary>Nothing is sent and the id is forgotten.</summary>
    public void Abandon(IncomingCall call)
    {
        Forget(call);
        Settle(call, null, default, null, null);
    }

    /// <summary>Takes a whole message. True: the buffer is kept until the message is answered.</summary>
    private bool OnMessage(byte[] buffer, int length)
    {
        var receivedAt = _services.Time.GetUtcNow();
        Volatile.Write(ref _lastFrameTicks, receivedAt.UtcTicks);
        _services.Metrics.FrameReceived();
        if (!FrameReader.TryRead(Dialect.Version, buffer.AsMemory(0, length), out var frame, out var fault))
        {
            OnFault(fault, buffer.AsSpan(0, length), receivedAt);
            return false;
        }

        _faultsInARow = 0;
        switch (frame.Type)
        {
            case OcppMessageType.Call or OcppMessageType.Send:
                return OnCall(frame, buffer, receivedAt);
            case OcppMessageType.CallResult or OcppMessageType.CallError:
                OnAnswer(frame, receivedAt);
                return false;
            default:
                LogComplaint(_services.Logger, Station, frame.MessageId, frame.ErrorCode, frame.ErrorDescription);
                AppendLone(frame, receivedAt, null);
                Inbox.Touched(this);
                return false;
        }
    }

    private bool OnCall(in OcppFrame frame, byte[] buffer, DateTimeOffset receivedAt)
    {
        var timestamp = _services.Time.GetTimestamp();
        var fingerprint = AnswerMemory.Fingerprint(frame.Action, frame.Payload.Span);
        if (IsRepeat(frame, fingerprint, receivedAt, timestamp))
        {
            Inbox.Touched(this);
            return false;
        }

        IncomingCall? call = null;
        try
        {
            var translation = Dialect.Translate(frame.Action, frame.Payload.Span);
            if (translation.Message is null)
            {
                RefuseUnread(frame, receivedAt, translation.Error, translation.ErrorText ?? "", translation.Notes);
                return false;
            }

            call = new IncomingCall(this, frame, buffer, fingerprint, receivedAt, timestamp, translation.Notes);
            lock (_gate)
            {
                call.Next = _inProgress;
                _inProgress = call;
                _inProgressCount++;
            }

            Inbox.Receive(this, translation.Message, call);
            return true;
        }
        catch (Exception e)
        {
            // The edge of the loop: a bug in one message costs this message, not the connection.
            LogMessageFailed(_services.Logger, e, Station, frame.Action, frame.MessageId);
            if (call is null)
            {
                RefuseUnread(frame, receivedAt, OcppErrorCode.InternalError, "The message could not be processed");
                return false;
            }

            if (call.TrySettle())
            {
                Refuse(call, OcppErrorCode.InternalError, "The message could not be processed");
            }

            return true;
        }
    }

    /// <summary>The same id and payload again: answered as before, or, still under way, answered once.</summary>
    private bool IsRepeat(in OcppFrame frame, int fingerprint, DateTimeOffset receivedAt, long timestamp)
    {
        AnswerMemory.Answer answer = default;
        bool underWay;
        lock (_gate)
        {
            underWay = IsUnderWay(frame, fingerprint);
            if (!underWay && (_answers is null || !_answers.TryFind(frame.MessageId, fingerprint, timestamp, _services.Time, out answer)))
            {
                return false;
            }
        }

        if (underWay)
        {
            AppendLone(frame, receivedAt, RepeatUnderWay);
        }
        else if (frame.Type == OcppMessageType.Call && Send(OutgoingFrame.Of(answer.Frame)))
        {
            AppendExchange(frame, receivedAt, OcppMessageType.CallResult, answer.Payload, null, null, RepeatAnswered);
        }

        return true;
    }

    private bool IsUnderWay(in OcppFrame frame, int fingerprint)
    {
        for (var call = _inProgress; call is not null; call = call.Next)
        {
            if (call.Fingerprint == fingerprint && call.MessageId == frame.MessageId && call.Payload.Span.SequenceEqual(frame.Payload.Span))
            {
                return true;
            }
        }

        return false;
    }

    private void OnAnswer(in OcppFrame frame, DateTimeOffset receivedAt)
    {
        if (Volatile.Read(ref _calls)?.TryAnswer(frame, receivedAt) != true)
        {
            _services.Metrics.AnswerDropped();
            LogUnknownAnswer(_services.Logger, Station, frame.MessageId);
            AppendLone(frame, receivedAt, NobodyWaits);
        }

        Inbox.Touched(this);
    }

    private void OnFault(in FrameFault fault, ReadOnlySpan<byte> text, DateTimeOffset receivedAt)
    {
        LogFault(_services.Logger, Station, fault.Kind, fault.MessageId);
        var answer = FrameFaultPolicy.AnswerTo(fault, Dialect.Version);
        if (fault is { Type: OcppMessageType.CallResult or OcppMessageType.CallError, MessageId: { } id })
        {
            Volatile.Read(ref _calls)?.TryRefuse(id, answer?.Code ?? OcppErrorCode.FormatViolation, "The station's answer is no valid frame", receivedAt);
        }

        var left = answer is { } error && SendError(error);
        _services.Append(new FrameRecord
        {
            Station = Station,
            StationKey = Inbox.Key,
            FromStation = true,
            At = receivedAt,
            Type = fault.Type,
            MessageId = fault.MessageId,
            Payload = text,
            AnsweredAt = left ? _services.Time.GetUtcNow() : null,
            AnswerType = left ? answer!.Value.Type : null,
            ErrorCode = left ? answer!.Value.Code.Spelling(Dialect.Version) : null,
            ErrorDescription = left ? answer!.Value.Description : null,
        });
        Inbox.Touched(this);
        if (++_faultsInARow >= _services.Timing.MaxFaultsInARow)
        {
            Close(System.Net.WebSockets.WebSocketCloseStatus.PolicyViolation, Statement.Of(LinkEnd.Unreadable, _faultsInARow));
        }
    }

    private void RefuseUnread(in OcppFrame frame, DateTimeOffset receivedAt, OcppErrorCode code, string text, IReadOnlyList<Statement<FrameNote>>? notes = null)
    {
        LogRefused(_services.Logger, Station, frame.Action, frame.MessageId, code, text);
        var left = frame.Type == OcppMessageType.Call && SendError(new FrameAnswer(OcppMessageType.CallError, frame.MessageId, code, text));
        AppendExchange(frame, receivedAt, left ? OcppMessageType.CallError : null, default, code, text, notes);
        Inbox.Touched(this);
    }

    private bool SendError(FrameAnswer error)
    {
        var frame = new OutgoingFrame(error.Description.Length + 128);
        FrameWriter.WriteAnswer(frame, Dialect.Version, error);
        if (!Send(frame))
        {
            return false;
        }

        _services.Metrics.CallErrorSent();
        return true;
    }

    /// <summary>Takes a CALL out of those under way and remembers its answer, if one is given, in the same breath: a repeat finds it in one place or the other.</summary>
    private void Forget(IncomingCall call, OutgoingFrame? answer = null, int payloadLength = 0)
    {
        lock (_gate)
        {
            if (_inProgress == call)
            {
                _inProgress = call.Next;
            }
            else
            {
                var before = _inProgress;
                while (before is not null && before.Next != call)
                {
                    before = before.Next;
                }

                if (before is not null)
                {
                    before.Next = call.Next;
                }
            }

            call.Next = null;
            _inProgressCount--;
            if (answer is not null && !_ended)
            {
                (_answers ??= new AnswerMemory()).Add(call.MessageId, call.Fingerprint, answer.Span.ToArray(), payloadLength, call.ReceivedTimestamp);
            }
        }

        Volatile.Read(ref _room)?.TrySetResult();
    }

    /// <summary>Writes the exchange to the raw log and lets go of the request's buffer.</summary>
    private void Settle(IncomingCall call, OcppMessageType? answerType, ReadOnlySpan<byte> answerPayload, OcppErrorCode? code, string? text)
    {
        if (answerType is null && _ended)
        {
            _services.Metrics.AnswerDropped();
            LogAnswerDropped(_services.Logger, Station, call.Action, call.MessageId);
        }

        _services.Append(new FrameRecord
        {
            Station = Station,
            StationKey = Inbox.Key,
            FromStation = true,
            At = call.ReceivedAt,
            Type = call.Type,
            Action = call.Action,
            MessageId = call.MessageId,
            Payload = call.Payload.Span,
            AnsweredAt = answerType is null ? null : _services.Time.GetUtcNow(),
            AnswerType = answerType,
            AnswerPayload = answerType is null ? default : answerPayload,
            ErrorCode = answerType is null ? null : code?.Spelling(Dialect.Version),
            ErrorDescription = answerType is null ? null : text,
            Notes = call.Notes,
        });
        call.Release();
    }

    /// <summary>The connection is gone; replies that still come find nobody. Their buffers are given back by them.</summary>
    private void DropIncoming()
    {
        lock (_gate)
        {
            _ended = true;
            _answers = null;
        }
    }
}
