using Csms.Engine.Events;
using Csms.Engine.Gateway;
using Csms.Engine.Sessions;
using Csms.Engine.Storage;
using Csms.Engine.Units;
using Npgsql;

namespace Csms.Engine.Stations;

/// <summary>
/// One station, one writer: all facts, questions and commands of a station pass through this mailbox in order. Idle it costs a few
/// references: it runs on the thread pool only while there is something to do. While a decision is being committed the mailbox waits,
/// so the next message always sees what is durable.
/// </summary>
internal sealed partial class StationActor(StationState initial, StationServices services) : IStationInbox, IThreadPoolWorkItem
{
    /// <summary>More work than this means a station that floods without waiting for answers; the connection's own limit is lower.</summary>
    private const int MailboxLimit = 1024;

    private readonly Lock _gate = new();
    private Queue<StationWork>? _mail;
    private SessionCommit? _committed;
    private bool _scheduled;
    private bool _waiting;
    private bool _doubtful;
    private string? _claim;
    private IStationLink? _link;
    private volatile StationState _state = initial;
    private volatile TriggeredMessages? _triggered;

    public StationId Id => _state.Id;

    public int Key => _state.Key;

    /// <summary>The station as of now; safe to read from anywhere.</summary>
    public StationState State => _state;

    /// <summary>The live connection, or null.</summary>
    public IStationLink? Link => Volatile.Read(ref _link);

    public void LinkOpened(IStationLink link) => Post(new StationWork.Opened(link));

    public void Receive(IStationLink link, StationMessage message, IReply reply)
    {
        _state.Pulse.LastSeenAt = reply.ReceivedAt;
        if (!Post(new StationWork.Message(link, message, reply)))
        {
            reply.Abandon();
        }
    }

    public void Touched(IStationLink link) => _state.Pulse.LastSeenAt = link.LastFrameAt;

    public void LinkClosed(IStationLink link, Statement<LinkEnd> reason) => Post(new StationWork.Closed(link, reason));

    /// <summary>Does something of our own to the state, in order with the station's messages.</summary>
    /// <param name="decide">Pure; null when there is nothing to do.</param>
    /// <returns>The state afterwards; null when there was nothing to do or it could not be made durable.</returns>
    public Task<StationState?> DoAsync(Func<StationState, DateTimeOffset, Decision?> decide)
    {
        var done = new TaskCompletionSource<StationState?>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!Post(new StationWork.Own(decide, done)))
        {
            done.SetResult(null);
        }

        return done.Task;
    }

    /// <summary>The same without waiting.</summary>
    public void Do(Func<StationState, DateTimeOffset, Decision?> decide) => Post(new StationWork.Own(decide, null));

    /// <summary>The CSMS has asked for these messages: they may come before the station is accepted.</summary>
    public void Expect(string action) => _triggered = (_triggered ?? TriggeredMessages.None).With(action);

    /// <summary>The journal is done with a decision.</summary>
    public void Resume(SessionCommit commit)
    {
        lock (_gate)
        {
            _committed = commit;
            if (_scheduled)
            {
                return;
            }

            _scheduled = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    void IThreadPoolWorkItem.Execute()
    {
        while (true)
        {
            StationWork? work = null;
            SessionCommit? committed;
            lock (_gate)
            {
                committed = _committed;
                _committed = null;
                if (committed is null && (_waiting || _mail is null || !_mail.TryDequeue(out work)))
                {
                    _scheduled = false;
                    if (_mail is { Count: 0 })
                    {
                        _mail = null;
                    }

                    return;
                }
            }

            try
            {
                if (committed is not null)
                {
                    _waiting = false;
                    Finish(committed);
                }
                else
                {
                    Handle(work!);
                }
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                // The edge of the mailbox: a bug in handling one message sets that message aside, the station goes on.
                services.Logger.LogHandlingFailed(exception, Id);
                SetAside(committed?.Work ?? work!);
            }

            if (!_waiting)
            {
                ReleaseClaim();
            }
        }
    }

    private bool Post(StationWork work)
    {
        lock (_gate)
        {
            _mail ??= new Queue<StationWork>(2);
            if (_mail.Count >= MailboxLimit && work is StationWork.Message)
            {
                return false;
            }

            _mail.Enqueue(work);
            if (_scheduled || _waiting)
            {
                return true;
            }

            _scheduled = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        return true;
    }

    private void Handle(StationWork work)
    {
        switch (work)
        {
            case StationWork.Message message:
                Handle(message);
                break;
            case StationWork.Own own:
                Handle(own);
                break;
            case StationWork.Opened opened:
                Open(opened.Link);
                break;
            case StationWork.Closed closed:
                Close(closed);
                break;
            default:
                throw new InvalidOperationException($"no station work {work.GetType().Name}");
        }
    }

    private void Handle(StationWork.Message work)
    {
        var state = _state;
        if (work.Content is TransactionReported transaction)
        {
            if (_doubtful)
            {
                Load(work, LoadBookAsync);
                return;
            }

            if (!services.Numbers.TryReserve())
            {
                work.Reply.Abandon();
                return;
            }
        }
        else
        {
            transaction = null!;
        }

        var decision = StationLogic.Decide(state, work.Content, ContextOf(state, work));
        if (decision.LookUp is not null)
        {
            work.LookedUp = true;
            Load(work, cancellation => LoadTransactionAsync(transaction, cancellation));
            return;
        }

        Carry(decision, work, work.Reply.ReceivedAt);
    }

    private void Handle(StationWork.Own own)
    {
        var now = services.Time.GetUtcNow();
        if (own.Decide(_state, now) is { } decision)
        {
            Carry(decision, own, now);
        }
        else
        {
            own.Done?.TrySetResult(null);
        }
    }

    private void Carry(Decision decision, StationWork work, DateTimeOffset receivedAt)
    {
        if (decision.Commit is null)
        {
            Apply(decision, work);
            return;
        }

        _waiting = true;
        services.Journal.Append(new SessionCommit(this, decision, receivedAt, work));
    }

    private void Finish(SessionCommit commit)
    {
        if (commit.Failure is null)
        {
            Apply(commit.Decision, commit.Work);
            return;
        }

        services.Logger.LogCommitFailed(Id, commit.Failure.Value);
        _doubtful |= commit.Failure == JournalFailure.Unavailable;
        if (commit is { Failure: JournalFailure.Duplicate, Work: StationWork.Message { Refused: false, Content: TransactionReported transaction } message })
        {
            // The store knows this start or transaction already: get it and answer as before.
            message.Refused = true;
            message.LookedUp = true;
            Load(message, transaction.IdIsOurs
                ? cancellation => LoadStartAsync(SessionReconciler.StartKeyOf(transaction), cancellation)
                : cancellation => LoadTransactionAsync(transaction, cancellation));
            return;
        }

        if (commit.Failure == JournalFailure.Unavailable)
        {
            (commit.Work as StationWork.Message)?.Reply.Abandon();
            (commit.Work as StationWork.Own)?.Done?.TrySetResult(null);
            return;
        }

        GiveUp(commit.Work, "the message could not be stored");
    }

    /// <summary>The decision is true now: everyone sees it, then the station is answered.</summary>
    private void Apply(Decision decision, StationWork work)
    {
        var before = _state;
        var after = decision.State;
        if (!ReferenceEquals(before, after))
        {
            Publish(before, after);
        }

        switch (work)
        {
            case StationWork.Message message:
                Note(after, decision, message);
                message.Reply.Answer(decision.Answer);
                if (decision.WriteBehind is { } session)
                {
                    Do((state, _) => StationLogic.Write(state, session));
                }

                Tell(observer => observer.Told(after, message.Content, message.Reply.ReceivedAt));

                break;
            case StationWork.Own own:
                own.Done?.TrySetResult(after);
                break;
            default:
                break;
        }
    }

    private void Publish(StationState before, StationState after)
    {
        _state = after;
        if (before.Sessions != after.Sessions)
        {
            FollowTokens(before.Sessions, after.Sessions);
        }

        Tell(observer => observer.Changed(before, after));
    }

    /// <summary>A watcher's bug is the watcher's: the station's message is committed and answered all the same.</summary>
    private void Tell(Action<IStationObserver> tell)
    {
        foreach (var observer in services.Observers)
        {
            try
            {
                tell(observer);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                services.Logger.LogObserverFailed(exception, Id, observer.GetType().Name);
            }
        }
    }

    private void Note(StationState after, Decision decision, StationWork.Message message)
    {
        if (decision.Reported is { Count: > 0 } reported)
        {
            services.Log.Reported(after, reported, message.Reply.ReceivedAt);
        }

        switch (message.Content)
        {
            case BootReported:
                services.Log.Booted(after);
                break;
            case ReportPartReported report:
                services.Log.Variables(after, report.Variables, message.Reply.ReceivedAt);
                break;
            default:
                break;
        }
    }

    private void FollowTokens(SessionBook before, SessionBook after)
    {
        foreach (var session in after.Sessions)
        {
            if (session.Token is { } token && (before.ById(session.Id) is var was) && (was?.IsActive != session.IsActive || was?.Token != session.Token))
            {
                if (session.IsActive)
                {
                    services.Running.Begin(token.Value, session.Id, Id, session.EvseId);
                }
                else
                {
                    services.Running.End(token.Value, session.Id);
                }
            }
        }
    }

    private StationContext ContextOf(StationState state, StationWork.Message work)
    {
        var (token, evse) = work.Content switch
        {
            TransactionReported transaction => (transaction.Token, transaction.EvseId),
            AuthorizationAsked asked => (asked.Token, (int?)null),
            _ => (null, null),
        };
        return new StationContext
        {
            Now = work.Reply.ReceivedAt,
            LinkOpenedAt = work.Link.OpenedAt,
            Verdict = token is null ? null : Judge(work, token, evse),
            NextSessionId = services.NextSession,
            LookedUp = work.LookedUp,
            Triggered = _triggered?.Has(work.Content) ?? false,
            SecurityProfile = work.Link.SecurityProfile,
            ConnectorLimit = services.ConnectorLimit,
            HeartbeatSeconds = services.HeartbeatSeconds,
        };
    }

    private IdTokenInfo Judge(StationWork.Message work, IdToken token, int? evse)
    {
        if (work.Content is not TransactionReported { Phase: not TransactionPhase.Ended })
        {
            return services.Tokens.Judge(token, Id, evse, work.Reply.ReceivedAt);
        }

        ReleaseClaim();
        var verdict = services.Tokens.JudgeStart(token, Id, evse, work.Reply.ReceivedAt, out var claimed);
        _claim = claimed ? token.Value : null;
        return verdict;
    }

    /// <summary>The start that took the token for itself is decided: what is committed holds it now.</summary>
    private void ReleaseClaim()
    {
        if (_claim is { } token)
        {
            _claim = null;
            services.Running.Release(token, Id);
        }
    }

    private void Open(IStationLink link)
    {
        Volatile.Write(ref _link, link);
        var before = _state;
        var after = before with
        {
            Link = LinkState.Online,
            LinkSince = link.OpenedAt,
            LinkReason = null,
            OcppVersion = VersionWord(link.Dialect.Version),
            Version = before.Version + 1,
        };
        before.Pulse.LastSeenAt = link.OpenedAt;
        Publish(before, after);
        services.Log.LinkChanged(after, link.OpenedAt);
    }

    private void Close(StationWork.Closed closed)
    {
        if (!ReferenceEquals(_link, closed.Link))
        {
            return; // an older connection that a newer one has replaced
        }

        Volatile.Write(ref _link, null);
        var now = services.Time.GetUtcNow();
        var before = _state;
        var after = before with { Link = LinkState.Offline, LinkSince = now, LinkReason = closed.Reason, Version = before.Version + 1 };
        Publish(before, after);
        services.Log.LinkChanged(after, now);
    }

    /// <summary>Gets what a message needs from the store, then handles the message again; the mailbox waits meanwhile.</summary>
    private void Load(StationWork.Message work, Func<CancellationToken, Task<bool>> load)
    {
        _waiting = true;
        _ = LoadThenContinueAsync(work, load); // owned by the mailbox: it waits until Continue
    }

    private async Task LoadThenContinueAsync(StationWork.Message work, Func<CancellationToken, Task<bool>> load)
    {
        var ok = false;
        try
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10), services.Time);
            ok = await load(limit.Token);
        }
        catch (Exception exception) when (exception is NpgsqlException or OperationCanceledException or TimeoutException or IOException)
        {
            services.Logger.LogLookUpFailed(exception, Id);
        }

        if (!ok)
        {
            ReleaseClaim();
        }

        bool schedule;
        lock (_gate)
        {
            _waiting = false;
            if (ok)
            {
                // The message goes before everything that came after it.
                var rest = _mail;
                _mail = new Queue<StationWork>((rest?.Count ?? 0) + 1);
                _mail.Enqueue(work);
                while (rest is not null && rest.TryDequeue(out var item))
                {
                    _mail.Enqueue(item);
                }
            }

            schedule = !_scheduled;
            _scheduled = true;
        }

        if (!ok)
        {
            work.Reply.Abandon();
        }

        if (schedule)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    private async Task<bool> LoadTransactionAsync(TransactionReported message, CancellationToken cancellation)
    {
        var session = message.TransactionId is { } id ? await services.Sessions.ByTransactionAsync(Id, Key, id, cancellation) : null;
        if (session is null && message is { Phase: TransactionPhase.Ended, SequenceNumber: null })
        {
            // 1.6 with an id that we never gave: it may be the repeat of an end of long ago.
            session = await services.Sessions.ByEndKeyAsync(Id, Key, message.ContentKey, cancellation);
        }

        Remember(session);
        return true;
    }

    private async Task<bool> LoadStartAsync(string startKey, CancellationToken cancellation)
    {
        Remember(await services.Sessions.ByStartKeyAsync(Id, Key, startKey, cancellation));
        return true;
    }

    private async Task<bool> LoadBookAsync(CancellationToken cancellation)
    {
        var book = await services.Sessions.BookAsync(Id, Key, cancellation);
        Publish(_state, _state with { Sessions = book, Version = _state.Version + 1 });
        _doubtful = false;
        return true;
    }

    private void Remember(Session? session)
    {
        if (session is not null)
        {
            Publish(_state, _state with { Sessions = _state.Sessions.With(session), Version = _state.Version + 1 });
        }
    }

    /// <summary>Handling failed by a bug: the station is told so, unless it has its answer already.</summary>
    private void SetAside(StationWork work)
    {
        try
        {
            GiveUp(work, "internal error");
        }
        catch (InvalidOperationException exception)
        {
            services.Logger.LogHandlingFailed(exception, Id); // answered before it failed
        }
    }

    private static void GiveUp(StationWork work, string text)
    {
        switch (work)
        {
            case StationWork.Message message:
                message.Reply.Fail(text);
                break;
            case StationWork.Own own:
                own.Done?.TrySetResult(null);
                break;
            default:
                break;
        }
    }

    private static string VersionWord(Ocpp.Framing.OcppVersion version) => version switch
    {
        Ocpp.Framing.OcppVersion.V16 => "1.6",
        Ocpp.Framing.OcppVersion.V201 => "2.0.1",
        Ocpp.Framing.OcppVersion.V21 => "2.1",
        _ => throw new ArgumentOutOfRangeException(nameof(version), version, "no OCPP version"),
    };
}
