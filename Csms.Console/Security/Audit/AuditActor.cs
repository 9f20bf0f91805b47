namespace Csms.Console.Security.Audit;

/// <summary>Somebody who has done something.</summary>
/// <param name="Id">Stable id.</param>
/// <param name="Name">The name last used.</param>
public sealed record AuditActor(string Id, string Name);
