namespace Csms.Engine.Events;

/// <summary>What a station tells of a battery swap (2.1 BatterySwapEventEnumType).</summary>
public enum SwapPhase
{
    /// <summary>Batteries were put in.</summary>
    BatteryIn,

    /// <summary>Batteries were taken out.</summary>
    BatteryOut,

    /// <summary>Batteries were offered and not taken out in time.</summary>
    BatteryOutTimeout,
}
