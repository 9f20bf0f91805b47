namespace Csms.Engine.Events;

/// <summary>Answer to <see cref="HeartbeatReported"/>.</summary>
/// <param name="Now">The clock to set; UTC.</param>
public sealed record HeartbeatAnswer(DateTimeOffset Now) : StationAnswer;
