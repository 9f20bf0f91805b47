using Csms.Engine.Events;
using Csms.Engine.Gateway;
using Csms.Engine.Sessions;
using Csms.Engine.Storage;
using Csms.Engine.Units;
using Npgsql;

namespace Csms.Engine.Stations;

/// <summary>
/// One station, one writer: all facts, questions and commands of a station pass through its mailbox in order. Each is decided on (pure),
/// made durable where it must be, and only then seen by anyone and answered. While a decision is being committed the mailbox waits, so the
/// next message always sees what is durable.
/// </summary>
internal sealed class StationActor : IStationInbox
{
    /// <summary>How long the store may take to be asked for a message; the station repeats it later.</summary>
    private static readonly TimeSpan LookUpPatience = TimeSpan.FromSeconds(10);

    private readonly StationServices _services;
    private readonly StationMailbox _mailbox;
    private readonly StationTokens _tokens;
    private bool _doubtful;
    private bool _removed;
    private IStationLink? _link;
    private volatile StationState _state;
    private TriggeredMessages? _triggered;

    public StationActor(StationState initial, StationServices services)
    {
        _state = initial;
        _services = services;
        _mailbox = new StationMailbox(Handle);
        _tokens = new StationTokens(initial.Id, services.Tokens, services.Running, services.Contracts);
    }

    public StationId Id => _state.Id;

    public int Key => _state.Key;

    /// <summary>The station as of now; safe to read from anywhere.</summary>
    public StationState State => _state;

    /// <summary>The live connection, or null.</summary>
    public IStationLink? Link => Volatile.Read(ref _link);

    public void LinkOpened(IStationLink link) => _mailbox.Post(new StationWork.Opened(link));

    public void Receive(IStationLink link, StationMessage message, IReply reply)
    {
        _state.Pulse.LastSeenAt = reply.ReceivedAt;
        if (!_mailbox.Post(new StationWork.Message(link, message, reply)))
        {
            reply.Abandon();
        }
    }

    public void Touched(IStationLink link) => _state.Pulse.LastSeenAt = link.LastFrameAt;

    public void LinkClosed(IStationLink link, Statement<LinkEnd> reason) => _mailbox.Post(new StationWork.Closed(link, reason));

    /// <summary>Does something of our own to the state, in order with the station's messages.</summary>
    /// <param name="decide">Pure; null when there is nothing to do.</param>
    /// <returns>The state afterwards; null when there was nothing to do, it could not be made durable, or the station is no more.</returns>
    public Task<StationState?> DoAsync(Func<StationState, DateTimeOffset, Decision?> decide)
    {
        var done = new TaskCompletionSource<StationState?>(TaskCreationOptions.RunContinuationsAsynchronously);
        _mailbox.Post(new StationWork.Own(decide, done));
        return done.Task;
    }

    /// <summary>The same without waiting.</summary>
    public void Do(Func<StationState, DateTimeOffset, Decision?> decide) => _mailbox.Post(new StationWork.Own(decide, null));

    /// <summary>Takes the station off: its connection ends, nobody sees anything of it from now on. In order, so that no change comes after its removal.</summary>
    public Task RemoveAsync()
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _mailbox.Post(new StationWork.Removed(done));
        return done.Task;
    }

    /// <summary>The CSMS has asked for these messages: they may come before the station is accepted.</summary>
    public void Expect(string action)
    {
        TriggeredMessages? before;
        do
        {
            before = Volatile.Read(ref _triggered);
        }
        while (!ReferenceEquals(Interlocked.CompareExchange(ref _triggered, (before ?? TriggeredMessages.None).With(action), before), before));
    }

    /// <summary>The edge of the mailbox: a bug in handling one item sets that item aside, the station goes on.</summary>
    private void Handle(StationWork work)
    {
        try
        {
            if (_removed)
            {
                work.Dismiss();
            }
            else
            {
                Dispatch(work);
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            _services.Logger.LogHandlingFailed(exception, Id);
            SetAside(work);
        }

        if (!_mailbox.IsSuspended)
        {
            _tokens.Release();
        }
    }

    private void Dispatch(StationWork work)
    {
        switch (work)
        {
            case StationWork.Message message:
                Handle(message);
                break;
            case SessionCommit commit:
                Finish(commit);
                break;
            case StationWork.Own own:
                Handle(own);
                break;
            case StationWork.Found found:
                Continue(found);
                break;
            case StationWork.Opened opened:
                Open(opened.Link);
                break;
            case StationWork.Closed closed:
                Close(closed);
                break;
            case StationWork.Removed removed:
                Remove(removed);
                break;
            default:
                throw new InvalidOperationException($"no station work {work.GetType().Name}");
        }
    }

    private void Handle(StationWork.Message work)
    {
        var transaction = work.Content as TransactionReported;
        if (transaction is not null)
        {
            if (_doubtful)
            {
                LookUp(SessionLookUp.Book, work, transaction);
                return;
            }

            if (!_services.Numbers.TryReserve())
            {
                work.Reply.Abandon();
                return;
            }
        }

        var state = _state;
        var decision = StationLogic.Decide(state, work.Content, ContextOf(work));
        if (decision.LookUp is not null)
        {
            LookUp(SessionLookUp.Transaction, work, transaction!);
            return;
        }

        Carry(decision, work, work.Reply.ReceivedAt);
    }

    private void Handle(StationWork.Own own)
    {
        var now = _services.Time.GetUtcNow();
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

        _mailbox.Suspend();
        _services.Journal.Append(new SessionCommit(_mailbox, decision, receivedAt, work));
    }

    /// <summary>The journal is done with a decision.</summary>
    private void Finish(SessionCommit commit)
    {
        if (commit.Failure is not { } failure)
        {
            Apply(commit.Decision, commit.Work);
            return;
        }

        _services.Logger.LogCommitFailed(Id, failure);
        _doubtful |= failure == JournalFailure.Unavailable;
        if (failure == JournalFailure.Duplicate && commit.Work is StationWork.Message { Refused: false, Content: TransactionReported transaction } message)
        {
            // The store knows this start or transaction already: get it and answer as before.
            message.Refused = true;
            LookUp(transaction.IdIsOurs ? SessionLookUp.Start : SessionLookUp.Transaction, message, transaction);
        }
        else if (failure == JournalFailure.Unavailable)
        {
            commit.Work.Decline();
        }
        else
        {
            commit.Work.GiveUp("the message could not be stored");
        }
    }

    /// <summary>The decision is true now: everyone sees it, then the station is answered.</summary>
    private void Apply(Decision decision, StationWork work)
    {
        var after = decision.State;
        Publish(after);
        switch (work)
        {
            case StationWork.Message message:
                if (decision.Reported is { Count: > 0 } reported) _services.Log.Reported(after, reported, message.Reply.ReceivedAt);
                _services.Log.Told(after, message.Content, message.Reply.ReceivedAt);
                _services.Observers.Told(after, message.Content, message.Reply.ReceivedAt); // who hears the answer may look at once
                if (decision.Answer is NotAccepted || !_services.Desks.TryAsk(after, message.Content, message.Reply, decision.Answer)) // nobody decides on what may not be asked yet
                {
                    message.Reply.Answer(decision.Answer);
                }

                if (decision.WriteBehind is { } session)
                {
                    Do((state, _) => OwnDecisions.Write(state, session));
                }

                _services.Observers.Answered(after, message.Content);
                break;
            case StationWork.Own own:
                own.Done?.TrySetResult(after);
                break;
            default:
                throw new InvalidOperationException($"nothing is decided on {work.GetType().Name}");
        }
    }

    private void Publish(StationState after)
    {
        var before = _state;
        if (ReferenceEquals(before, after))
        {
            return;
        }

        _state = after;
        if (before.Sessions != after.Sessions)
        {
            _tokens.Follow(before.Sessions, after.Sessions);
        }

        _services.Observers.Changed(before, after);
    }

    private StationContext ContextOf(StationWork.Message work) => new()
    {
        Now = work.Reply.ReceivedAt,
        LinkOpenedAt = work.Link.OpenedAt,
        Verdict = _tokens.Judge(work.Content, work.Reply.ReceivedAt),
        Contract = _tokens.Contract(work.Content, work.Reply.ReceivedAt),
        StartLimits = work.Content is TransactionReported { RemoteStartId: { } number } ? _services.StartLimits.Find(_state.Id, number, work.Reply.ReceivedAt) : null,
        NextSessionId = _services.NextSession,
        LookedUp = work.LookedUp,
        Triggered = Volatile.Read(ref _triggered)?.Has(work.Content) ?? false,
        SecurityProfile = work.Link.SecurityProfile,
        ConnectorLimit = _services.ConnectorLimit,
        EvsePowersW = _services.Powers.PowersOf(Id),
        Tariff = _services.Prices.TariffOf(_state, work.Content, work.Reply.ReceivedAt, work.Link.OpenedAt),
        HeartbeatSeconds = _services.HeartbeatSeconds,
    };

    private void Open(IStationLink link)
    {
        Volatile.Write(ref _link, link);
        _state.Pulse.LastSeenAt = link.OpenedAt;
        Publish(OwnDecisions.Opened(_state, link.OpenedAt, link.Dialect.Version));
        _services.Log.LinkChanged(_state, link.OpenedAt);
    }

    private void Close(StationWork.Closed closed)
    {
        if (!ReferenceEquals(_link, closed.Link))
        {
            return; // an older connection that a newer one has replaced
        }

        Volatile.Write(ref _link, null);
        var now = _services.Time.GetUtcNow();
        Publish(OwnDecisions.Closed(_state, closed.Reason, now));
        _services.Log.LinkChanged(_state, now);
    }

    private void Remove(StationWork.Removed removed)
    {
        _removed = true;
        _link?.Close(Statement.Of(LinkEnd.StationRemoved));
        Volatile.Write(ref _link, null);
        _tokens.EndAll(_state.Sessions);
        _services.Observers.Removed(_state);
        removed.Done.SetResult();
    }

    /// <summary>Gets what a message needs from the store, then handles the message again; the mailbox waits meanwhile.</summary>
    private void LookUp(SessionLookUp lookUp, StationWork.Message work, TransactionReported message)
    {
        _mailbox.Suspend();
        _ = LookUpAsync(lookUp, work, message); // owned by the mailbox, which waits until it is resumed
    }

    private async Task LookUpAsync(SessionLookUp lookUp, StationWork.Message work, TransactionReported message)
    {
        SessionBook? found = null;
        try
        {
            using var limit = new CancellationTokenSource(LookUpPatience, _services.Time);
            found = await _services.LookUps.FindAsync(lookUp, _state, message, limit.Token);
        }
        catch (Exception exception) when (exception is NpgsqlException or OperationCanceledException or TimeoutException or IOException)
        {
            _services.Logger.LogLookUpFailed(exception, Id);
            work.Reply.Abandon();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // A bug in reading the store: without this the mailbox would wait for ever.
            _services.Logger.LogHandlingFailed(exception, Id);
            SetAside(work);
        }

        _mailbox.Resume(new StationWork.Found(work, lookUp, found));
    }

    private void Continue(StationWork.Found found)
    {
        if (found.Sessions is not { } sessions)
        {
            return;
        }

        if (found.LookUp == SessionLookUp.Book)
        {
            _doubtful = false;
        }
        else
        {
            found.For.LookedUp = true;
        }

        if (sessions != _state.Sessions)
        {
            Publish((_state with { Sessions = sessions }).Next());
        }

        Handle(found.For);
    }

    /// <summary>Handling failed by a bug: the station is told so, unless it has its answer already.</summary>
    private void SetAside(StationWork work)
    {
        try
        {
            work.GiveUp("internal error");
        }
        catch (InvalidOperationException exception)
        {
            _services.Logger.LogHandlingFailed(exception, Id); // answered before it failed
        }
    }
}
