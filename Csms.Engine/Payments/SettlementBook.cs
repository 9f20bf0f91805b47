using System.Threading.Channels;
using Csms.Engine.Events;
using Csms.Engine.Sessions;
using Csms.Engine.Stations;
using Csms.Engine.Units;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Csms.Engine.Payments;

/// <summary>
/// What became of payments at terminals, as stations tell it (2.1 NotifySettlement). Answered when it is stored; a station whose telling could not be stored gets no
/// answer and tells it again. What was told before its transaction is judged when the transaction comes.
/// </summary>
public sealed partial class SettlementBook : BackgroundService, IStationDesk, IStationObserver
{
    private readonly Channel<(int StationKey, string TransactionId)> _transactions =
        Channel.CreateBounded<(int, string)>(new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropOldest }); // one that is lost: the flag alone, which the next telling makes up for
    private readonly SettlementStore _store;
    private readonly SessionStore _sessions;
    private readonly StationRegistry _registry;
    private readonly IOptions<PaymentOptions> _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    internal SettlementBook(SettlementStore store, SessionStore sessions, StationRegistry registry, IOptions<PaymentOptions> options, TimeProvider time, ILogger<SettlementBook> logger) =>
        (_store, _sessions, _registry, _options, _time, _logger) = (store, sessions, registry, options, time, logger);

    /// <summary>Something new was told, and is stored. Returns at once.</summary>
    public event Action<Settlement>? Changed;

    /// <summary>Newest first.</summary>
    public Task<IReadOnlyList<Settlement>> ListAsync(SettlementQuery query, CancellationToken cancellation) => _store.ListAsync(query, cancellation);

    /// <summary>How many a query has, without regard to its page; counting stops at <paramref name="most"/>.</summary>
    public Task<int> CountAsync(SettlementQuery query, int most, CancellationToken cancellation) => _store.CountAsync(query, most, cancellation);

    /// <summary>One, or null.</summary>
    public Task<Settlement?> FindAsync(long id, CancellationToken cancellation) => _store.FindAsync(id, cancellation);

    /// <summary>Every telling of the same payment (at most 100): the one that counts first, then newest first.</summary>
    public Task<IReadOnlyList<Settlement>> HistoryAsync(Settlement of, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(of);
        return _store.HistoryAsync(of, cancellation);
    }

    /// <summary>What counts of the payments of a session, newest first; most have one.</summary>
    public Task<IReadOnlyList<Settlement>> OfSessionAsync(SessionId session, CancellationToken cancellation) =>
        _store.ListAsync(new SettlementQuery { Session = session }, cancellation);

    void IStationObserver.Answered(StationState state, StationMessage message)
    {
        if (message is TransactionReported { Phase: TransactionPhase.Started or TransactionPhase.Ended, TransactionId: { } transaction } && state.OcppVersion == "2.1") _transactions.Writer.TryWrite((state.Key, transaction));
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var (stationKey, transactionId) in _transactions.Reader.ReadAllAsync(stoppingToken))
            {
                try
                {
                    if (await _store.OfTransactionAsync(stationKey, transactionId, stoppingToken) is [{ Session: { } session } told]) await FlagAsync(session, told, waits: false, stoppingToken);
                }
                catch (Exception exception) when (exception is not OutOfMemoryException && !stoppingToken.IsCancellationRequested)
                {
                    LogNotJudged(exception, transactionId);
                }
            }
        }
        catch (OperationCanceledException)
        {
            return;
        }
    }

    bool IStationDesk.Takes(StationMessage message) => message is SettlementReported;

    async Task<StationAnswer?> IStationDesk.AnswerAsync(StationState station, StationMessage message, CancellationToken cancellation)
    {
        var told = SettlementReading.Of(station, (SettlementReported)message, _time.GetUtcNow()) with { Currency = _options.Value.Currency is { Length: > 0 } currency ? currency : null };
        var (kept, isNew) = await _store.AddAsync(
            station.Key, told, id => OwnReceipt.Of(_options.Value.ReceiptUrl, id, station.Id.Value, told.TransactionId), cancellation);
        if (isNew) // before the session is flagged: a repeat after that failed is not new any more
        {
            if (!kept.Doubts.IsEmpty) LogDoubted(station.Id, kept.Id, string.Join(", ", kept.Doubts));
            Changed?.Invoke(kept);
        }

        if (kept.Session is { } session && !await FlagAsync(session, kept, waits: true, cancellation)) return null; // not answered: the station tells it again
        return kept.IsOwnReceipt ? new SettlementAnswer(kept.ReceiptUrl, kept.ReceiptId) : new SettlementAnswer();
    }

    /// <summary>The session says so when it is not paid. Done again with a repeat: the first time may have ended between the two.</summary>
    /// <returns>False when the flag is due and could not be stored.</returns>
    private async Task<bool> FlagAsync(SessionId id, Settlement settlement, bool waits, CancellationToken cancellation)
    {
        // The driver may have paid another way after a refusal: the newest payment of the session counts.
        var newest = await OfSessionAsync(id, cancellation) is [var first, ..] ? first : settlement;
        if (await _sessions.FindAsync(id, cancellation) is not { } session || !_registry.TryGet(settlement.Station, out var station)) return true;
        // Where nothing was charged there is nothing to pay: cancelling is how such a payment ends (C20).
        var isDone = newest.Status == SettlementStatus.Settled || (newest.Status == SettlementStatus.Canceled && session.EnergyWh is null or 0);
        var evidence = Statement.Of(FlagEvidence.PaymentTold, newest.Status.ToString(), newest.At);
        var isDue = false;
        Decision? Judge(StationState state, DateTimeOffset now)
        {
            var decision = OwnDecisions.Paid(state, session, isDone, evidence, now);
            isDue = decision is not null;
            return decision;
        }

        if (waits) return await station.DoAsync(Judge).WaitAsync(cancellation) is not null || !isDue;
        station.Do(Judge); // of many stations in turn: none waits for another's
        return true;
    }

    [LoggerMessage(4102, LogLevel.Warning, "Whether transaction {Transaction} is paid could not be looked up; its next settlement says so")]
    private partial void LogNotJudged(Exception exception, string transaction);

    [LoggerMessage(4100, LogLevel.Warning, "Station {Station}: settlement {Settlement} cannot be right: {Doubts}")]
    private partial void LogDoubted(StationId station, long settlement, string doubts);
}
