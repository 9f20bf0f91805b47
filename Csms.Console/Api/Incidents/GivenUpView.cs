using Csms.Engine.Incidents.Notifications;

namespace Csms.Console.Api.Incidents;

/// <summary>A notice that was given up.</summary>
/// <param name="IncidentId">Number of the incident that it tells of.</param>
/// <param name="Kind">opened, acknowledged or closed.</param>
/// <param name="QueuedAt">When that happened.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Text">What the other side said last.</param>
internal sealed record GivenUpView(long IncidentId, string Kind, DateTimeOffset QueuedAt, int Attempts, string? Text)
{
    public static GivenUpView Of(Notification notice) => new(notice.Incident.Id, ChannelView.Word(notice.Kind), notice.QueuedAt, notice.Attempts, notice.Result?.ToString());
}
