namespace Csms.Engine.Events.Charging;

/// <summary>What a car is answered that has told its needs (2.1 NotifyEVChargingNeedsStatusEnumType; part 2, K18, K19, Q01). The names are stored: append only.</summary>
public enum NeedsVerdict
{
    /// <summary>A charging profile follows at once (K15.FR.03, K18.FR.03, K19.FR.03).</summary>
    Accepted,

    /// <summary>It takes longer: who charges is not known yet (Q01.FR.07).</summary>
    Processing,

    /// <summary>The car may charge, but nobody makes a profile for it (K19.FR.04). 2.0.1 has no such word; there it is Rejected (K15.FR.04).</summary>
    NoChargingProfile,

    /// <summary>The way of energy transfer that it asks for is not allowed (Q01.FR.06).</summary>
    Rejected,
}
