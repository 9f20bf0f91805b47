namespace Csms.Engine.Incidents.Notifications;

/// <summary>A notice as it goes out.</summary>
/// <param name="Delivery">Unique to the notice and the same at each attempt.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Incident">As it was then.</param>
/// <param name="At">When it happened.</param>
/// <param name="Summary">In one line.</param>
/// <param name="SiteName">Name of its site; null: of no site.</param>
/// <param name="Link">Its page; null when nobody has said how the host is reached.</param>
internal sealed record NoticeMessage(string Delivery, NoticeKind Kind, Incident Incident, DateTimeOffset At, string Summary, string? SiteName, string? Link);
