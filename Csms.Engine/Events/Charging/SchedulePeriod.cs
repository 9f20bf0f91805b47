namespace Csms.Engine.Events.Charging;

/// <summary>One step of a charging schedule, as far as it is a limit (2.1 ChargingSchedulePeriodType).</summary>
public sealed record SchedulePeriod
{
    /// <summary>Seconds from the start of the schedule; lasts until the next period begins.</summary>
    public required int StartSeconds { get; init; }

    /// <summary>Most that may be charged; null where the operation mode needs none. Negative: may be discharged (systems from before 2.1).</summary>
    public PhaseValues? Limit { get; init; }

    /// <summary>Most that may be discharged, negative or 0.</summary>
    public PhaseValues? DischargeLimit { get; init; }

    /// <summary>What the EV is to follow; negative: discharge.</summary>
    public PhaseValues? Setpoint { get; init; }

    /// <summary>Phases that may be used; null: all that the EVSE has.</summary>
    public int? Phases { get; init; }

    /// <summary>Which phase, where only one may be used; null: the station's choice.</summary>
    public int? PhaseToUse { get; init; }

    /// <summary>How the EV is operated; null: only charging.</summary>
    public OperationMode? Mode { get; init; }
}
