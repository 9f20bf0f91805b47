using Csms.Console.Security;
using Csms.Console.Security.Audit;
using Csms.Engine.LocalLists;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;

namespace Csms.Console.Tokens;

/// <summary>The one way in which people and programs decide about a station's local list and send it: allowed, done, in the audit log.</summary>
internal sealed class LocalListDesk(LocalListBook book, LocalListKeeper keeper, IAuditLog audit)
{
    /// <summary>The permission that all of it needs.</summary>
    public static readonly string Permission = CommandPermissions.Of("SendLocalList");

    /// <summary>Decides who sees to the list, and which groups belong on it (none: all).</summary>
    public async Task DecideAsync(AccessScope scope, StationState station, LocalListMode mode, IReadOnlyList<string> groups, CancellationToken cancellation)
    {
        Demand(scope, station);
        var before = await book.DecideAsync(station, mode, groups, cancellation);
        var after = book.Find(station.Id);
        await audit.WriteAsync(scope.Actor, "station.localList", "station", station.Id.Value, Visible(before), Visible(after), cancellationToken: CancellationToken.None);
    }

    /// <summary>Sends the list now; null: there is nothing to send.</summary>
    public async Task<StationCommand?> SendAsync(AccessScope scope, StationState station, ListUpdate update, CancellationToken cancellation)
    {
        Demand(scope, station);
        var command = await keeper.SendAsync(station, update, scope.Actor.Name, cancellation);
        await audit.WriteAsync(scope.Actor, "station.localList.send", "station", station.Id.Value, null,
            new { Update = update, CommandId = command?.Id, command?.Stage, command?.Status, command?.OcppError }, cancellationToken: CancellationToken.None);
        return command;
    }

    private static object Visible(LocalListState state) => new { state.Mode, Groups = string.Join(", ", state.Groups) };

    private static void Demand(AccessScope scope, StationState station)
    {
        if (!scope.Can(Permission, station.Profile.SiteId)) throw new InvalidOperationException("no permission to send local lists");
    }
}
