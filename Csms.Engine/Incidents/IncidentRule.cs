namespace Csms.Engine.Incidents;

/// <summary>What is watched. The words are stored: append only.</summary>
public enum IncidentRule
{
    /// <summary>A station is not connected.</summary>
    Offline,

    /// <summary>Many stations of one site went offline together: power or network loss.</summary>
    SiteOffline,

    /// <summary>An EVSE, or the whole station, reports Faulted.</summary>
    Fault,

    /// <summary>A station boots again and again.</summary>
    BootLoop,

    /// <summary>A station loses its connection again and again.</summary>
    Disconnects,

    /// <summary>A session says it charges and no energy flows.</summary>
    NoEnergy,

    /// <summary>A station gives times that can't be right.</summary>
    ClockWrong,

    /// <summary>Sessions on an EVSE end without having charged, one after the other.</summary>
    SessionsFailing,

    /// <summary>A connected station does not answer commands.</summary>
    Unanswered,

    /// <summary>A station tells of a critical security event.</summary>
    SecurityEvent,

    /// <summary>The certificate of a station, or of the host itself, ends soon.</summary>
    CertificateNearExpiry,

    /// <summary>A station tells of more EVSEs and connectors than a station may have.</summary>
    TooManyConnectors,

    /// <summary>The provider of cars' contract certificates can't be reached.</summary>
    ContractProviderAway,

    /// <summary>A station reports a monitored variable as an alert.</summary>
    Alert,

    /// <summary>A station reports a fault of the grid to which its grid controls react.</summary>
    DerAlarm,

    /// <summary>Payments at the terminals of a station fail, one after the other.</summary>
    PaymentsFailing,
}
