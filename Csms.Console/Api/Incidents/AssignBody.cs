namespace Csms.Console.Api.Incidents;

/// <summary>To whom.</summary>
/// <param name="Assignee">A name; null: to nobody.</param>
internal sealed record AssignBody(string? Assignee);
