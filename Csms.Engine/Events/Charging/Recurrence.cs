namespace Csms.Engine.Events.Charging;

/// <summary>How often a recurring schedule begins again (RecurrencyKindEnumType).</summary>
public enum Recurrence
{
    /// <summary>Each day.</summary>
    Daily,

    /// <summary>Each week.</summary>
    Weekly,
}
