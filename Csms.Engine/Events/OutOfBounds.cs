namespace Csms.Engine.Events;

/// <summary>A well-formed message names what can't be: CALLERROR PropertyConstraintViolation, and nothing is taken in.</summary>
/// <param name="Text">The member, its value and the bound.</param>
public sealed record OutOfBounds(string Text) : StationAnswer;
