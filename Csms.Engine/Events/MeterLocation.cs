namespace Csms.Engine.Events;

/// <summary>Where it was measured (LocationEnumType).</summary>
public enum MeterLocation : byte
{
    /// <summary>At the outlet; the default.</summary>
    Outlet,

    /// <summary>In the station.</summary>
    Body,

    /// <summary>At the cable.</summary>
    Cable,

    /// <summary>In the car.</summary>
    EV,

    /// <summary>At the grid inlet of the station.</summary>
    Inlet,

    /// <summary>Upstream of the station (2.1).</summary>
    Upstream,
}
