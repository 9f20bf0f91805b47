namespace Csms.Console.Api.Tokens;

/// <summary>Body of POST /token-groups/{group}/dissolve and block.</summary>
/// <param name="Reason">Why; stands in the audit log.</param>
internal sealed record GroupReasonBody(string? Reason);
