namespace Csms.Console.Security.Audit;

/// <summary>Filter of the audit log; null members do not filter.</summary>
/// <param name="Text">Part of who, what, the id or the reason.</param>
/// <param name="SubjectKind">Kind of the thing.</param>
/// <param name="ActorId">Stable id of who did it.</param>
/// <param name="From">From then on, UTC.</param>
/// <param name="To">Before then, UTC.</param>
/// <param name="SubjectId">Id of the thing.</param>
/// <param name="Action">What was done, whole.</param>
public sealed record AuditQuery(string? Text = null, string? SubjectKind = null, string? ActorId = null, DateTimeOffset? From = null, DateTimeOffset? To = null, string? SubjectId = null, string? Action = null);
