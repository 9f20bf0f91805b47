namespace Csms.Engine.Events;

/// <summary>Values of a periodic event stream (2.1 NotifyPeriodicEventStream, N15): a SEND, which has no answer.</summary>
/// <param name="StreamId">The station's number of the stream.</param>
/// <param name="Pending">Values that the station still holds back.</param>
/// <param name="BaseTime">Begin of the values' times; UTC.</param>
/// <param name="Values">In the order of the station.</param>
public sealed record StreamValuesReported(int StreamId, int Pending, DateTimeOffset BaseTime, IReadOnlyList<StreamValue> Values) : StationMessage;
