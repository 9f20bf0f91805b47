using Csms.Console.Security;
using Csms.Console.Security.Audit;
using Csms.Engine.Events;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Limits;

namespace Csms.Console.Commands;

/// <summary>The one way in which people and programs want limits for the transaction of a remote start (2.1 F07): allowed, kept, in the audit log.</summary>
internal sealed class StartLimitDesk(StartLimitBook book, StationDirectory stations, IAuditLog audit)
{
    /// <summary>The permission that all of it needs: that of the start itself.</summary>
    public static readonly string Permission = CommandPermissions.Of("RequestStartTransaction");

    /// <summary>Whether somebody may.</summary>
    public static bool May(AccessScope scope, StationState station) => scope.Can(Permission, station.Profile.SiteId);

    /// <summary>Wants limits, in place of those wanted before.</summary>
    public async Task<StartLimit> PutAsync(AccessScope scope, StationState station, int remoteStartId, TransactionLimits limits, CancellationToken cancellation)
    {
        Demand(scope, station);
        var (now, before) = await book.PutAsync(station.Id, remoteStartId, limits, cancellation);
        await audit.WriteAsync(scope.Actor, "station.startLimit", "station", station.Id.Value, before is null ? null : new { before.RemoteStartId, before.Limits }, new { now.RemoteStartId, now.Limits }, cancellationToken: CancellationToken.None);
        // One that began while they were written has looked for them in vain.
        if (stations.Find(station.Id)?.Sessions.Sessions.FirstOrDefault(session => session.IsActive && session.RemoteStartId == remoteStartId) is { } begun && begun.WantedLimits != limits && begun.Limits?.Hold(limits) != true)
        {
            await stations.LimitSessionAsync(begun, limits);
        }

        return now;
    }

    /// <summary>Wants them no more; false when none waited.</summary>
    public async Task<bool> DeleteAsync(AccessScope scope, StationState station, int remoteStartId, CancellationToken cancellation)
    {
        Demand(scope, station);
        if (!await book.DeleteAsync(station.Id, remoteStartId, cancellation)) return false;
        await audit.WriteAsync(scope.Actor, "station.startLimit.delete", "station", station.Id.Value, new { RemoteStartId = remoteStartId }, null, cancellationToken: CancellationToken.None);
        return true;
    }

    private static void Demand(AccessScope scope, StationState station)
    {
        if (!May(scope, station)) throw new InvalidOperationException("no permission to start charging at " + station.Id);
    }
}
