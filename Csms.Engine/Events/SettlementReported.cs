namespace Csms.Engine.Events;

/// <summary>What became of a payment at the station's terminal (2.1 NotifySettlement, C21 and C22).</summary>
/// <param name="PspRef">The payment, by the terminal's reference; it was the token of the transaction.</param>
/// <param name="Status">Settled, Canceled, Rejected or Failed.</param>
/// <param name="Amount">Settled, or tried to; in the station's currency, exactly as told: also where it cannot be right.</param>
/// <param name="At">When, by the station's clock; null when it gave no usable time.</param>
public sealed record SettlementReported(string PspRef, string Status, decimal Amount, DateTimeOffset? At) : StationMessage
{
    /// <summary>Transaction that was paid; null: the payment ended before one began.</summary>
    public string? TransactionId { get; init; }

    /// <summary>The terminal's own words, or null.</summary>
    public string? StatusInfo { get; init; }

    /// <summary>Receipt of the terminal or station, or null.</summary>
    public string? ReceiptId { get; init; }

    /// <summary>Where that receipt is, as told, or null.</summary>
    public string? ReceiptUrl { get; init; }

    /// <summary>For whose books the receipt is, or null.</summary>
    public CompanyAddress? Company { get; init; }

    /// <summary>That company's VAT number, or null.</summary>
    public string? VatNumber { get; init; }
}
