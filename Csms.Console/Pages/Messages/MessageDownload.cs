using System.Globalization;
using System.Text;
using System.Text.Json;
using Csms.Console.Security;
using Csms.Console.Security.Audit;
using Csms.Engine.LiveView;
using Csms.Engine.Stations;
using Csms.Engine.Units;

namespace Csms.Console.Pages.Messages;

/// <summary>`/stations/{id}/messages.jsonl`: the filtered log as lines of JSON, an exchange a line, newest first, written as it is read.</summary>
internal static class MessageDownload
{
    private const int PageSize = 1000;
    private const int Most = 200_000;

    public static void MapMessageDownload(this IEndpointRouteBuilder routes) => routes.MapGet("/stations/{id}/messages.jsonl", WriteAsync).RequireAuthorization(Permissions.MessagesRead).ExcludeFromDescription();

    private static async Task WriteAsync(HttpContext context, AccessScope scope, StationRegistry registry, FrameHistory history, IAuditLog audit, string id, string? mq, string? action, string? direction, string? only, string? until)
    {
        var cancellation = context.RequestAborted;
        if (!StationId.TryParse(id, out var stationId) || registry.Find(stationId) is not { } station || !scope.Can(Permissions.MessagesRead, station.Profile.SiteId))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        var query = MessageAddress.Filter(mq, action, direction, only, until).Query(station.Key);
        await audit.WriteAsync(scope.Actor, "station.messages.download", "station", id, null, new { query = context.Request.QueryString.Value }, null, cancellation);
        context.Response.ContentType = "application/jsonl; charset=utf-8";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{Uri.EscapeDataString(id)}-messages.jsonl\"";
        LiveFrame? after = null;
        for (var written = 0; written < Most;)
        {
            var page = await history.ReadAsync(query with { After = after, Limit = PageSize }, cancellation);
            var text = new StringBuilder();
            foreach (var frame in page) text.Append(Line(frame)).Append('\n');
            await context.Response.WriteAsync(text.ToString(), cancellation);
            written += page.Count;
            if (page.Count < PageSize) return;
            after = page[^1];
        }
    }

    private static string Line(LiveFrame frame) => JsonSerializer.Serialize(new
    {
        at = frame.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        direction = frame.FromStation ? "in" : "out",
        action = frame.Action,
        messageId = frame.MessageId,
        payload = Json(frame.Payload),
        answeredAt = frame.AnsweredAt?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        answer = Json(frame.AnswerPayload),
        error = frame.ErrorCode,
        notes = frame.Notes?.Select(note => note.ToString()),
    });

    private static object? Json(string? text)
    {
        if (text is null) return null;
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(text);
        }
        catch (JsonException)
        {
            return text; // an unreadable frame stays the text it was
        }
    }
}
