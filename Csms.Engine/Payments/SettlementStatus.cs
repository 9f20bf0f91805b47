namespace Csms.Engine.Payments;

/// <summary>What became of a payment (2.1 PaymentStatusEnumType). The names are stored.</summary>
public enum SettlementStatus
{
    /// <summary>The money was taken.</summary>
    Settled,

    /// <summary>Ended before anything was to be paid.</summary>
    Canceled,

    /// <summary>The payment provider refused it.</summary>
    Rejected,

    /// <summary>It could not be sent to the payment provider.</summary>
    Failed,
}
