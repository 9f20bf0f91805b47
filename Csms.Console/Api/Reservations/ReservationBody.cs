namespace Csms.Console.Api.Reservations;

/// <summary>Body of POST /api/v1/reservations.</summary>
/// <param name="StationId">Where.</param>
/// <param name="EvseId">EVSE (1.6: connector); absent: any of the station.</param>
/// <param name="ConnectorType">Type of connector, in OCPP 2.x's words; 1.6 has none.</param>
/// <param name="IdToken">Who may charge.</param>
/// <param name="IdTokenType">In OCPP 2.1's words; absent: that of the token as it is entered, else Central.</param>
/// <param name="GroupId">Whose group may charge as well.</param>
/// <param name="ExpiresAt">Until when.</param>
internal sealed record ReservationBody(string StationId, int? EvseId, string? ConnectorType, string IdToken, string? IdTokenType, string? GroupId, DateTimeOffset ExpiresAt);
