using System.Collections.Immutable;
using Csms.Engine.Events;
using Csms.Engine.Units;

namespace Csms.Engine.Payments;

/// <summary>One telling of what became of a payment at a terminal (2.1 NotifySettlement, C21 and C22).</summary>
public sealed record Settlement
{
    /// <summary>Unique; 0 while it is not stored.</summary>
    public long Id { get; init; }

    /// <summary>Who told it.</summary>
    public required StationId Station { get; init; }

    /// <summary>The payment, by the terminal's reference.</summary>
    public required string PspRef { get; init; }

    /// <summary>Transaction that was paid; null: the payment ended before one began.</summary>
    public string? TransactionId { get; init; }

    /// <summary>Session of that transaction; null while none is known.</summary>
    public SessionId? Session { get; init; }

    /// <summary>What became of it.</summary>
    public required SettlementStatus Status { get; init; }

    /// <summary>The terminal's own words, or null.</summary>
    public string? StatusInfo { get; init; }

    /// <summary>Settled, or tried to; exactly as told.</summary>
    public required decimal Amount { get; init; }

    /// <summary>ISO 4217, as the station was configured when it told it; null: it had not told its currency.</summary>
    public string? Currency { get; init; }

    /// <summary>When, by the station's clock, as told; null: no usable time.</summary>
    public DateTimeOffset? ToldAt { get; init; }

    /// <summary>When; UTC: the time of receipt where the station's cannot be believed.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When it was received; UTC.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Number of the receipt, or null.</summary>
    public string? ReceiptId { get; init; }

    /// <summary>Where the receipt is, as told: not every text that a station calls so is an address. Null: none.</summary>
    public string? ReceiptUrl { get; init; }

    /// <summary>The receipt is made on our side (<see cref="PaymentOptions.ReceiptUrl"/>).</summary>
    public bool IsOwnReceipt { get; init; }

    /// <summary>VAT number for the receipt, or null.</summary>
    public string? VatNumber { get; init; }

    /// <summary>Company for the receipt, or null.</summary>
    public CompanyAddress? Company { get; init; }

    /// <summary>What cannot be right.</summary>
    public ImmutableArray<SettlementDoubt> Doubts { get; init; } = [];

    /// <summary>Nothing later is known of this payment.</summary>
    public bool IsCurrent { get; init; } = true;
}
