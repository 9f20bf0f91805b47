namespace Csms.Simulator.Station;

/// <summary>Answer to the last BootNotification.</summary>
public enum RegistrationState
{
    /// <summary>No answer since power up.</summary>
    None,

    /// <summary>May not work yet, may be configured.</summary>
    Pending,

    /// <summary>In service.</summary>
    Accepted,

    /// <summary>Refused.</summary>
    Rejected,
}
