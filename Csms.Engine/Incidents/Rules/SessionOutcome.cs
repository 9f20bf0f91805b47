namespace Csms.Engine.Incidents.Rules;

/// <summary>What an ended session says about its EVSE.</summary>
internal enum SessionOutcome
{
    /// <summary>It charged.</summary>
    Good,

    /// <summary>It did not, or the station broke it off.</summary>
    Failed,

    /// <summary>Nothing: the driver was refused or left at once, or the energy is not known.</summary>
    Nothing,
}
