using System.Text.Json;
using Csms.Engine.Incidents;
using Csms.Engine.Incidents.Notifications;

namespace Csms.Console.Api.Incidents;

/// <summary>Who is told of incidents. The secret is never shown.</summary>
/// <param name="Id">Unique.</param>
/// <param name="Kind">webhook, email or pagerDuty.</param>
/// <param name="Name">For people.</param>
/// <param name="Enabled">Switched on.</param>
/// <param name="Url">Webhook and PagerDuty: address; empty: PagerDuty's own.</param>
/// <param name="Host">E-mail: SMTP server.</param>
/// <param name="Port">E-mail: its port.</param>
/// <param name="StartTls">E-mail: encrypted by STARTTLS.</param>
/// <param name="User">E-mail: user name.</param>
/// <param name="From">E-mail: sender.</param>
/// <param name="To">E-mail: recipients.</param>
/// <param name="HasSecret">A secret is kept.</param>
/// <param name="LeastSeverity">Only incidents that matter at least so much.</param>
/// <param name="Rules">Only of these rules; empty: all.</param>
/// <param name="SiteIds">Only of these sites; empty: all.</param>
/// <param name="QuietHours">When nothing is told; null: never.</param>
/// <param name="LastAt">When it last told something, or tried to.</param>
/// <param name="LastOk">Whether that went well; null: never tried.</param>
/// <param name="LastText">What the other side said.</param>
/// <param name="Waiting">Notices in its queue.</param>
/// <param name="GivenUp">Notices that were given up.</param>
internal sealed record ChannelView(
    Guid Id, string Kind, string Name, bool Enabled, string Url, string Host, int Port, bool StartTls, string User, string From, IReadOnlyList<string> To, bool HasSecret, string LeastSeverity,
    IReadOnlyList<string> Rules, IReadOnlyList<string> SiteIds, QuietHoursView? QuietHours, DateTimeOffset? LastAt, bool? LastOk, string? LastText, int Waiting, int GivenUp)
{
    public static ChannelView Of(ChannelEntry entry, (int Waiting, int Failed) queue)
    {
        var channel = entry.Channel;
        return new(
            channel.Id, Word(channel.Kind), channel.Name, channel.Enabled, channel.Url, channel.Host, channel.Port, channel.StartTls, channel.User, channel.From, Listed(channel.To), entry.HasSecret,
            IncidentCatalogue.Word(channel.LeastSeverity), [.. Listed(channel.Rules).Select(IncidentCatalogue.Word)], Listed(channel.Sites), channel.Quiet is { } quiet ? QuietHoursView.Of(quiet) : null,
            entry.LastAt, entry.LastAt is null ? null : entry.LastOk, entry.Last?.ToString(), queue.Waiting, queue.Failed);
    }

    /// <summary>"pagerDuty".</summary>
    public static string Word<TEnum>(TEnum value) where TEnum : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static T[] Listed<T>(System.Collections.Immutable.ImmutableArray<T> values) => values.IsDefault ? [] : [.. values];
}
