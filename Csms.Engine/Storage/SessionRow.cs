namespace Csms.Engine.Storage;

/// <summary>One row of csms.sessions.</summary>
internal readonly record struct SessionRow
{
    public required long Id { get; init; }
    public required int StationKey { get; init; }
    public required string StationId { get; init; }
    public int EvseId { get; init; }
    public int ConnectorId { get; init; }
    public required string TransactionId { get; init; }
    public string? IdToken { get; init; }
    public string? TokenType { get; init; }
    public required string State { get; init; }
    public string? ChargingState { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public long? MeterStartWh { get; init; }
    public long? MeterStopWh { get; init; }
    public long? EnergyWh { get; init; }
    public string? StopReason { get; init; }
    public int? RemoteStartId { get; init; }
    public int? ReservationId { get; init; }

    /// <summary>JSON array.</summary>
    public required string Flags { get; init; }

    public string? StartKey { get; init; }

    /// <summary>JSON object.</summary>
    public required string Detail { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>By which it is priced last; null: it is not.</summary>
    public string? TariffId { get; init; }

    public int? TariffVersion { get; init; }

    /// <summary>ISO 4217.</summary>
    public string? Currency { get; init; }

    public decimal? CostExclTax { get; init; }

    public decimal? CostInclTax { get; init; }
}
