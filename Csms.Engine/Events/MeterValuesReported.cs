namespace Csms.Engine.Events;

/// <summary>Meter values outside any transaction (clock-aligned, triggered). Answered by <see cref="Acknowledged"/>.</summary>
/// <param name="EvseId">1…; 0 is the main meter of the station.</param>
/// <param name="Readings">In the message's order.</param>
/// <param name="ContentKey">See <see cref="TransactionReported.ContentKey"/>.</param>
public sealed record MeterValuesReported(int EvseId, IReadOnlyList<MeterReading> Readings, long ContentKey) : StationMessage;
