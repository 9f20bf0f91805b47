namespace Csms.Engine.Streams;

/// <summary>What came by a stream since it was opened, or since the host started.</summary>
/// <param name="At">Time of the last value; UTC.</param>
/// <param name="Value">The last value.</param>
/// <param name="Pending">Values that the station said it still holds back.</param>
/// <param name="Received">Values that came.</param>
/// <param name="Dropped">Those of them that were not kept: more came than is kept a second (<c>Csms:Streams:ValuesPerSecond</c>).</param>
public sealed record StreamNow(DateTimeOffset At, string Value, int Pending, long Received, long Dropped);
