namespace Csms.Engine.Incidents;

/// <summary>How much it matters, least first. The words are stored: append only.</summary>
public enum IncidentSeverity
{
    /// <summary>To know.</summary>
    Info,

    /// <summary>To look at.</summary>
    Warning,

    /// <summary>Drivers can't charge.</summary>
    Critical,
}
