using Csms.Engine.Events;
using Csms.Engine.Units;

namespace Csms.Engine.Sessions;

/// <summary>One thing that happened to a session, as its timeline tells it.</summary>
/// <param name="Session">Whose.</param>
/// <param name="At">When, UTC, as corrected.</param>
/// <param name="ReceivedAt">When we heard.</param>
/// <param name="Key">Content key of the message; unique per session and phase, so a repeat can't be stored twice.</param>
/// <param name="Phase">Part of the transaction.</param>
/// <param name="Trigger">TriggerReasonEnumType, or our own word for what we did (Closed).</param>
/// <param name="Sequence">2.x seqNo.</param>
/// <param name="ChargingState">State in the message.</param>
/// <param name="Token">Token in the message.</param>
/// <param name="RegisterWh">Register in the message.</param>
/// <param name="Offline">Happened offline.</param>
public sealed record SessionEvent(
    SessionId Session,
    DateTimeOffset At,
    DateTimeOffset ReceivedAt,
    long Key,
    TransactionPhase Phase,
    string Trigger,
    int? Sequence,
    ChargingState? ChargingState,
    string? Token,
    long? RegisterWh,
    bool Offline);
