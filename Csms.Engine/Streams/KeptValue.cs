namespace Csms.Engine.Streams;

/// <summary>A value of a stream as it is kept.</summary>
/// <param name="At">When it was taken; UTC.</param>
/// <param name="ReceivedAt">When it came; UTC.</param>
/// <param name="Sequence">Parts values of the same instant.</param>
/// <param name="Value">As the station said it.</param>
/// <param name="Number">The same where it is a number; in the unit of the variable.</param>
public sealed record KeptValue(DateTimeOffset At, DateTimeOffset ReceivedAt, long Sequence, string Value, double? Number);
