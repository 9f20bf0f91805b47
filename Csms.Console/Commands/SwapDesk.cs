using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Console.Security;
using Csms.Console.Security.Audit;
using Csms.Engine.Events;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Swaps;
using Csms.Engine.Tokens;

namespace Csms.Console.Commands;

/// <summary>The one way in which people and programs ask for a battery swap by its own page or address: allowed, the token judged, sent, in the audit log.</summary>
internal sealed class SwapDesk(StationCommands commands, SwapBook book, TokenDirectory tokens, IAuditLog audit, TimeProvider time)
{
    /// <summary>The permission that it needs.</summary>
    public static readonly string Permission = CommandPermissions.Of("RequestBatterySwap");

    /// <summary>What a token is worth at a station; Accepted: it may swap.</summary>
    public AuthorizationStatus Worth(StationState station, string idToken, string type)
    {
        ArgumentNullException.ThrowIfNull(station);
        return tokens.Judge(new IdToken(idToken, type), station.Id, null, time.GetUtcNow()).Status;
    }

    /// <summary>Type of a token as it is entered; Central where it is not.</summary>
    public string TypeOf(string idToken) => tokens.Find(idToken)?.Type ?? "Central";

    /// <summary>Asks the station for a swap (2.1 RequestBatterySwap, S02).</summary>
    /// <returns>The command, and the swap once the station has answered, be it no.</returns>
    public async Task<(StationCommand Command, BatterySwap? Swap)> RequestAsync(AccessScope scope, StationState station, string idToken, string type, CancellationToken cancellation)
    {
        if (!scope.Can(Permission, station.Profile.SiteId)) throw new InvalidOperationException("no permission to ask for a battery swap");
        var body = new JsonObject { ["idToken"] = new JsonObject { ["idToken"] = idToken, ["type"] = type } };
        var command = await commands.ExecuteAsync(new CommandRequest(station.Id, "RequestBatterySwap", JsonSerializer.SerializeToElement(body), scope.Actor.Name), cancellation);
        var swap = command.Status is not null && (int?)command.Sent?["requestId"] is { } request ? book.Latest(station.Id, request) : null;
        await audit.WriteAsync(scope.Actor, "swap.request", "station", station.Id.Value, null,
            new { Swap = swap?.Id, swap?.RequestId, IdToken = idToken, CommandId = command.Id, command.Stage, command.Status, command.OcppError }, cancellationToken: CancellationToken.None);
        return (command, swap);
    }
}
