namespace Csms.Simulator.Station;

/// <summary>One frame on the wire.</summary>
/// <param name="At">When, simulated time.</param>
/// <param name="IsSent">True from station to CSMS.</param>
/// <param name="Text">The frame.</param>
public sealed record StationFrame(DateTimeOffset At, bool IsSent, string Text);
