namespace Csms.Engine.Events;

/// <summary>
/// A transaction message: TransactionEvent of 2.x, StartTransaction / MeterValues / StopTransaction of 1.6.
/// Answered by <see cref="TransactionAnswer"/>, and only after what it says is committed.
/// </summary>
public sealed record TransactionReported : StationMessage
{
    /// <summary>Started, Updated or Ended.</summary>
    public required TransactionPhase Phase { get; init; }

    /// <summary>
    /// The transaction's id as text. Null in a 1.6 StartTransaction (the id is ours to give) and in 1.6 messages that name
    /// none or an id that was never issued (0 and negative, errata 3.18).
    /// </summary>
    public string? TransactionId { get; init; }

    /// <summary>The station expects us to give the id (1.6 StartTransaction).</summary>
    public bool IdIsOurs { get; init; }

    /// <summary>When it happened by the station's clock. Null when it gave no time.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>TriggerReasonEnumType; derived for 1.6.</summary>
    public required string Trigger { get; init; }

    /// <summary>2.x seqNo; null in 1.6.</summary>
    public int? SequenceNumber { get; init; }

    /// <summary>Null when the message does not say (1.6 StopTransaction, 2.x Updated and Ended).</summary>
    public int? EvseId { get; init; }

    /// <summary>Connector within the EVSE, where said.</summary>
    public int? ConnectorId { get; init; }

    /// <summary>Token in the message, where there is one.</summary>
    public IdToken? Token { get; init; }

    /// <summary>What the station says beside the token (2.x IdTokenType.additionalInfo); null: nothing.</summary>
    public IReadOnlyList<TokenInfo>? TokenInfo { get; init; }

    /// <summary>Charging state in the message, where there is one.</summary>
    public ChargingState? ChargingState { get; init; }

    /// <summary>1.6 meterStart or meterStop: energy import register in Wh.</summary>
    public long? MeterWh { get; init; }

    /// <summary>2.x stoppedReason, 1.6 reason; only in Ended.</summary>
    public string? StopReason { get; init; }

    /// <summary>2.x offline flag: it happened while there was no connection.</summary>
    public bool Offline { get; init; }

    /// <summary>Comes back from RequestStartTransaction (2.x).</summary>
    public int? RemoteStartId { get; init; }

    /// <summary>Reservation that this transaction uses.</summary>
    public int? ReservationId { get; init; }

    /// <summary>Limits that the station holds the transaction to (2.1), where said.</summary>
    public TransactionLimits? Limits { get; init; }

    /// <summary>Tariff by which the station reckons it (2.1), where said.</summary>
    public string? TariffId { get; init; }

    /// <summary>What it costs by the station's own reckoning (2.1), where said.</summary>
    public StationCost? Cost { get; init; }

    /// <summary>Samples in the message, in its order.</summary>
    public IReadOnlyList<MeterReading> Readings { get; init; } = [];

    /// <summary>
    /// Hash of what identifies the message besides its sequence number: two transmissions of the same message have the same key,
    /// whatever their messageId (1.6 has no sequence number).
    /// </summary>
    public long ContentKey { get; init; }
}
