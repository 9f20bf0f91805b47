namespace Csms.Engine.Prices;

/// <summary>What is paid for.</summary>
public enum PriceKind
{
    /// <summary>kWh.</summary>
    Energy,

    /// <summary>Minutes of charging.</summary>
    ChargingTime,

    /// <summary>Minutes connected without charging.</summary>
    IdleTime,

    /// <summary>Fees for the start.</summary>
    FixedFee,

    /// <summary>Minutes reserved.</summary>
    ReservationTime,

    /// <summary>Fees for a reservation.</summary>
    ReservationFixed,

    /// <summary>What lifts a session to the least that it costs.</summary>
    MinCost,

    /// <summary>What lowers a session to the most that it costs.</summary>
    MaxCost,
}
