namespace Csms.Console.Security;

/// <summary>The one who acts, as the audit log keeps it: kind, stable id, name at that time.</summary>
public sealed record Actor(ActorKind Kind, string Id, string Name);
