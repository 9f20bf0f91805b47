namespace Csms.Simulator.Station;

/// <summary>What the station itself knows to be true: for proofs that nothing acknowledged is missing and nothing is counted twice.</summary>
public sealed class StationRecord
{
    private readonly Lock _gate = new();
    private readonly List<Transaction> _transactions = [];
    private readonly List<RecordedMessage> _messages = [];
    private readonly List<string> _faults = [];
    private readonly int _limit;

    internal StationRecord(int? limit) => _limit = limit ?? int.MaxValue;

    /// <summary>Every transaction, oldest first.</summary>
    public IReadOnlyList<Transaction> Transactions { get { lock (_gate) return [.. _transactions]; } }

    /// <summary>Every message, in the order of the events.</summary>
    public IReadOnlyList<RecordedMessage> Messages { get { lock (_gate) return [.. _messages]; } }

    /// <summary>Unexpected failures inside the simulator; empty in a sound run.</summary>
    public IReadOnlyList<string> Faults { get { lock (_gate) return [.. _faults]; } }

    /// <summary>Messages the CSMS acknowledged.</summary>
    public IReadOnlyList<RecordedMessage> Acknowledged => [.. Messages.Where(m => m.AcknowledgedAt is not null)];

    /// <summary>Energy of all ended transactions in Wh.</summary>
    public long EndedEnergyWh => Transactions.Sum(t => (t.MeterStopWh ?? t.MeterStartWh) - t.MeterStartWh);

    internal void Add(Transaction transaction) => Add(_transactions, transaction);

    internal void Add(RecordedMessage message) => Add(_messages, message);

    internal void Add(Exception fault) => Add(_faults, fault.ToString());

    private void Add<T>(List<T> list, T item)
    {
        lock (_gate)
        {
            list.Add(item);
            if (list.Count > _limit) list.RemoveAt(0);
        }
    }
}
