namespace Csms.Engine.Reservations;

/// <summary>Where a reservation is in its life (CONTRACTS 14).</summary>
public enum ReservationState
{
    /// <summary>The station keeps a place free.</summary>
    Active,

    /// <summary>A transaction used it.</summary>
    Used,

    /// <summary>Its time has passed unused.</summary>
    Expired,

    /// <summary>Cancelled from here.</summary>
    Cancelled,

    /// <summary>The station gave it up: it was broken, or out of service, or no transaction followed.</summary>
    Removed,
}
