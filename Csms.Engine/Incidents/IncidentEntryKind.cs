namespace Csms.Engine.Incidents;

/// <summary>What a row of the timeline says. The words are stored: append only.</summary>
public enum IncidentEntryKind
{
    /// <summary>The rule opened it.</summary>
    Opened,

    /// <summary>It happened again.</summary>
    Repeated,

    /// <summary>The figures changed: another error code, other stations.</summary>
    Changed,

    /// <summary>The condition is gone; it is watched for the settling time.</summary>
    Cleared,

    /// <summary>The condition came back before it had settled.</summary>
    Returned,

    /// <summary>The condition stayed away: closed by the rule.</summary>
    Verified,

    /// <summary>The site's incident has taken it in.</summary>
    Merged,

    /// <summary>A person knows.</summary>
    Acknowledged,

    /// <summary>A person was given it, or nobody.</summary>
    Assigned,

    /// <summary>A person's words.</summary>
    Commented,

    /// <summary>A person closed it.</summary>
    Closed,
}
