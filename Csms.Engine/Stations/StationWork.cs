using Csms.Engine.Events;
using Csms.Engine.Gateway;
using Csms.Engine.Sessions;
using Csms.Engine.Units;

namespace Csms.Engine.Stations;

/// <summary>One item of a station's mailbox. A closed set; <see cref="SessionCommit"/> is one too.</summary>
internal abstract record StationWork
{
    /// <summary>A connection came up.</summary>
    public sealed record Opened(IStationLink Link) : StationWork;

    /// <summary>A connection went down.</summary>
    public sealed record Closed(IStationLink Link, Statement<LinkEnd> Reason) : StationWork;

    /// <summary>A message came in.</summary>
    public sealed record Message(IStationLink Link, StationMessage Content, IReply Reply) : StationWork
    {
        /// <summary>The store was asked for its transaction.</summary>
        public bool LookedUp { get; set; }

        /// <summary>A unique key of the store has refused it once.</summary>
        public bool Refused { get; set; }
    }

    /// <summary>The store was asked for a message: the sessions in memory with what it knew; null when the message was given up meanwhile.</summary>
    public sealed record Found(Message For, SessionLookUp LookUp, SessionBook? Sessions) : StationWork;

    /// <summary>Something of our own to do with the state: a pure function of it.</summary>
    public sealed record Own(Func<StationState, DateTimeOffset, Decision?> Decide, TaskCompletionSource<StationState?>? Done) : StationWork;

    /// <summary>The station was taken off the network's list.</summary>
    public sealed record Removed(TaskCompletionSource Done) : StationWork;

    // The message that waits for an answer because of this item.
    private Message? Asked => this switch
    {
        Message message => message,
        SessionCommit { Work: Message message } => message,
        Found { Sessions: not null } found => found.For,
        _ => null,
    };

    /// <summary>It failed: the station is told so, who waits for something of our own hears that nothing was done.</summary>
    /// <exception cref="InvalidOperationException">The station has its answer already.</exception>
    public void GiveUp(string text)
    {
        if (Asked is { } message) message.Reply.Fail(text);
        else if (this is SessionCommit commit) commit.Work.Decline();
        else Decline();
    }

    /// <summary>Nothing is done about it: a station hears nothing and repeats its message, who waits for something of our own hears so.</summary>
    public void Decline()
    {
        switch (this)
        {
            case Message message:
                message.Reply.Abandon();
                break;
            case Own own:
                own.Done?.TrySetResult(null);
                break;
            case Removed removed:
                removed.Done.TrySetResult();
                break;
            default:
                break;
        }
    }

    /// <summary>It comes for a station that is no more.</summary>
    public void Dismiss()
    {
        if (this is Opened opened) opened.Link.Close(Statement.Of(LinkEnd.StationRemoved)); // it was let in just before the station was removed
        else Decline();
    }
}
