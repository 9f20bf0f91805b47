namespace Csms.Engine.Sessions;

/// <summary>What is worth knowing about a session besides its figures. The words are stored: append only.</summary>
public enum SessionFlagKind
{
    /// <summary>The end arrived and no start is known.</summary>
    StopWithoutStart,

    /// <summary>The end arrived before the start; both are known now.</summary>
    StopBeforeStart,

    /// <summary>Messages of the transaction arrived before its start.</summary>
    UpdateBeforeStart,

    /// <summary>A further start on the same EVSE closed it.</summary>
    ClosedByNewStart,

    /// <summary>The EVSE was seen Available for a while and no end came.</summary>
    ClosedByAvailable,

    /// <summary>A person closed it.</summary>
    ClosedByOperator,

    /// <summary>The station's own end arrived after it had been closed here, and counts.</summary>
    EndAfterClose,

    /// <summary>The station's clock was wrong; times were corrected.</summary>
    ClockWrong,

    /// <summary>A message named no transaction that we know and was matched by rule.</summary>
    TransactionIdUnknown,

    /// <summary>The energy register started again from zero.</summary>
    RegisterReset,

    /// <summary>The energy register rolled over at its top.</summary>
    RegisterRollover,

    /// <summary>The energy register went backwards.</summary>
    RegisterBackwards,

    /// <summary>No register reading at the start.</summary>
    StartMeterMissing,

    /// <summary>No register reading at the end; the last sample was taken.</summary>
    StopMeterMissing,

    /// <summary>The energy needs more power than its EVSE has, as its station tells it, or than any station has.</summary>
    PowerImplausible,

    /// <summary>A second, different end arrived; the first counts.</summary>
    SecondStop,

    /// <summary>The register rose after the end.</summary>
    EnergyAfterStop,

    /// <summary>A sequence number was used for two different messages; both were taken in.</summary>
    SequenceReused,

    /// <summary>Sequence numbers are missing: the station dropped messages.</summary>
    MessagesMissing,

    /// <summary>The station was offline and delivered it later.</summary>
    DeliveredLate,

    /// <summary>The token was refused and energy flowed all the same.</summary>
    EnergyWithoutAuthorization,

    /// <summary>A person doubts it.</summary>
    RaisedByOperator,

    /// <summary>The measured energy changed after a person had corrected it; the correction still counts.</summary>
    ChangedAfterCorrection,

    /// <summary>Its payment at the terminal was canceled, rejected or failed.</summary>
    PaymentNotSettled,

    /// <summary>The register seems to count kWh under the name of Wh: it rose by as many units as kWh flowed by the power samples.</summary>
    RegisterInKilowattHours,
}
