using Csms.Engine.Units;

namespace Csms.Engine.Sessions;

/// <summary>What proves a flag of a session; the values are figures (Wh) and instants. The names are stored: append only.</summary>
public enum FlagEvidence
{
    /// <summary>Words as they were written.</summary>
    [Says("{0}")]
    AsSaid,

    /// <summary>The clock has lost its time.</summary>
    [Says("The station's clock showed {0} when the message arrived at {1}.")]
    ClockUnset,

    /// <summary>The clock is fast.</summary>
    [Says("The station's clock was {0} ahead: {1} at {2}.")]
    ClockAhead,

    /// <summary>The clock says less than at the boot.</summary>
    [Says("The station's clock showed {0}, before its own boot at {1}; the message arrived at {2}.")]
    ClockBeforeBoot,

    /// <summary>Start and end, as told.</summary>
    [Says("The start {0} lies after the end {1}.")]
    StartAfterEnd,

    /// <summary>End and start, as told.</summary>
    [Says("The end {0} lies before the start {1}.")]
    EndBeforeStart,

    /// <summary>Start, its arrival, the end's arrival.</summary>
    [Says("The start of {0} arrived at {1}, after the end at {2}.")]
    StartCameAfterEnd,

    /// <summary>Start, its arrival, the first update's arrival.</summary>
    [Says("The start of {0} arrived at {1}, after its first update at {2}.")]
    StartCameAfterUpdate,

    /// <summary>Sequence number and trigger.</summary>
    [Says("Started came a second time with other content (sequence number {0}, {1}).")]
    StartedTwice,

    /// <summary>No register at the start.</summary>
    [Says("The start gave no register; energy is counted from the first sample.")]
    NoStartRegister,

    /// <summary>The register told.</summary>
    [Says("The start gave {0} Wh, which no meter shows; energy is counted from the first sample.")]
    StartRegisterImpossible,

    /// <summary>Both registers.</summary>
    [Says("The start gave {0} Wh, and a later reading {1} Wh.")]
    StartAboveReading,

    /// <summary>The numbers.</summary>
    [Says("Sequence numbers {0} had not come when the end came.")]
    SequenceMissing,

    /// <summary>End and transaction.</summary>
    [Says("The end of {0} of transaction {1} is known, and no start.")]
    EndWithoutStart,

    /// <summary>The answer and the energy.</summary>
    [Says("The token was answered {0} and {1} Wh flowed.")]
    EnergyRefused,

    /// <summary>The sample.</summary>
    [Says("The end gave no register; the last sample, {0} Wh at {1}, was taken.")]
    EndRegisterFromSample,

    /// <summary>No reading at all.</summary>
    [Says("No register was ever reported.")]
    NoRegister,

    /// <summary>The end and the close.</summary>
    [Says("The station's own end of {0} replaced the close at {1}.")]
    EndReplacedClose,

    /// <summary>End and transaction.</summary>
    [Says("An end of {0} for transaction {1}, and no start is known.")]
    EndOfUnknown,

    /// <summary>Its time, register and reason.</summary>
    [Says("A second end of {0} at {1} Wh, reason {2}; the first counts.")]
    SecondEnd,

    /// <summary>The reading.</summary>
    [Says("No meter shows {0} Wh (at {1}); the reading was set aside.")]
    RegisterImpossible,

    /// <summary>The reading and its neighbours.</summary>
    [Says("A reading of {0} Wh at {1} was set aside: the register stood at {2} Wh before it and at {3} Wh after it.")]
    RegisterRestored,

    /// <summary>Both readings.</summary>
    [Says("The register began anew: {0} Wh at {1} after {2} Wh at {3}.")]
    RegisterReset,

    /// <summary>Both readings.</summary>
    [Says("The register rolled over: {0} Wh at {1} after {2} Wh at {3}.")]
    RegisterRollover,

    /// <summary>Both readings.</summary>
    [Says("The register went backwards: {0} Wh at {1} after {2} Wh at {3}.")]
    RegisterBackwards,

    /// <summary>The reading and the end's register.</summary>
    [Says("Register {0} Wh at {1}, after an end at {2} Wh.")]
    RegisterAfterEnd,

    /// <summary>The reading and the end's register.</summary>
    [Says("Register {0} Wh at {1}, and {2} Wh at the end.")]
    RegisterAboveEnd,

    /// <summary>Both registers, seconds, power.</summary>
    [Says("The register rose from {0} to {1} Wh within {2} s; that is {3} kW.")]
    PowerImplausible,

    /// <summary>Both registers, seconds, power, most of the EVSE.</summary>
    [Says("The register rose from {0} to {1} Wh within {2} s; that is {3} kW, and the EVSE gives {4} kW at most.")]
    PowerAboveEvse,

    /// <summary>The next session.</summary>
    [Says("{0} started on EVSE {1} at {2} and no end had come.")]
    NewStart,

    /// <summary>EVSE and since when.</summary>
    [Says("EVSE {0} is Available since {1} and no end has come.")]
    EvseAvailable,

    /// <summary>Who, and why.</summary>
    [Says("{0}: {1}")]
    Operator,

    /// <summary>Phase, its time, the id given, the EVSE.</summary>
    [Says("{0} of {1} named transaction {2}; taken for this session on EVSE {3}.")]
    TakenForSession,

    /// <summary>Phase, its time, its arrival.</summary>
    [Says("{0} of {1} arrived at {2}.")]
    DeliveredLate,

    /// <summary>Number, phase, trigger.</summary>
    [Says("Sequence number {0} came a second time with other content ({1}, {2}).")]
    SequenceReused,

    /// <summary>Measured before, measured now, corrected to.</summary>
    [Says("The measured energy changed from {0} to {1} Wh after it had been corrected to {2} Wh.")]
    ChangedAfterCorrection,

    /// <summary>Status of the payment, and when.</summary>
    [Says("The payment at the terminal was told as {0} at {1}.")]
    PaymentTold,

    /// <summary>Both registers, and the energy of the samples.</summary>
    [Says("The register rose from {0} to {1} Wh, and by the power samples {2} Wh flowed in the same time: it seems to count kWh.")]
    RegisterInKilowattHours,
}
