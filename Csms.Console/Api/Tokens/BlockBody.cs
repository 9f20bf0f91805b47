namespace Csms.Console.Api.Tokens;

/// <summary>Body of POST /tokens/{idToken}/block-everywhere.</summary>
/// <param name="StopSessions">What the token charges right now is stopped; default false.</param>
/// <param name="Stations">Stations that clear their cache: used (where the token has charged), all or none; default used.</param>
/// <param name="QueueFor">Seconds commands wait for stations that are offline; 0 leaves those out. Default 3600.</param>
/// <param name="DryRun">true: nothing is done, the answer says what would be.</param>
/// <param name="Reason">Why.</param>
internal sealed record BlockBody(bool? StopSessions, string? Stations, int? QueueFor, bool? DryRun, string? Reason);
