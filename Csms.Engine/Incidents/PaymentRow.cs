using Csms.Engine.Payments;

namespace Csms.Engine.Incidents;

/// <summary>Payments in a row at the terminals of a station whose money was not taken; 0 after one whose money was. A payment counts once, however often it is told.</summary>
/// <param name="Failed">How many.</param>
/// <param name="Since">When the first of them was told.</param>
/// <param name="Last">What was told last.</param>
internal sealed record PaymentRow(int Failed, DateTimeOffset Since, Settlement Last)
{
    /// <summary>With what was told of a payment; one that was cancelled says nothing of the terminal.</summary>
    public static PaymentRow? With(PaymentRow? before, Settlement told) => told.Status switch
    {
        SettlementStatus.Settled => new PaymentRow(0, told.ReceivedAt, told),
        SettlementStatus.Failed or SettlementStatus.Rejected when before is { Failed: > 0 } =>
            before with { Failed = before.Last.PspRef == told.PspRef ? before.Failed : before.Failed + 1, Last = told },
        SettlementStatus.Failed or SettlementStatus.Rejected => new PaymentRow(1, told.ReceivedAt, told),
        _ => before,
    };
}
