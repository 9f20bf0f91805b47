namespace Csms.Console.Tokens;

/// <summary>Tokens that shall be blocked everywhere.</summary>
/// <param name="IdTokens">Which.</param>
/// <param name="StopSessions">What they charge right now is stopped.</param>
/// <param name="Stations">Which stations clear their cache.</param>
/// <param name="WaitFor">How long commands wait for stations that are away; null: those are left out.</param>
/// <param name="Reason">Why, where one was typed.</param>
internal sealed record BlockWish(IReadOnlyList<string> IdTokens, bool StopSessions, BlockStations Stations, TimeSpan? WaitFor, string? Reason);
