namespace Csms.Engine.Incidents;

/// <summary>Where an incident is in its life.</summary>
public enum IncidentState
{
    /// <summary>Nobody has taken it.</summary>
    Open,

    /// <summary>A person knows.</summary>
    Acknowledged,

    /// <summary>Over: by its rule when the condition stayed away, or by a person.</summary>
    Closed,
}
