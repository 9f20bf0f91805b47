namespace Csms.Engine.Events.Charging;

/// <summary>How an EV is operated in a period (2.1 OperationModeEnumType, block Q).</summary>
public enum OperationMode
{
    /// <summary>No energy flows; the car stays ready.</summary>
    Idle,

    /// <summary>Charging up to the limit; what counts where nothing is said.</summary>
    ChargingOnly,

    /// <summary>Follows a setpoint of ours.</summary>
    CentralSetpoint,

    /// <summary>Follows a setpoint of an external system.</summary>
    ExternalSetpoint,

    /// <summary>Between limits of an external system.</summary>
    ExternalLimits,

    /// <summary>Follows a frequency signal that we pass on (AFRRSignal).</summary>
    CentralFrequency,

    /// <summary>Follows the frequency of the grid by itself.</summary>
    LocalFrequency,

    /// <summary>Balances the load of its place by itself.</summary>
    LocalLoadBalancing,
}
