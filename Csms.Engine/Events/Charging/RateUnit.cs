namespace Csms.Engine.Events.Charging;

/// <summary>Unit of a schedule's limits (ChargingRateUnitEnumType).</summary>
public enum RateUnit
{
    /// <summary>Watt, the sum of all phases.</summary>
    W,

    /// <summary>Ampere a phase.</summary>
    A,
}
