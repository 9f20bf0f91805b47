namespace Csms.Console.Security.Audit;

/// <summary>One of many things done at once.</summary>
/// <param name="Action">Dotted, "token.block".</param>
/// <param name="SubjectKind">Kind of the thing.</param>
/// <param name="SubjectId">Id of the thing.</param>
/// <param name="Before">State before, written as JSON; no secrets.</param>
/// <param name="After">State after, written as JSON; no secrets.</param>
/// <param name="Reason">The typed reason.</param>
public sealed record AuditWrite(string Action, string SubjectKind, string SubjectId, object? Before, object? After, string? Reason = null);
