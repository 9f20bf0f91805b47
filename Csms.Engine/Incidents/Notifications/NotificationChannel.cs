using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Csms.Engine.Incidents.Notifications;

/// <summary>Whom to tell, how, what and when. Its secret (signing key, routing key, SMTP password) is kept apart and sealed.</summary>
public sealed record NotificationChannel
{
    /// <summary>Where PagerDuty takes events.</summary>
    public const string PagerDutyUrl = "https://events.pagerduty.com/v2/enqueue";

    /// <summary>Unique.</summary>
    public required Guid Id { get; init; }

    /// <summary>For people.</summary>
    public required string Name { get; init; }

    /// <summary>How.</summary>
    public required ChannelKind Kind { get; init; }

    /// <summary>Switched on.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Webhook and PagerDuty: http or https.</summary>
    public string Url { get; init; } = "";

    /// <summary>E-mail: name of the SMTP server.</summary>
    public string Host { get; init; } = "";

    /// <summary>E-mail: port of the SMTP server.</summary>
    public int Port { get; init; } = 587;

    /// <summary>E-mail: the connection is encrypted by STARTTLS.</summary>
    public bool StartTls { get; init; } = true;

    /// <summary>E-mail: user name; empty: no sign-in.</summary>
    public string User { get; init; } = "";

    /// <summary>E-mail: sender.</summary>
    public string From { get; init; } = "";

    /// <summary>E-mail: recipients.</summary>
    public ImmutableArray<string> To { get; init; } = [];

    /// <summary>Only incidents that matter at least so much.</summary>
    public IncidentSeverity LeastSeverity { get; init; } = IncidentSeverity.Warning;

    /// <summary>Only these rules; empty: all.</summary>
    public ImmutableArray<IncidentRule> Rules { get; init; } = [];

    /// <summary>Only these sites; empty: all, also of no site.</summary>
    public ImmutableArray<string> Sites { get; init; } = [];

    /// <summary>When nothing is told; null: never.</summary>
    public QuietHours? Quiet { get; init; }

    /// <summary>Whether it wants to hear of an incident.</summary>
    public bool Wants(Incident incident)
    {
        ArgumentNullException.ThrowIfNull(incident);
        return Enabled
            && incident.Severity >= LeastSeverity
            && (Rules.IsDefaultOrEmpty || Rules.Contains(incident.Rule))
            && (Sites.IsDefaultOrEmpty || (incident.SiteId is { } site && Sites.Contains(site)));
    }

    /// <summary>When it may be told: now, or after its quiet hours.</summary>
    public DateTimeOffset DueAt(IncidentSeverity severity, DateTimeOffset now) =>
        Quiet is { } quiet && !(quiet.CriticalPasses && severity == IncidentSeverity.Critical) && quiet.EndAfter(now) is { } end ? end : now;

    /// <summary>An address that may be called: absolute, http or https, without user information.</summary>
    public static bool IsCallable(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme is "http" or "https") && uri.UserInfo.Length == 0 && uri.Host.Length > 0;

    /// <summary>It tells over HTTP.</summary>
    [JsonIgnore]
    public bool IsHttp => Kind is ChannelKind.Webhook or ChannelKind.PagerDuty;
}
