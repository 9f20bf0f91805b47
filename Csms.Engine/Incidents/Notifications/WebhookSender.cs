using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Csms.Engine.Incidents.Notifications;

/// <summary>Signed HTTP POST of the incident as JSON (docs/operations.md, "Webhooks").</summary>
internal sealed class WebhookSender(HttpPost http, TimeProvider time) : INotificationSender
{
    public ChannelKind Kind => ChannelKind.Webhook;

    public Task<SendResult> SendAsync(NotificationChannel channel, string? secret, NoticeMessage message, CancellationToken cancellation)
    {
        if (secret is null)
        {
            return Task.FromResult(SendResult.Refused(SendAnswer.SecretUnreadable));
        }

        var body = JsonSerializer.SerializeToUtf8Bytes(Body(message));
        var timestamp = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return http.SendAsync(
            channel.Url,
            body,
            [
                new(WebhookSignature.TimestampHeader, timestamp),
                new(WebhookSignature.Header, WebhookSignature.Of(secret, timestamp, body)),
                new(WebhookSignature.DeliveryHeader, message.Delivery),
            ],
            cancellation);
    }

    private static JsonObject Body(NoticeMessage message)
    {
        var incident = message.Incident;
        return new JsonObject
        {
            ["delivery"] = message.Delivery,
            ["type"] = message.Kind == NoticeKind.Test ? "test" : "incident." + message.Kind.ToString().ToLowerInvariant(),
            ["at"] = Utc(message.At),
            ["incident"] = new JsonObject
            {
                ["id"] = incident.Id,
                ["rule"] = IncidentCatalogue.Word(incident.Rule),
                ["severity"] = IncidentCatalogue.Word(incident.Severity),
                ["state"] = IncidentCatalogue.Word(incident.State),
                ["summary"] = message.Summary,
                ["siteId"] = incident.SiteId,
                ["siteName"] = message.SiteName,
                ["stationIds"] = new JsonArray([.. incident.Stations.Select(station => (JsonNode)station)]),
                ["evseId"] = incident.Subject.EvseId,
                ["variable"] = incident.Subject.Variable,
                ["since"] = Utc(incident.Since),
                ["openedAt"] = Utc(incident.OpenedAt),
                ["count"] = incident.Count,
                ["acknowledgedBy"] = incident.AcknowledgedBy,
                ["assignee"] = incident.Assignee,
                ["closedAt"] = incident.ClosedAt is { } closed ? Utc(closed) : null,
                ["closedBy"] = incident.ClosedBy,
                ["closeReason"] = incident.CloseReason,
                ["url"] = message.Link,
            },
        };
    }

    private static string Utc(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
