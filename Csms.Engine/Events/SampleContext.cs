namespace Csms.Engine.Events;

/// <summary>Why a value was read (ReadingContextEnumType, all versions).</summary>
public enum SampleContext : byte
{
    /// <summary>Taken at the sampling interval; the default.</summary>
    SamplePeriodic,

    /// <summary>Taken at a clock-aligned instant.</summary>
    SampleClock,

    /// <summary>At the start of the transaction.</summary>
    TransactionBegin,

    /// <summary>At the end of the transaction.</summary>
    TransactionEnd,

    /// <summary>At the start of an interruption.</summary>
    InterruptionBegin,

    /// <summary>After an interruption.</summary>
    InterruptionEnd,

    /// <summary>Asked for by TriggerMessage.</summary>
    Trigger,

    /// <summary>Any other.</summary>
    Other,
}
