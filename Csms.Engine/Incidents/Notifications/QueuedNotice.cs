namespace Csms.Engine.Incidents.Notifications;

/// <summary>A notice on its way into a channel's queue.</summary>
internal sealed record QueuedNotice(Guid Channel, Notice Notice, DateTimeOffset DueAt);
