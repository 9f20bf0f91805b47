namespace Csms.Engine.Energy.Profiles;

/// <summary>What became of the profile made for an EV's needs. The names are stored: append only.</summary>
public enum PlanState
{
    /// <summary>No transaction runs yet, or the station is away.</summary>
    Waiting,

    /// <summary>On its way.</summary>
    Sent,

    /// <summary>The station took it.</summary>
    Accepted,

    /// <summary>The station did not take it, or did not answer.</summary>
    Failed,
}
