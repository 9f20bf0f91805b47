using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Threading.Channels;
using Csms.Engine.Events;
using Csms.Engine.Sessions;
using Csms.Engine.Stations;
using Csms.Engine.Storage;
using Csms.Engine.Tokens;
using Csms.Engine.Units;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Csms.Engine.Tariffs;

/// <summary>
/// What is on prepaid cards (OCPP 2.1 part 2, C17): balances in memory, behind them the entries in the store. What a session has cost is entered by the very
/// commit that ends it; until that is read, its cost is kept back here. What sessions cost that run at another node is known when they have ended.
/// </summary>
public sealed partial class CreditBook : BackgroundService, ITokenCredit, IKeepsEntered, IStationObserver
{
    private const int MostWaiting = 4096;
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    // Ended and not yet read in the balance.
    private readonly ConcurrentDictionary<string, ImmutableDictionary<SessionId, decimal>> _ended = new(StringComparer.OrdinalIgnoreCase);
    private readonly Channel<string> _toRead = Channel.CreateBounded<string>(new BoundedChannelOptions(MostWaiting) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CreditStore _store;
    private readonly RunningTokens _running;
    private readonly Lazy<StationRegistry> _registry;
    private readonly Lazy<IPriceTerms> _prices;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private ImmutableDictionary<string, CreditBalance> _balances = ImmutableDictionary.Create<string, CreditBalance>(StringComparer.OrdinalIgnoreCase);

    internal CreditBook(CreditStore store, RunningTokens running, Lazy<StationRegistry> registry, Lazy<IPriceTerms> prices, TimeProvider time, ILogger<CreditBook> logger) =>
        (_store, _running, _registry, _prices, _time, _logger) = (store, running, registry, prices, time, logger);

    /// <summary>The balance of a token has changed, here or on another node. Returns at once.</summary>
    public event Action<string>? Changed;

    /// <inheritdoc/>
    public string Kind => EnteredKinds.Credit;

    /// <summary>What is on a token by its entries; null: it is not prepaid.</summary>
    public CreditBalance? Find(string idToken) => Volatile.Read(ref _balances).GetValueOrDefault(idToken);

    /// <summary>What a charge with a token may cost: the balance less what its other charges cost so far; null: the token is not prepaid.</summary>
    /// <param name="idToken">The token's text, whatever its case.</param>
    /// <param name="station">Where it charges, or wants to.</param>
    /// <param name="evseId">At which EVSE; null: not known.</param>
    /// <param name="currency">Of the charge; a card of another currency pays nothing of it.</param>
    public decimal? AvailableTo(string idToken, StationId station, int? evseId, string currency) =>
        Find(idToken) is not { } balance ? null : balance.Currency == currency ? Math.Max(0, Left(idToken, balance, _running.SessionsBeside(idToken, station, evseId))) : 0;

    /// <summary>What is kept back from the balance of a token for its charges that run here, by what they cost so far, in the card's currency; null: it is not prepaid.</summary>
    /// <param name="idToken">The token's text, whatever its case.</param>
    public decimal? KeptBack(string idToken) => Find(idToken) is { } balance ? balance.Amount - Left(idToken, balance, _running.SessionsAt(idToken)) : null;

    /// <inheritdoc/>
    public bool IsUsedUp(string idToken, StationId station, int? evseId)
    {
        if (Find(idToken) is not { } balance) return false;
        if (Left(idToken, balance, _running.SessionsBeside(idToken, station, evseId)) <= 0) return true;
        return _registry.Value.Find(station) is { } state
            && _prices.Value.TermsOf(state, evseId ?? 0, new IdToken(idToken, ""), null, _time.GetUtcNow()) is { } chosen && chosen.Terms.Tariff.Currency != balance.Currency;
    }

    /// <summary>Adds an entry of a person: below 0 it takes away. It counts at once. Null: the card is of another currency.</summary>
    /// <param name="idToken">Whose; it is prepaid from its first entry on.</param>
    /// <param name="amount">Not 0.</param>
    /// <param name="currency">ISO 4217.</param>
    /// <param name="actor">Who.</param>
    /// <param name="reason">Why; null: not said.</param>
    /// <param name="cancellation">Gives up before the commit.</param>
    public async Task<CreditEntry?> AddAsync(string idToken, decimal amount, string currency, string actor, string? reason, CancellationToken cancellation)
    {
        if (await _store.AddAsync(idToken, amount, currency, actor, reason, cancellation) is not { } entry) return null;
        // It is committed, whatever comes: an answer that it failed would have it entered twice.
        if (!await TryReadAsync(idToken, CancellationToken.None)) _toRead.Writer.TryWrite(idToken);
        return entry;
    }

    /// <summary>Entries of a token, newest first.</summary>
    /// <param name="idToken">Whose.</param>
    /// <param name="before">Only those before this one; null: from the newest on.</param>
    /// <param name="count">At most so many.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task<IReadOnlyList<CreditEntry>> EntriesAsync(string idToken, long? before, int count, CancellationToken cancellation) => _store.ReadAsync(idToken, before, count, cancellation);

    /// <inheritdoc/>
    public async Task ReadAgainAsync(IReadOnlyCollection<string>? ids, CancellationToken cancellation)
    {
        IReadOnlyCollection<string>? asked = ids is null ? null : [.. ids.Select(id => id.ToLowerInvariant())];
        await _turn.WaitAsync(cancellation);
        ImmutableDictionary<string, CreditBalance> before;
        try
        {
            // What had ended before the reading is in it: the end and the entry are one commit.
            var known = _ended.Where(pair => asked is null || asked.Contains(pair.Key, StringComparer.OrdinalIgnoreCase)).ToList();
            var read = await _store.LoadAsync(asked, cancellation);
            before = _balances;
            Volatile.Write(ref _balances, (asked is null ? before.Clear() : before.RemoveRange(asked)).SetItems(read));
            foreach (var (token, sessions) in known) Forget(token, sessions.Keys);
        }
        finally
        {
            _turn.Release();
        }

        foreach (var token in asked ?? [.. before.Keys.Union(_balances.Keys, StringComparer.OrdinalIgnoreCase)]) Changed?.Invoke(token);
    }

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await ReadAgainAsync(null, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    void IStationObserver.Changed(StationState? before, StationState after)
    {
        if (Volatile.Read(ref _balances).IsEmpty || before is null || before.Sessions.Sessions == after.Sessions.Sessions) return;
        foreach (var session in before.Sessions.Sessions)
        {
            if (!session.IsActive && session.Token is { } again && after.Sessions.ById(session.Id) is { IsActive: true }) _toRead.Writer.TryWrite(again.Value); // what it has paid is read with the balance
            if (session.IsActive && after.Sessions.ById(session.Id) is { IsActive: false, Token: { } token, Price: { } price } ended && Find(token.Value)?.Currency == price.Tariff.Currency) Keep(token.Value, ended);
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _turn.Dispose();
        base.Dispose();
    }

    /// <summary>Reads balances from which a session was paid, so that what is kept back for it is let go.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var token in _toRead.Reader.ReadAllAsync(stoppingToken))
            {
                while (!await TryReadAsync(token, stoppingToken)) await Task.Delay(Retry, _time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends.
        }
    }

    private async Task<bool> TryReadAsync(string token, CancellationToken stopping)
    {
        try
        {
            await ReadAgainAsync([token], stopping);
            return true;
        }
        catch (NpgsqlException exception)
        {
            LogNotRead(exception);
            return false;
        }
    }

    private void Keep(string token, Session ended)
    {
        var cost = ended.Cost?.InclTax ?? 0;
        _ended.AddOrUpdate(token, static (_, each) => ImmutableDictionary<SessionId, decimal>.Empty.SetItem(each.Id, each.Cost), static (_, all, each) => all.SetItem(each.Id, each.Cost), (ended.Id, Cost: cost));
        if (!_toRead.Writer.TryWrite(token)) Forget(token, [ended.Id]); // so many wait that the balance will be read anyway
    }

    private void Forget(string token, IEnumerable<SessionId> sessions)
    {
        while (_ended.TryGetValue(token, out var kept))
        {
            var left = kept.RemoveRange(sessions);
            if (left.IsEmpty ? _ended.TryRemove(KeyValuePair.Create(token, kept)) : _ended.TryUpdate(token, left, kept)) return;
        }
    }

    private decimal Left(string idToken, CreditBalance balance, IReadOnlyList<(SessionId Session, StationId Station)> running)
    {
        var left = balance.Amount;
        foreach (var (id, at) in running)
        {
            if (_registry.Value.Find(at)?.Sessions.ById(id) is { IsActive: true, Price: { } price } && price.Tariff.Currency == balance.Currency) left -= price.Cost.InclTax - balance.PaidByRunning.GetValueOrDefault(id); // so far
        }

        return _ended.TryGetValue(idToken, out var ended) ? left - ended.Sum(each => each.Value - balance.PaidByRunning.GetValueOrDefault(each.Key)) : left;
    }

    [LoggerMessage(3878, LogLevel.Warning, "The balance of a prepaid token could not be read; it is tried again")]
    private partial void LogNotRead(Exception exception);
}
