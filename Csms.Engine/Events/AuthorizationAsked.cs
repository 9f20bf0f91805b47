namespace Csms.Engine.Events;

/// <summary>Authorize. Answered by <see cref="AuthorizationAnswer"/>.</summary>
/// <param name="Token">What was presented.</param>
public sealed record AuthorizationAsked(IdToken Token) : StationMessage;
