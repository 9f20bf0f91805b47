namespace Csms.Engine.Events;

/// <summary>A station has closed a periodic event stream (2.1 ClosePeriodicEventStream, N13).</summary>
/// <param name="StreamId">The station's number of it.</param>
public sealed record StreamClosed(int StreamId) : StationMessage;
