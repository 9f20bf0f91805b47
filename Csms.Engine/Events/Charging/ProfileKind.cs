namespace Csms.Engine.Events.Charging;

/// <summary>What the times of a schedule are counted from (2.1 ChargingProfileKindEnumType).</summary>
public enum ProfileKind
{
    /// <summary>From a point in time.</summary>
    Absolute,

    /// <summary>From a point in time, and again each day or week.</summary>
    Recurring,

    /// <summary>From the start of the transaction.</summary>
    Relative,

    /// <summary>One period whose values are renewed (2.1).</summary>
    Dynamic,
}
