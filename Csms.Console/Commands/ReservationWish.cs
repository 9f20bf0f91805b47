namespace Csms.Console.Commands;

/// <summary>A reservation as somebody wants it.</summary>
/// <param name="EvseId">EVSE; null: any of the station.</param>
/// <param name="ConnectorType">Type of connector in OCPP 2.x's words; null: any.</param>
/// <param name="IdToken">Who may charge.</param>
/// <param name="IdTokenType">In OCPP 2.1's words.</param>
/// <param name="GroupId">Whose group may charge as well; null: nobody's.</param>
/// <param name="ExpiresAt">Until when; UTC.</param>
internal sealed record ReservationWish(int? EvseId, string? ConnectorType, string IdToken, string IdTokenType, string? GroupId, DateTimeOffset ExpiresAt);
