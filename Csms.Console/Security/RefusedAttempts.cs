using Csms.Engine.Gateway;
using Csms.Engine.LiveView;
using Csms.Engine.Units;

namespace Csms.Console.Security;

/// <summary>Refused handshakes that somebody who enters stations may see: those under a name that nobody entered, a typing error, and those of their own stations. Never another's.</summary>
internal static class RefusedAttempts
{
    /// <summary>Newest first.</summary>
    /// <param name="refused">Where they are kept.</param>
    /// <param name="board">Stations that were entered.</param>
    /// <param name="scope">Who looks.</param>
    /// <param name="wanted">The one that is waited for; null: every one that the caller may change.</param>
    /// <param name="since">No older ones.</param>
    public static IEnumerable<RefusedConnect> Seen(this RefusedConnects refused, LiveBoard board, AccessScope scope, StationId? wanted, DateTimeOffset since) =>
        refused.Since(since).Where(each => each.Station is null || !StationId.TryParse(each.Station, out var id) || board.Find(id, LiveScope.All) is not { } station
            || (scope.Can(Permissions.StationsWrite, station.Profile.SiteId) && (wanted is null || station.Id == wanted)));
}
