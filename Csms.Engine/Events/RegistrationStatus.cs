namespace Csms.Engine.Events;

/// <summary>Registration of a station (2.1 RegistrationStatusEnumType).</summary>
public enum RegistrationStatus : byte
{
    /// <summary>Part of the network.</summary>
    Accepted,

    /// <summary>Waits for an operator; may be configured, not used.</summary>
    Pending,

    /// <summary>Refused.</summary>
    Rejected,
}
