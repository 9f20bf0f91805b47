using Csms.Engine.Units;

namespace Csms.Engine.Incidents.Notifications;

/// <summary>A notice in a channel's queue, with what became of it.</summary>
/// <param name="Id">Grows with time.</param>
/// <param name="Channel">To whom.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Incident">As it was then.</param>
/// <param name="QueuedAt">When it happened.</param>
/// <param name="DueAt">When it is tried next.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="State">Where it is.</param>
/// <param name="Result">What the other side said last.</param>
public sealed record Notification(
    long Id,
    Guid Channel,
    NoticeKind Kind,
    Incident Incident,
    DateTimeOffset QueuedAt,
    DateTimeOffset DueAt,
    int Attempts,
    NotificationState State,
    Statement<SendAnswer>? Result);
