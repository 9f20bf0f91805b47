using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Csms.Engine.Incidents.Notifications;

/// <summary>PagerDuty Events API v2: trigger, acknowledge, resolve, held together by dedup_key.</summary>
internal sealed class PagerDutySender(HttpPost http) : INotificationSender
{
    public ChannelKind Kind => ChannelKind.PagerDuty;

    public async Task<SendResult> SendAsync(NotificationChannel channel, string? secret, NoticeMessage message, CancellationToken cancellation)
    {
        if (secret is null)
        {
            return SendResult.Refused(SendAnswer.RoutingKeyUnreadable);
        }

        var url = channel.Url.Length == 0 ? NotificationChannel.PagerDutyUrl : channel.Url;
        var sent = await http.SendAsync(url, JsonSerializer.SerializeToUtf8Bytes(Body(secret, message)), [], cancellation);
        if (!sent.Ok || message.Kind != NoticeKind.Test)
        {
            return Judged(sent);
        }

        // A test does not stay on anybody's screen.
        return Judged(await http.SendAsync(url, JsonSerializer.SerializeToUtf8Bytes(Event(secret, "resolve", Key(message))), [], cancellation));
    }

    /// <summary>400 says that the event itself is wrong: it would be so again.</summary>
    private static SendResult Judged(SendResult sent) => sent.Said is { Code: SendAnswer.Answered, Values: [{ Number: 400 }, ..] } ? sent with { Final = true } : sent;

    private static JsonObject Body(string routingKey, NoticeMessage message)
    {
        var incident = message.Incident;
        var action = message.Kind switch
        {
            NoticeKind.Opened or NoticeKind.Test => "trigger",
            NoticeKind.Acknowledged => "acknowledge",
            NoticeKind.Closed => "resolve",
            _ => throw new ArgumentOutOfRangeException(nameof(message), message.Kind, "no notice"),
        };
        var body = Event(routingKey, action, Key(message));
        if (action != "trigger")
        {
            return body;
        }

        body["client"] = "Csms.Console";
        if (message.Link is { } link)
        {
            body["client_url"] = link;
            body["links"] = new JsonArray(new JsonObject { ["href"] = link, ["text"] = string.Create(CultureInfo.InvariantCulture, $"Incident {incident.Id}") });
        }

        body["payload"] = new JsonObject
        {
            ["summary"] = message.Summary.Length <= 1024 ? message.Summary : message.Summary[..1024],
            ["source"] = incident.Subject.StationId ?? incident.Subject.SiteId ?? "Csms.Console",
            ["severity"] = IncidentCatalogue.Word(incident.Severity),
            ["timestamp"] = incident.Since.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            ["component"] = incident.Subject.EvseId is { } evse ? string.Create(CultureInfo.InvariantCulture, $"EVSE {evse}") : null,
            ["group"] = message.SiteName ?? incident.SiteId,
            ["class"] = IncidentCatalogue.Word(incident.Rule),
            ["custom_details"] = new JsonObject
            {
                ["incident"] = incident.Id,
                ["stations"] = new JsonArray([.. incident.Stations.Select(station => (JsonNode)station)]),
                ["code"] = incident.Detail.Word,
                ["text"] = incident.Detail.Text,
            },
        };
        return body;
    }

    private static JsonObject Event(string routingKey, string action, string key) => new()
    {
        ["routing_key"] = routingKey,
        ["event_action"] = action,
        ["dedup_key"] = key,
    };

    private static string Key(NoticeMessage message) =>
        message.Kind == NoticeKind.Test ? "csms-" + message.Delivery : string.Create(CultureInfo.InvariantCulture, $"csms-incident-{message.Incident.Id}");
}
