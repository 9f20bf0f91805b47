using Csms.Console.Api.Http;
using Csms.Console.Api.OpenApi;
using Csms.Console.Api.Stations;
using Csms.Console.Security;
using Csms.Engine.Stations;
using Csms.Engine.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csms.Console.Api.Messages;

/// <summary>`/api/v1/stations/{id}/messages`: the raw log of a station. Everything answered before the call is in it.</summary>
internal static class MessageEndpoints
{
    public static void MapMessages(this IEndpointRouteBuilder api) =>
        api.MapGet("/stations/{id}/messages", ListAsync).RequireAuthorization(Permissions.MessagesRead).WithTags("Messages").WithName("listMessages")
            .WithSummary("Frames from and to a station, newest first.")
            .Takes("from", "Earliest time, inclusive.").Takes("to", "Latest time, exclusive.").Takes("direction", "in or out.")
            .Takes("action", "Only this action, as spelt on the wire.").Takes("order", "desc (default) or asc.").TakesPage().ProducesProblem(404);

    private static async Task<Results<Ok<Page<MessageView>>, ProblemHttpResult>> ListAsync(
        string id, ApiQuery query, AccessScope scope, StationDirectory stations, FrameLogReader log, CancellationToken cancellation)
    {
        if (scope.Station(stations, id, Permissions.MessagesRead, out var refusal) is not { } station) return refusal!;
        var wanted = new FrameQuery(
            station.Key,
            query.Time("from"),
            query.Time("to"),
            query.Word("direction", "in", "out") switch { "in" => true, "out" => false, _ => null },
            query.Text("action"),
            query.Word("order", "desc", "asc") != "asc",
            query.Cursor<FrameCursor>(FrameCursor.TryParse),
            query.Limit());
        if (query.Faults.Count > 0) return Problem.Invalid(query.Faults);
        var page = await log.ListAsync(wanted, cancellation);
        return TypedResults.Ok(Page<MessageView>.UpTo(page.Items.Select(MessageView.Of), page.Next?.ToString()));
    }
}
