namespace Csms.Engine.Incidents.Notifications;

/// <summary>Something to tell about an incident.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Incident">As it is then.</param>
/// <param name="At">When, UTC.</param>
internal sealed record Notice(NoticeKind Kind, Incident Incident, DateTimeOffset At);
