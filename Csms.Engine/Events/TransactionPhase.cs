namespace Csms.Engine.Events;

/// <summary>Which part of a transaction a message is (2.1 TransactionEventEnumType).</summary>
public enum TransactionPhase : byte
{
    /// <summary>TransactionEvent Started, 1.6 StartTransaction.</summary>
    Started,

    /// <summary>TransactionEvent Updated, 1.6 MeterValues of a transaction.</summary>
    Updated,

    /// <summary>TransactionEvent Ended, 1.6 StopTransaction.</summary>
    Ended,
}
