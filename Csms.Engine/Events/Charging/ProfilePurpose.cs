namespace Csms.Engine.Events.Charging;

/// <summary>What a charging profile is for (2.1 ChargingProfilePurposeEnumType; part 2, K, 3.2). The names are stored: append only.</summary>
public enum ProfilePurpose
{
    /// <summary>A limit of somebody else (grid operator, energy management), reported by the station only.</summary>
    ChargingStationExternalConstraints,

    /// <summary>Cap for the whole station.</summary>
    ChargingStationMaxProfile,

    /// <summary>Limit of every transaction that has none of its own.</summary>
    TxDefaultProfile,

    /// <summary>Limit of one transaction; goes with it.</summary>
    TxProfile,

    /// <summary>In place of the transaction's limit while priority charging is on (2.1).</summary>
    PriorityCharging,

    /// <summary>Power made on the spot, on top of the other limits (2.1).</summary>
    LocalGeneration,
}
