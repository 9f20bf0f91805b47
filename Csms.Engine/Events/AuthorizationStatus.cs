namespace Csms.Engine.Events;

/// <summary>Verdict on an id token, in OCPP 2.1's words (AuthorizationStatusEnumType). 1.6 knows the first five.</summary>
public enum AuthorizationStatus
{
    /// <summary>May charge.</summary>
    Accepted,

    /// <summary>Known and blocked.</summary>
    Blocked,

    /// <summary>Was valid, is not any more.</summary>
    Expired,

    /// <summary>Not valid, or unknown in 1.6.</summary>
    Invalid,

    /// <summary>Already in another transaction and not allowed in two.</summary>
    ConcurrentTx,

    /// <summary>No credit left.</summary>
    NoCredit,

    /// <summary>Not for this type of EVSE.</summary>
    NotAllowedTypeEVSE,

    /// <summary>Not at this location.</summary>
    NotAtThisLocation,

    /// <summary>Not at this time.</summary>
    NotAtThisTime,

    /// <summary>Not known here (2.x; 1.6 hears Invalid).</summary>
    Unknown,
}
