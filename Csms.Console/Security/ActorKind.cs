namespace Csms.Console.Security;

/// <summary>Who did something, as the audit log keeps it.</summary>
public enum ActorKind
{
    /// <summary>The program itself.</summary>
    System,
    /// <summary>A signed-in person.</summary>
    User,
    /// <summary>A program with an API key.</summary>
    ApiKey,
    /// <summary>Whoever has the link of a job in the field.</summary>
    Job,
}
