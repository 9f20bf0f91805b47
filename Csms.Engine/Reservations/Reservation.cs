using Csms.Engine.Units;

namespace Csms.Engine.Reservations;

/// <summary>A place that a station keeps free for somebody, since it accepted ReserveNow (2.1 H01; 1.6 5.13).</summary>
public sealed record Reservation
{
    /// <summary>Number that the station knows it by.</summary>
    public required int Id { get; init; }

    /// <summary>Where.</summary>
    public required StationId Station { get; init; }

    /// <summary>EVSE (1.6: connector) that is kept; null: any of the station.</summary>
    public int? EvseId { get; init; }

    /// <summary>Type of connector that is kept, in OCPP 2.x's words; null: any.</summary>
    public string? ConnectorType { get; init; }

    /// <summary>Who may charge.</summary>
    public required string IdToken { get; init; }

    /// <summary>In OCPP 2.1's words.</summary>
    public required string IdTokenType { get; init; }

    /// <summary>Whose group may charge as well.</summary>
    public string? GroupId { get; init; }

    /// <summary>When the station accepted it; UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>It ends unused then; UTC.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Where it is in its life.</summary>
    public ReservationState State { get; init; }

    /// <summary>When it ended; UTC.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Session that used it.</summary>
    public long? SessionId { get; init; }

    /// <summary>Who made it.</summary>
    public required string Actor { get; init; }

    /// <summary>It is in force.</summary>
    public bool IsActive => State == ReservationState.Active;
}
