using System.Text.Json;
using Csms.Engine.Reservations;

namespace Csms.Console.Api.Reservations;

/// <summary>A reservation.</summary>
/// <param name="Id">As the station knows it.</param>
/// <param name="StationId">Where.</param>
/// <param name="EvseId">EVSE that is kept; null: any of the station.</param>
/// <param name="ConnectorType">Type of connector that is kept; null: any.</param>
/// <param name="IdToken">Who may charge; null for readers without tokens.read.</param>
/// <param name="IdTokenType">In OCPP 2.1's words; null for readers without tokens.read.</param>
/// <param name="GroupId">Whose group may charge as well; null for readers without tokens.read.</param>
/// <param name="CreatedAt">When the station accepted it.</param>
/// <param name="ExpiresAt">It ends unused then.</param>
/// <param name="State">active, used, expired, cancelled or removed.</param>
/// <param name="EndedAt">When it ended; null until then.</param>
/// <param name="SessionId">Session that used it.</param>
internal sealed record ReservationView(
    int Id, string StationId, int? EvseId, string? ConnectorType, string? IdToken, string? IdTokenType, string? GroupId,
    DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, string State, DateTimeOffset? EndedAt, long? SessionId)
{
    /// <param name="reservation">The reservation.</param>
    /// <param name="withToken">Whether the reader may know whose it is.</param>
    public static ReservationView Of(Reservation reservation, bool withToken) => new(
        reservation.Id, reservation.Station.Value, reservation.EvseId, reservation.ConnectorType, withToken ? reservation.IdToken : null, withToken ? reservation.IdTokenType : null,
        withToken ? reservation.GroupId : null, reservation.CreatedAt, reservation.ExpiresAt, JsonNamingPolicy.CamelCase.ConvertName(reservation.State.ToString()), reservation.EndedAt, reservation.SessionId);
}
