using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Console.Security;
using Csms.Console.Security.Audit;
using Csms.Engine.Reservations;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;

namespace Csms.Console.Commands;

/// <summary>The one way in which people and programs make and cancel a reservation by its own page or address: allowed, sent, in the audit log.</summary>
internal sealed class ReservationDesk(StationCommands commands, ReservationBook book, IAuditLog audit)
{
    /// <summary>Types of connectors, in OCPP 2.x's words (ConnectorEnumType, appendix 7), the common ones.</summary>
    public static readonly IReadOnlyList<string> ConnectorTypes = ["cCCS1", "cCCS2", "cChaoJi", "cG105", "cGBT-DC", "cTesla", "cType1", "cType2", "sType2", "sType3", "wInductive", "Pan"];

    /// <summary>Asks the station to keep a place.</summary>
    /// <returns>The command, and the reservation when the station accepted.</returns>
    public async Task<(StationCommand Command, Reservation? Reservation)> ReserveAsync(AccessScope scope, StationState station, ReservationWish wish, CancellationToken cancellation)
    {
        Demand(scope, station);
        var body = new JsonObject
        {
            ["expiryDateTime"] = wish.ExpiresAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            ["idToken"] = new JsonObject { ["idToken"] = wish.IdToken, ["type"] = wish.IdTokenType },
        };
        if (wish.EvseId is { } evse) body["evseId"] = evse;
        if (wish.ConnectorType is { } type) body["connectorType"] = type;
        if (wish.GroupId is { } group) body["groupIdToken"] = new JsonObject { ["idToken"] = group, ["type"] = "Central" };
        var command = await commands.ExecuteAsync(new CommandRequest(station.Id, "ReserveNow", JsonSerializer.SerializeToElement(body), scope.Actor.Name), cancellation);
        var made = command.Status == "Accepted" && IdOf(command) is { } id ? await book.FindAsync(id, CancellationToken.None) : null;
        await audit.WriteAsync(scope.Actor, "reservation.create", "station", station.Id.Value, null,
            new { made?.Id, wish.EvseId, wish.ConnectorType, wish.IdToken, wish.GroupId, wish.ExpiresAt, CommandId = command.Id, command.Stage, command.Status, command.OcppError }, cancellationToken: CancellationToken.None);
        return (command, made);
    }

    /// <summary>Cancels a reservation at its station.</summary>
    public async Task<StationCommand> CancelAsync(AccessScope scope, StationState station, Reservation reservation, CancellationToken cancellation)
    {
        Demand(scope, station);
        var body = JsonSerializer.SerializeToElement(new JsonObject { ["reservationId"] = reservation.Id });
        var command = await commands.ExecuteAsync(new CommandRequest(station.Id, "CancelReservation", body, scope.Actor.Name), cancellation);
        await audit.WriteAsync(scope.Actor, "reservation.cancel", "station", station.Id.Value,
            new { reservation.Id, reservation.EvseId, reservation.IdToken, reservation.ExpiresAt }, new { CommandId = command.Id, command.Stage, command.Status, command.OcppError }, cancellationToken: CancellationToken.None);
        return command;
    }

    private static int? IdOf(StationCommand command) => (int?)(command.Sent?["id"] ?? command.Sent?["reservationId"]);

    private static void Demand(AccessScope scope, StationState station)
    {
        if (!scope.Can(Permissions.ReservationsWrite, station.Profile.SiteId)) throw new InvalidOperationException("no permission to reserve");
    }
}
