using Csms.Engine.Sessions;
using Csms.Engine.Units;

namespace Csms.Engine.Stations;

/// <summary>Sessions in the store, for the rare message about one that is not in memory.</summary>
public interface ISessionSource
{
    /// <summary>The session of a transaction, or null.</summary>
    Task<Session?> ByTransactionAsync(StationId station, int stationKey, string transactionId, CancellationToken cancellation);

    /// <summary>The session of a 1.6 start, or null.</summary>
    Task<Session?> ByStartKeyAsync(StationId station, int stationKey, string startKey, CancellationToken cancellation);

    /// <summary>The latest session that ended with a message of this content, or null.</summary>
    Task<Session?> ByEndKeyAsync(StationId station, int stationKey, long endKey, CancellationToken cancellation);

    /// <summary>All running sessions of a station and the few that ended last: what an actor must know after a doubtful commit.</summary>
    Task<SessionBook> BookAsync(StationId station, int stationKey, CancellationToken cancellation);
}
