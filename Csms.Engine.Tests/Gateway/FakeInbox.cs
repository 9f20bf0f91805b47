using System.Collections.Concurrent;
using Csms.Engine.Events;
using Csms.Engine.Gateway;
using Csms.Engine.Units;

namespace Csms.Engine.Tests.Gateway;

/// <summary>Records what the gateway tells a station; answers each message at once unless told otherwise.</summary>
internal sealed class FakeInbox(StationId id, TimeProvider time) : IStationInbox
{
    private int _touched;

    public StationId Id => id;

    public int Key => 7;

    public ConcurrentQueue<IStationLink> Opened { get; } = new();

    public ConcurrentQueue<(IStationLink Link, string Reason)> Closed { get; } = new();

    public ConcurrentQueue<IReply> Received { get; } = new();

    public int Touches => Volatile.Read(ref _touched);

    /// <summary>What is done with a message.</summary>
    public Action<IStationLink, IReply> OnMessage { get; set; } = (_, reply) => reply.Answer(new HeartbeatAnswer(time.GetUtcNow()));

    public IStationLink Link => Opened.Last();

    public void LinkOpened(IStationLink link) => Opened.Enqueue(link);

    public void Receive(IStationLink link, StationMessage message, IReply reply)
    {
        Received.Enqueue(reply);
        OnMessage(link, reply);
    }

    public void Touched(IStationLink link) => Interlocked.Increment(ref _touched);

    public void LinkClosed(IStationLink link, Statement<LinkEnd> reason) => Closed.Enqueue((link, reason.ToString()));
}
