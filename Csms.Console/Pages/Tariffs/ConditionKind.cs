namespace Csms.Console.Pages.Tariffs;

/// <summary>What a price can depend on beside times of day and days.</summary>
public enum ConditionKind
{
    /// <summary>Energy of the session, kWh.</summary>
    Energy,

    /// <summary>Time since the session began, minutes.</summary>
    Time,

    /// <summary>Time of charging, minutes.</summary>
    ChargingTime,

    /// <summary>Time connected without charging, minutes: what is free before it costs.</summary>
    IdleTime,

    /// <summary>Power, kW.</summary>
    Power,

    /// <summary>Sum of the phases' currents, A.</summary>
    Current,

    /// <summary>Days of the calendar.</summary>
    Dates,

    /// <summary>AC or DC.</summary>
    EvseKind,

    /// <summary>Brand of the payment.</summary>
    PaymentBrand,

    /// <summary>Kind of the payment.</summary>
    PaymentRecognition,
}
