namespace Csms.Console.Api.Jobs;

/// <summary>Another link for a job.</summary>
/// <param name="ExpiresAt">Until when it works; at most 90 days ahead.</param>
internal sealed record RenewBody(DateTimeOffset ExpiresAt);
