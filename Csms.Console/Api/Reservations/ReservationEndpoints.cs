using System.Globalization;
using Csms.Console.Api.Commands;
using Csms.Console.Api.Http;
using Csms.Console.Api.OpenApi;
using Csms.Console.Api.Stations;
using Csms.Console.Commands;
using Csms.Console.Security;
using Csms.Engine.Reservations;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Tokens;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csms.Console.Api.Reservations;

/// <summary>`/api/v1/reservations` (CONTRACTS 14).</summary>
internal static class ReservationEndpoints
{
    public static void MapReservations(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/reservations").WithTags("Reservations");
        group.MapGet("", ListAsync).RequireAuthorization(Permissions.SessionsRead).WithName("listReservations").WithSummary("Reservations, newest first.")
            .TakesPage().Takes("station", "Only of this station.").Takes("state", "active, used, expired, cancelled or removed.");
        group.MapGet("/{id:int}", GetAsync).RequireAuthorization(Permissions.SessionsRead).WithName("getReservation").WithSummary("A reservation.").ProducesProblem(404);
        group.MapPost("", MakeAsync).RequireAuthorization(Permissions.ReservationsWrite).TakesBody<ReservationBody>().WithName("makeReservation").WithSummary("Asks a station to keep a place, and waits for its answer.")
            .WithDescription("201: the station accepted. 409: it did not (Occupied, Faulted, Unavailable, Rejected: member stationStatus), or nothing was sent.")
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422).ProducesProblem(502).ProducesProblem(504);
        group.MapDelete("/{id:int}", CancelAsync).RequireAuthorization(Permissions.ReservationsWrite).WithName("cancelReservation").WithSummary("Cancels a reservation at its station, and waits for the answer.")
            .ProducesProblem(404).ProducesProblem(409).ProducesProblem(422).ProducesProblem(502).ProducesProblem(504);
    }

    private static async Task<Results<Ok<Page<ReservationView>>, ProblemHttpResult>> ListAsync(ApiQuery query, AccessScope scope, ReservationBook book, StationDirectory stations, CancellationToken cancellation)
    {
        var limit = query.Limit();
        var sites = scope.Sites(Permissions.SessionsRead);
        var wanted = new ReservationQuery
        {
            Station = query.Text("station"),
            State = query.Word("state", "active", "used", "expired", "cancelled", "removed") is { } word ? Enum.Parse<ReservationState>(word, ignoreCase: true) : null,
            Sites = sites.All ? null : [.. sites.Ids],
            Before = query.Cursor<long>(static (string text, out long number) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number)),
            Limit = limit + 1,
        };
        if (query.Faults.Count > 0) return Problem.Invalid(query.Faults);
        var rows = await book.ListAsync(wanted, cancellation);
        return TypedResults.Ok(Page<ReservationView>.Of(rows, limit, row => View(row.Reservation, scope, stations), row => row.Number.ToString(CultureInfo.InvariantCulture)));
    }

    private static async Task<Results<Ok<ReservationView>, ProblemHttpResult>> GetAsync(int id, AccessScope scope, ReservationBook book, StationDirectory stations, CancellationToken cancellation) =>
        await book.FindAsync(id, cancellation) is { } found && scope.Can(Permissions.SessionsRead, SiteOf(found, stations))
            ? TypedResults.Ok(View(found, scope, stations))
            : Problem.NotFound("reservation", Text(id));

    private static async Task<Results<Created<ReservationView>, ProblemHttpResult>> MakeAsync(
        JsonBody body, AccessScope scope, StationDirectory stations, TokenDirectory tokens, ReservationDesk desk, TimeProvider time, CancellationToken cancellation)
    {
        var reader = new BodyReader(body);
        var stationId = reader.Text("stationId", 48, nullable: false);
        var evse = reader.Integer("evseId", 1, short.MaxValue);
        var connector = reader.Text("connectorType", 20);
        var token = reader.Text("idToken", TokenRules.MaxToken, nullable: false);
        var type = reader.Word("idTokenType", [.. TokenRules.Types]);
        var group = reader.Text("groupId", TokenRules.MaxToken);
        var expires = reader.Time("expiresAt");
        if (stationId.Value is null) reader.Fault("stationId", "Which station?");
        if (token.Value is null) reader.Fault("idToken", "Who may charge?");
        if (expires.Value is null || expires.Value <= time.GetUtcNow()) reader.Fault("expiresAt", "A time in the future is needed.");
        if (reader.Faults.Count > 0) return Problem.Invalid(reader.Faults);
        if (scope.Station(stations, stationId.Value!, Permissions.ReservationsWrite, out var refusal) is not { } station) return refusal!;

        var wish = new ReservationWish(evse.Is ? evse.Value : null, connector.Value, token.Value!, type.Value ?? tokens.Find(token.Value!)?.Type ?? "Central", group.Value, expires.Value!.Value);
        var (command, made) = await desk.ReserveAsync(scope, station, wish, cancellation);
        return made is not null ? TypedResults.Created($"/api/v1/reservations/{Text(made.Id)}", View(made, scope, stations)) : Refused(command, "Not reserved");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> CancelAsync(
        int id, AccessScope scope, ReservationBook book, StationDirectory stations, ReservationDesk desk, CancellationToken cancellation)
    {
        if (await book.FindAsync(id, cancellation) is not { } found || !scope.Can(Permissions.SessionsRead, SiteOf(found, stations))) return Problem.NotFound("reservation", Text(id));
        if (scope.Station(stations, found.Station.Value, Permissions.ReservationsWrite, out var refusal) is not { } station) return refusal!;
        if (!found.IsActive) return Problem.Conflict("Nothing was sent", "The reservation is not in force any more.");
        var command = await desk.CancelAsync(scope, station, found, cancellation);
        return command.Status == "Accepted" ? TypedResults.NoContent() : Refused(command, "Not cancelled");
    }

    /// <summary>The station's own no, or what kept the command from it.</summary>
    private static ProblemHttpResult Refused(StationCommand command, string title) => CommandResults.Of(command).Result as ProblemHttpResult
        ?? Problem.Of(StatusCodes.Status409Conflict, title, $"The station answered {command.Status}.", [new("stationStatus", command.Status), new("commandId", command.Id)]);

    private static ReservationView View(Reservation reservation, AccessScope scope, StationDirectory stations) =>
        ReservationView.Of(reservation, scope.Can(Permissions.TokensRead, SiteOf(reservation, stations)));

    private static string? SiteOf(Reservation reservation, StationDirectory stations) => stations.Find(reservation.Station)?.Profile.SiteId;

    private static string Text(int id) => id.ToString(CultureInfo.InvariantCulture);
}
