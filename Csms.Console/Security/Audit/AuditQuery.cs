namespace Csms.Console.Security.Audit;

/// <summary>Filter of the audit log; null members do not filter.</summary>
public sealed record AuditQuery(string? Text = null, string? SubjectKind = null, string? ActorId = null, DateTimeOffset? From = null, DateTimeOffset? To = null);
