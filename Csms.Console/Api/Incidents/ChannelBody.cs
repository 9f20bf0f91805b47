namespace Csms.Console.Api.Incidents;

/// <summary>Body of a channel: PUT replaces what it names.</summary>
/// <param name="Kind">webhook, email or pagerDuty; can't be changed afterwards.</param>
/// <param name="Name">For people, up to 100 characters.</param>
/// <param name="Enabled">Switched on; default true.</param>
/// <param name="Url">Webhook and PagerDuty: http or https; PagerDuty's own when empty.</param>
/// <param name="Host">E-mail: name of the SMTP server.</param>
/// <param name="Port">E-mail: its port, default 587.</param>
/// <param name="StartTls">E-mail: the connection is encrypted by STARTTLS; default true.</param>
/// <param name="User">E-mail: user name; empty: no sign-in.</param>
/// <param name="From">E-mail: sender.</param>
/// <param name="To">E-mail: 1 to 20 recipients.</param>
/// <param name="Secret">Signing secret, routing key or password. Only ever written: no answer holds it.</param>
/// <param name="LeastSeverity">info, warning (default) or critical: only incidents that matter at least so much.</param>
/// <param name="Rules">Only incidents of these rules; empty: all.</param>
/// <param name="SiteIds">Only incidents of these sites; empty: all.</param>
/// <param name="QuietHours">When nothing is told; null: never.</param>
internal sealed record ChannelBody(
    string? Kind, string? Name, bool? Enabled, string? Url, string? Host, int? Port, bool? StartTls, string? User, string? From, IReadOnlyList<string>? To, string? Secret, string? LeastSeverity,
    IReadOnlyList<string>? Rules, IReadOnlyList<string>? SiteIds, QuietHoursView? QuietHours);
