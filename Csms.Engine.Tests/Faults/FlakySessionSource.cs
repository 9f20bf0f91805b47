using System.Collections.Concurrent;
using Csms.Engine.Sessions;
using Csms.Engine.Stations;
using Csms.Engine.Units;

namespace Csms.Engine.Tests.Faults;

/// <summary>The real store, but the next look-up of a station can fail.</summary>
internal sealed class FlakySessionSource(ISessionSource source) : ISessionSource
{
    private readonly ConcurrentDictionary<StationId, Exception> _next = new();

    /// <summary>The station's next look-up fails with this.</summary>
    public void FailNext(string station, Exception failure) => _next[StationId.Parse(station)] = failure;

    public Task<Session?> ByTransactionAsync(StationId station, int stationKey, string transactionId, CancellationToken cancellation) =>
        AskAsync(station, () => source.ByTransactionAsync(station, stationKey, transactionId, cancellation));

    public Task<Session?> ByStartKeyAsync(StationId station, int stationKey, string startKey, CancellationToken cancellation) =>
        AskAsync(station, () => source.ByStartKeyAsync(station, stationKey, startKey, cancellation));

    public Task<Session?> ByEndKeyAsync(StationId station, int stationKey, long endKey, CancellationToken cancellation) =>
        AskAsync(station, () => source.ByEndKeyAsync(station, stationKey, endKey, cancellation));

    public Task<SessionBook> BookAsync(StationId station, int stationKey, CancellationToken cancellation) =>
        AskAsync(station, () => source.BookAsync(station, stationKey, cancellation));

    private Task<T> AskAsync<T>(StationId station, Func<Task<T>> ask) =>
        _next.TryRemove(station, out var failure) ? Task.FromException<T>(failure) : ask();
}
