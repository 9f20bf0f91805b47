namespace Csms.Console.Api.Sessions;

/// <summary>Body of POST /api/v1/sessions/{id}/close.</summary>
/// <param name="Reason">Why, 1 to 500 characters; kept with the session and in the audit log.</param>
internal sealed record CloseBody(string Reason);
