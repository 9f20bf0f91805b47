using Csms.Console.Api.Http;
using Csms.Console.Security;
using Csms.Engine.Stations;
using Csms.Engine.Units;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csms.Console.Api.Stations;

/// <summary>The station of a path, if the caller may do what it asks there.</summary>
internal static class StationAccess
{
    /// <summary>A station, or null with the refusal: 404 for what the caller cannot see, 403 for what it may only read.</summary>
    public static StationState? Station(this AccessScope scope, StationDirectory stations, string id, string permission, out ProblemHttpResult? refusal)
    {
        var station = StationId.TryParse(id, out var stationId) ? stations.Find(stationId) : null;
        if (station is not null && scope.Can(permission, station.Profile.SiteId))
        {
            refusal = null;
            return station;
        }

        refusal = station is not null && scope.Can(Permissions.StationsRead, station.Profile.SiteId)
            ? Problem.Forbidden(permission)
            : Problem.NotFound("station", id);
        return null;
    }
}
