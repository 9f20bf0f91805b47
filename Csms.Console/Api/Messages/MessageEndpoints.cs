using System.Text.Json;
using Csms.Console.Api.Http;
using Csms.Console.Api.OpenApi;
using Csms.Console.Api.Stations;
using Csms.Console.Commands;
using Csms.Console.Security;
using Csms.Engine.Gateway;
using Csms.Engine.LiveView;
using Csms.Engine.Sessions;
using Csms.Engine.Stations;
using Csms.Engine.Storage;
using Csms.Engine.Units;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Csms.Console.Api.Messages;

/// <summary>`/api/v1/stations/{id}/messages`: the raw log of a station, and raw CALLs to it. Everything answered before the call is in the log.</summary>
internal static class MessageEndpoints
{
    private const string Path = "/stations/{id}/messages";
    private static readonly TimeSpan _searched = TimeSpan.FromDays(1);

    public static void MapMessages(this IEndpointRouteBuilder api)
    {
        api.MapGet(Path, ListAsync).RequireAuthorization(Permissions.MessagesRead).WithTags("Messages").WithName("listMessages")
            .WithSummary("Frames from and to a station, newest first.")
            .Takes("from", "Earliest time, inclusive; with search or only default a day before the end (of a session its begin), 7 days before it at most: searchedFrom tells it.").Takes("to", "Latest time, exclusive.").Takes("direction", "in or out.")
            .Takes("action", "Only this action, as spelt on the wire.").Takes("notAction", "All but this action.")
            .Takes("search", "Frames of exchanges in which this is: part of a payload, an action, a message id or an error; or a field with its value, as connectorId:2.")
            .Takes("only", "troubled: frames of exchanges with an error or a broken rule.").Takes("session", "Only frames that belong to this session of the station.")
            .Takes("order", "desc (default) or asc.").TakesPage().ProducesProblem(404);
        api.MapPost(Path, SendAsync).RequireAuthorization(Permissions.MessagesRaw).WithMetadata(new RequestSizeLimitAttribute(RawDesk.MaxPayloadBytes)).WithTags("Messages").WithName("sendMessage")
            .WithSummary("Sends a CALL exactly as it is given and waits for the answer.")
            .WithDescription("Neither translated nor checked: action and payload in the words of the station's OCPP version, known to it or not. Any answer of the station, also a CALLERROR, is 200. 409: nothing was sent. 504: no answer.")
            .TakesBody<RawBody>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(504);
    }

    private static async Task<Results<Ok<MessagePage>, ProblemHttpResult>> ListAsync(
        string id, ApiQuery query, AccessScope scope, StationDirectory stations, SessionStore sessions, FrameLogReader log, TimeProvider time, CancellationToken cancellation)
    {
        if (scope.Station(stations, id, Permissions.MessagesRead, out var refusal) is not { } station) return refusal!;
        var focus = await FocusAsync(query.Text("session"), station.Id, sessions, cancellation);
        if (focus is null && query.Text("session") is { } unknown) return Problem.NotFound("session of this station", unknown);
        var (search, troubled) = (query.Text("search"), query.Word("only", "troubled") is not null);
        var (from, to) = (Later(query.Time("from"), focus?.From), Earlier(query.Time("to"), focus?.To));
        var isSearch = search is not null || troubled;
        if (isSearch) from = Searched(query, from, to, time.GetUtcNow());
        var wanted = new FrameQuery(
            station.Key,
            from,
            to,
            query.Word("direction", "in", "out") switch { "in" => true, "out" => false, _ => null },
            query.Text("action"),
            query.Word("order", "desc", "asc") != "asc",
            query.Cursor<FrameCursor>(FrameCursor.TryParse),
            query.Limit(),
            focus is null ? null : focus.Concerns)
        {
            Search = FieldTerm.Search(search),
            NotAction = query.Text("notAction"),
            OnlyTroubled = troubled,
        };
        if (query.Faults.Count > 0) return Problem.Invalid(query.Faults);
        var page = await log.ListAsync(wanted, cancellation);
        return TypedResults.Ok(MessagePage.Of(Page<MessageView>.UpTo(page.Items.Select(MessageView.Of), page.Next?.ToString()), isSearch ? from : null));
    }

    private static async Task<Results<Ok<RawAnswer>, ProblemHttpResult>> SendAsync(string id, JsonBody body, AccessScope scope, StationDirectory stations, RawDesk desk)
    {
        if (scope.Station(stations, id, Permissions.MessagesRaw, out var refusal) is not { } station) return refusal!;
        var reader = new BodyReader(body);
        var action = reader.Text("action", RawDesk.LongestAction, nullable: false);
        if (!action.Is) reader.Fault("action", "This is needed.");
        else if (!RawDesk.IsAction(action.Value)) reader.Fault("action", "This must not begin or end with a blank.");
        var payload = JsonElement.Parse("{}");
        if (body.Root.TryGetProperty("payload", out var given))
        {
            if (given.ValueKind == JsonValueKind.Object) payload = given;
            else reader.Fault("payload", "This must be an object.");
        }

        if (reader.Faults.Count > 0) return Problem.Invalid(reader.Faults);
        var outcome = await desk.SendAsync(scope, station.Id, action.Value!, payload);
        return outcome switch
        {
            null => Problem.Forbidden(Permissions.MessagesRaw),
            { Result: CallResult.Answered or CallResult.Refused } => TypedResults.Ok(RawAnswer.Of(outcome)),
            { Result: CallResult.NotSent } => Problem.Conflict("Nothing was sent", "The station is not connected, or too many calls wait for it."),
            { Result: CallResult.TimedOut } => NoAnswer(outcome, "The station did not answer in time."),
            { Result: CallResult.LinkLost } => NoAnswer(outcome, "The connection ended before the station answered."),
            _ => throw new InvalidOperationException($"no call result {outcome.Result}"),
        };
    }

    private static ProblemHttpResult NoAnswer(CallOutcome outcome, string detail) =>
        Problem.Of(StatusCodes.Status504GatewayTimeout, "No answer of the station", detail, [new("messageId", outcome.MessageId)]);

    private static async Task<SessionFocus?> FocusAsync(string? text, StationId station, SessionStore sessions, CancellationToken cancellation) =>
        SessionId.TryParse(text, out var id) && await sessions.FindAsync(id, cancellation) is { } session && session.StationId == station ? new SessionFocus(session) : null;

    // No index knows what payloads say: each frame of the span is read, and one that holds nothing alike is read to its end.
    private static DateTimeOffset Searched(ApiQuery query, DateTimeOffset? from, DateTimeOffset? to, DateTimeOffset now)
    {
        var end = Earlier(to, now)!.Value;
        if (from is null) return end > DateTimeOffset.UnixEpoch ? end - _searched : end;
        if (end - from <= FrameSearch.Span) return from.Value;
        // A session may be longer than that, or have begun before: its last days are searched. Whoever names a time is told that it is too early.
        if (query.Time("from") is { } named && end - named > FrameSearch.Span) query.Faults.TryAdd("from", [$"{FrameSearch.Span.TotalDays:0} days before the end at most are searched at once."]);
        return end - FrameSearch.Span;
    }

    private static DateTimeOffset? Later(DateTimeOffset? a, DateTimeOffset? b) => a is null || b > a ? b ?? a : a;

    private static DateTimeOffset? Earlier(DateTimeOffset? a, DateTimeOffset? b) => a is null || b < a ? b ?? a : a;
}
