namespace Csms.Engine.Events;

/// <summary>Answer to <see cref="SettlementReported"/>: the receipt, where it is made on our side (2.1 C21).</summary>
/// <param name="ReceiptUrl">For the driver, at most 2000 letters; null: none is made here.</param>
/// <param name="ReceiptId">Its number, at most 50 letters, or null.</param>
public sealed record SettlementAnswer(string? ReceiptUrl = null, string? ReceiptId = null) : StationAnswer;
