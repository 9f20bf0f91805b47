using System.Globalization;
using System.Text.Json;
using Csms.Console.Api.Http;
using Csms.Console.Notices;
using Csms.Engine.Energy;
using Csms.Engine.Incidents;
using Csms.Engine.Incidents.Notifications;

namespace Csms.Console.Api.Incidents;

/// <summary>Reads a channel out of a body.</summary>
internal static class ChannelWish
{
    private const int LongestHost = 255;

    /// <summary>The channel as it shall be, and its new secret (null: the one that is kept); null with the faults in the reader.</summary>
    public static (NotificationChannel Channel, string? Secret)? Read(BodyReader reader, JsonBody body, ChannelEntry? before, SiteDirectory sites)
    {
        var present = before?.Channel;
        var kind = reader.Word("kind", [.. Enum.GetValues<ChannelKind>().Select(ChannelView.Word)]);
        if (present is null && !kind.Is) reader.Fault("kind", $"One of: {string.Join(", ", Enum.GetValues<ChannelKind>().Select(ChannelView.Word))}.");
        if (present is not null && kind.Value is { } other && other != ChannelView.Word(present.Kind)) reader.Fault("kind", "The kind of a channel can't be changed: add another one.");
        var name = reader.Text("name", ChannelRules.LongestName, nullable: false);
        var (url, host, user, from) = (reader.Text("url", ChannelRules.LongestUrl, 0, false), reader.Text("host", LongestHost, 0, false), reader.Text("user", LongestHost, 0, false), reader.Text("from", LongestHost, 0, false));
        var (port, startTls, enabled) = (reader.Integer("port", 1, 65535), reader.Flag("startTls"), reader.Flag("enabled"));
        var to = reader.Texts("to", LongestHost);
        var secret = reader.Text("secret", ChannelRules.LongestSecret, nullable: false);
        var least = reader.Word("leastSeverity", [.. Enum.GetValues<IncidentSeverity>().Select(IncidentCatalogue.Word)]);
        var rules = reader.Words("rules", [.. IncidentCatalogue.All.Select(IncidentCatalogue.Word)]);
        var siteIds = reader.Texts("siteIds", LongestHost);
        if (siteIds.Value?.FirstOrDefault(site => sites.Find(site) is null) is { } unknown) reader.Fault("siteIds", $"There is no site {unknown}.");
        var quiet = Quiet(reader, body);
        if (reader.Faults.Count > 0) return null;

        var isEmail = (present?.Kind ?? KindOf(kind.Value!)) == ChannelKind.Email;
        var channel = new NotificationChannel
        {
            Id = present?.Id ?? Guid.NewGuid(),
            Kind = present?.Kind ?? KindOf(kind.Value!),
            Name = (name.Or(present?.Name) ?? "").Trim(),
            Enabled = enabled.Is ? enabled.Value : present?.Enabled ?? true,
            Url = isEmail ? "" : (url.Or(present?.Url) ?? "").Trim(),
            Host = isEmail ? (host.Or(present?.Host) ?? "").Trim() : "",
            Port = isEmail && port.Is ? port.Value : present?.Port ?? 587,
            StartTls = startTls.Is ? startTls.Value : present?.StartTls ?? true,
            User = isEmail ? (user.Or(present?.User) ?? "").Trim() : "",
            From = isEmail ? (from.Or(present?.From) ?? "").Trim() : "",
            To = !isEmail ? [] : to.Is ? [.. to.Value!.Select(address => address.Trim())] : present?.To ?? [],
            LeastSeverity = least.Is ? Enum.GetValues<IncidentSeverity>().First(each => IncidentCatalogue.Word(each) == least.Value) : present?.LeastSeverity ?? IncidentSeverity.Warning,
            Rules = rules.Is ? [.. IncidentCatalogue.All.Where(rule => rules.Value!.Contains(IncidentCatalogue.Word(rule)))] : present?.Rules ?? [],
            Sites = siteIds.Is ? [.. siteIds.Value!.Distinct().Order(StringComparer.Ordinal)] : present?.Sites ?? [],
            Quiet = quiet.Or(present?.Quiet),
        };
        foreach (var (member, fault) in ChannelRules.Faults(channel, secret.Is || before?.HasSecret == true)) reader.Fault(member is "zone" or "quiet" ? "quietHours" : member, Text(fault));
        return reader.Faults.Count > 0 ? null : (channel, secret.Value);
    }

    private static ChannelKind KindOf(string word) => Enum.GetValues<ChannelKind>().First(kind => ChannelView.Word(kind) == word);

    private static Named<QuietHours> Quiet(BodyReader reader, JsonBody body)
    {
        if (!body.Root.TryGetProperty("quietHours", out var given)) return default;
        if (given.ValueKind == JsonValueKind.Null) return new(true, null);
        if (given.ValueKind == JsonValueKind.Object && Clock("from") is { } from && Clock("to") is { } to && Word("timeZone") is { } zone
            && (!given.TryGetProperty("criticalPasses", out var passes) || passes.ValueKind is JsonValueKind.True or JsonValueKind.False))
            return new(true, new QuietHours(from, to, zone, passes.ValueKind != JsonValueKind.False));
        reader.Fault("quietHours", "Null, or an object with from and to (HH:mm), timeZone and criticalPasses (true or false).");
        return default;

        string? Word(string member) => given.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        TimeOnly? Clock(string member) => TimeOnly.TryParseExact(Word(member), QuietHoursView.Clock, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
    }

    private static string Text(ChannelFault fault) => fault switch
    {
        ChannelFault.NameMissing => "A name is needed.",
        ChannelFault.HostWrong => "A host name or address is needed.",
        ChannelFault.PortWrong => "An integer from 1 to 65535 is needed.",
        ChannelFault.AddressWrong => "An e-mail address is needed.",
        ChannelFault.AddressesWrong => $"1 to {ChannelRules.MostRecipients} e-mail addresses are needed.",
        ChannelFault.UrlWrong => "An http or https address without user information is needed.",
        ChannelFault.SecretMissing => "It is needed here.",
        ChannelFault.ZoneWrong => "timeZone has to be an IANA time zone.",
        ChannelFault.QuietWrong => "to must not be from.",
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "no fault of a channel"),
    };
}
