using Csms.Engine.Sessions;
using Csms.Engine.Units;

namespace Csms.Engine.Stations;

/// <summary>Sessions from the store.</summary>
internal sealed class SessionSource(SessionStore store) : ISessionSource
{
    public Task<Session?> ByTransactionAsync(StationId station, int stationKey, string transactionId, CancellationToken cancellation) =>
        store.ByTransactionAsync(stationKey, transactionId, cancellation);

    public Task<Session?> ByStartKeyAsync(StationId station, int stationKey, string startKey, CancellationToken cancellation) =>
        store.ByStartKeyAsync(stationKey, startKey, cancellation);

    public Task<Session?> ByEndKeyAsync(StationId station, int stationKey, long endKey, CancellationToken cancellation) =>
        store.ByEndKeyAsync(stationKey, endKey, cancellation);

    public Task<SessionBook> BookAsync(StationId station, int stationKey, CancellationToken cancellation) => store.BookAsync(stationKey, cancellation);
}
