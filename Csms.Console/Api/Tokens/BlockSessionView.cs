namespace Csms.Console.Api.Tokens;

/// <summary>A session of a token that is blocked.</summary>
/// <param name="SessionId">Which.</param>
/// <param name="StationId">Where.</param>
/// <param name="LeftOut">Why it is not stopped: ended, notAllowed, notPossible or offline.</param>
/// <param name="CommandId">The command that stops it.</param>
internal sealed record BlockSessionView(string SessionId, string StationId, string? LeftOut, Guid? CommandId);
