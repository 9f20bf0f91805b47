namespace Csms.Console.Security.Audit;

/// <summary>One write: who, when, from where, what, before and after, why. Rows are only ever added.</summary>
public sealed class AuditEntry
{
    /// <summary>Grows with time.</summary>
    public long Id { get; set; }
    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; set; }
    /// <summary>Person, API key or the program.</summary>
    public ActorKind ActorKind { get; set; }
    /// <summary>Stable id of the actor.</summary>
    public string ActorId { get; set; } = "";
    /// <summary>Name of the actor at that time.</summary>
    public string ActorName { get; set; } = "";
    /// <summary>Address the request came from; null for the program itself.</summary>
    public string? Ip { get; set; }
    /// <summary>What was done, dotted: "user.lock", "station.command.Reset".</summary>
    public string Action { get; set; } = "";
    /// <summary>Kind of the thing: "user", "station", "session", "token", "apiKey", "setting".</summary>
    public string SubjectKind { get; set; } = "";
    /// <summary>Id of the thing.</summary>
    public string SubjectId { get; set; } = "";
    /// <summary>State before, JSON; null when it was made.</summary>
    public string? Before { get; set; }
    /// <summary>State after, JSON; null when it was deleted.</summary>
    public string? After { get; set; }
    /// <summary>The typed reason, where one is asked for.</summary>
    public string? Reason { get; set; }
}
