using System.Collections.Immutable;
using Csms.Engine.Payments;

namespace Csms.Engine.Incidents;

/// <summary>Payments in a row at the terminals of a station whose money was not taken; 0 after one whose money was. A payment counts once, however often it is told.</summary>
/// <param name="Failed">How many.</param>
/// <param name="Since">When the first of them was told.</param>
/// <param name="Last">What was told last.</param>
/// <param name="Payments">References of the latest of them.</param>
internal sealed record PaymentRow(int Failed, DateTimeOffset Since, Settlement Last, ImmutableList<string> Payments)
{
    /// <summary>So many payments are recognised again: a terminal tells what it has not got rid of in turn, and a row is an incident long before.</summary>
    private const int Remembered = 50;

    /// <summary>With what was told of a payment; one that was cancelled says nothing of the terminal.</summary>
    public static PaymentRow? With(PaymentRow? before, Settlement told) => told.Status switch
    {
        SettlementStatus.Settled => new PaymentRow(0, told.ReceivedAt, told, []),
        SettlementStatus.Failed or SettlementStatus.Rejected when before is { Failed: > 0 } => before.Payments.Contains(told.PspRef)
            ? before with { Last = told }
            : before with { Failed = before.Failed + 1, Last = told, Payments = (before.Payments.Count < Remembered ? before.Payments : before.Payments.RemoveAt(0)).Add(told.PspRef) },
        SettlementStatus.Failed or SettlementStatus.Rejected => new PaymentRow(1, told.ReceivedAt, told, [told.PspRef]),
        _ => before,
    };
}
