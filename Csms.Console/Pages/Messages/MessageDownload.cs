using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Csms.Console.Controls;
using Csms.Console.Exports;
using Csms.Console.Security;
using Csms.Console.Security.Accounts;
using Csms.Console.Security.Audit;
using Csms.Engine.Energy;
using Csms.Engine.LiveView;
using Csms.Engine.Stations;
using Csms.Engine.Units;

namespace Csms.Console.Pages.Messages;

/// <summary>`/stations/{id}/messages.jsonl` and `.csv`: the filtered log, an exchange a line, newest first, written as it is read.</summary>
internal static class MessageDownload
{
    private const int PageSize = 1000;
    private const int Most = 200_000;
    private const int PieceLength = 32 * 1024;

    public static void MapMessageDownload(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/stations/{id}/messages.jsonl", WriteLinesAsync).RequireAuthorization(Permissions.MessagesRead).ExcludeFromDescription();
        routes.MapGet("/stations/{id}/messages.csv", WriteTableAsync).RequireAuthorization(Permissions.MessagesRead).ExcludeFromDescription();
    }

    internal static IReadOnlyList<CsvColumn<LiveFrame>> Columns(TimeZoneInfo zone) =>
    [
        new("at", frame => CsvCell.Of(frame.At, zone)),
        new("direction", frame => frame.FromStation ? "in" : "out"),
        new("action", frame => frame.Action),
        new("message_id", frame => frame.MessageId),
        new("latency_ms", frame => frame.AnsweredAt is { } answered ? CsvCell.Of((answered - frame.At).TotalMilliseconds, 1) : (string?)null),
        new("payload", frame => frame.Payload),
        new("answer", frame => frame.AnswerPayload),
        new("error", frame => frame.ErrorCode),
        new("notes", frame => frame.Notes is { } notes ? string.Join("; ", notes) : null),
    ];

    private static async Task WriteLinesAsync(HttpContext context, AccessScope scope, StationRegistry registry, MessageSessions sessions, FrameHistory history, IAuditLog audit, string id, string? mq, string? action, string? direction, string? only, string? session, string? until)
    {
        if (await AskedAsync(context, scope, registry, sessions, audit, id, MessageAddress.Filter(mq, action, direction, only, session, until)) is not { } asked) return;
        var cancellation = context.RequestAborted;
        context.Response.ContentType = "application/jsonl; charset=utf-8";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{Uri.EscapeDataString(id)}-messages.jsonl\"";
        var text = new StringBuilder();
        await foreach (var frame in ReadAsync(history, asked.Query, cancellation))
        {
            text.Append(Line(frame)).Append('\n');
            if (text.Length < PieceLength) continue;
            await context.Response.WriteAsync(text.ToString(), cancellation);
            text.Clear();
        }

        await context.Response.WriteAsync(text.ToString(), cancellation);
    }

    private static async Task WriteTableAsync(
        HttpContext context, AccessScope scope, StationRegistry registry, MessageSessions sessions, SiteDirectory sites, FrameHistory history, Formats formats, IAuditLog audit, string id, string? mq, string? action, string? direction, string? only, string? session, string? until)
    {
        if (await AskedAsync(context, scope, registry, sessions, audit, id, MessageAddress.Filter(mq, action, direction, only, session, until)) is not { } asked) return;
        formats.UseZone(context.User.FindFirst(ConsoleClaims.Zone)?.Value);
        var zone = Formats.Find(sites.Find(asked.Station.Profile.SiteId)?.TimeZone) ?? formats.Zone;
        await Csv.WriteAsync(context, $"{id}-messages", Columns(zone), ReadAsync(history, asked.Query, context.RequestAborted));
    }

    /// <summary>The station and what is asked of its log, audited; null, answered 404, when the caller may not read it.</summary>
    private static async Task<(StationState Station, FrameHistoryQuery Query)?> AskedAsync(HttpContext context, AccessScope scope, StationRegistry registry, MessageSessions sessions, IAuditLog audit, string id, MessageFilter filter)
    {
        if (!StationId.TryParse(id, out var stationId) || registry.Find(stationId) is not { } station || !scope.Can(Permissions.MessagesRead, station.Profile.SiteId))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return null;
        }

        var focus = await sessions.FocusAsync(station, filter.Session, context.RequestAborted);
        if (filter.Session is not null && focus is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return null;
        }

        await audit.WriteAsync(scope.Actor, "station.messages.download", "station", id, null, new { query = context.Request.QueryString.Value }, null, context.RequestAborted);
        return (station, filter.Query(station.Key, focus));
    }

    private static async IAsyncEnumerable<LiveFrame> ReadAsync(FrameHistory history, FrameHistoryQuery query, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // Span after span, as the page searches it: no look reads more of the log than one, however rare what is wanted may be.
        for (var (read, rest) = (0, query); read < Most && await history.SpanAsync(rest, cancellation) is { } span; rest = rest with { To = span.From })
        {
            LiveFrame? after = null;
            do
            {
                var page = await history.ReadAsync(rest with { From = span.From, After = after, Limit = PageSize }, cancellation);
                foreach (var frame in page) yield return frame;
                read += page.Count;
                after = page.Count < PageSize ? null : page[^1];
            }
            while (after is not null && read < Most);
            if (span.IsLast) yield break;
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
