namespace Csms.Engine.Events;

/// <summary>A well-formed message names what can't be: CALLERROR PropertyConstraintViolation, and nothing is taken in.</summary>
/// <param name="What">What is out of its bounds.</param>
/// <param name="Value">As told; null: it is one too many.</param>
/// <param name="Highest">The bound.</param>
public sealed record OutOfBounds(BoundKind What, int? Value, int Highest) : StationAnswer;
