using Csms.Simulator.Station;

namespace Csms.Simulator.Protocol;

/// <summary>Calls waiting to leave: in the order of the events; a transaction message that waits for its retry holds back only its own kind (1.6 §3.7, 2.0.1 E13).</summary>
internal sealed class Outbox
{
    private readonly LinkedList<OutgoingCall> _transactional = new();
    private readonly LinkedList<OutgoingCall> _plain = new();
    private long _order;

    public int Count => _transactional.Count + _plain.Count;

    public bool HasMessagesOf(Transaction? transaction) => transaction is null ? _transactional.Count > 0 : _transactional.Any(c => c.Transaction == transaction);

    public void Add(OutgoingCall call)
    {
        call.Order = ++_order;
        (call.Transaction is null ? _plain : _transactional).AddLast(call);
    }

    /// <summary>The call that may leave now; it stays in the box until <see cref="Remove"/>.</summary>
    public OutgoingCall? Next(DateTimeOffset now, bool isAccepted)
    {
        if (!isAccepted) return _plain.FirstOrDefault(c => c.IsEarly) ?? _transactional.FirstOrDefault(c => c.IsEarly);
        var transactional = _transactional.First?.Value is { } head && head.NotBefore <= now ? head : null;
        var plain = _plain.First?.Value;
        if (transactional is null || plain is null) return transactional ?? plain;
        return transactional.Order < plain.Order ? transactional : plain;
    }

    public void Remove(OutgoingCall call)
    {
        if (!_transactional.Remove(call)) _plain.Remove(call);
    }

    /// <summary>What is not kept over a lost link.</summary>
    public IReadOnlyList<OutgoingCall> TakePlain()
    {
        OutgoingCall[] taken = [.. _plain];
        _plain.Clear();
        return taken;
    }
}
