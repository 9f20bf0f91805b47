namespace Csms.Engine.Events;

/// <summary>Heartbeat. Answered by <see cref="HeartbeatAnswer"/>.</summary>
public sealed record HeartbeatReported : StationMessage
{
    /// <summary>The one instance; a heartbeat says nothing else.</summary>
    public static HeartbeatReported Instance { get; } = new();
}
