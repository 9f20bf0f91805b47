namespace Csms.Engine.Storage;

/// <summary>One row of csms.session_events.</summary>
internal readonly record struct SessionEventRow(
    long SessionId,
    long Key,
    short Kind,
    long? Sequence,
    DateTimeOffset At,
    DateTimeOffset ReceivedAt,
    string Trigger,
    string? ChargingState,
    string? IdToken,
    bool Offline,
    string? Detail);
