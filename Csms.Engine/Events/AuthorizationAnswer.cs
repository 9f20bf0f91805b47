namespace Csms.Engine.Events;

/// <summary>Answer to <see cref="AuthorizationAsked"/>.</summary>
/// <param name="Info">The verdict.</param>
public sealed record AuthorizationAnswer(IdTokenInfo Info) : StationAnswer;
