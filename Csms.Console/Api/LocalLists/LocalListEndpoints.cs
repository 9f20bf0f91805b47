using System.Text.Json;
using Csms.Console.Api.Commands;
using Csms.Console.Api.Http;
using Csms.Console.Api.OpenApi;
using Csms.Console.Api.Stations;
using Csms.Console.Security;
using Csms.Console.Tokens;
using Csms.Engine.LocalLists;
using Csms.Engine.Stations;
using Csms.Engine.Tokens;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csms.Console.Api.LocalLists;

/// <summary>`/api/v1/stations/{id}/local-list`: what a station's local authorization list is and should be.</summary>
internal static class LocalListEndpoints
{
    private const int MostGroups = 200;

    public static void MapLocalLists(this IEndpointRouteBuilder api)
    {
        var list = api.MapGroup("/stations/{id}/local-list").RequireAuthorization(Permissions.StationsRead).WithTags("Local lists");
        list.MapGet("", Get).WithName("getLocalList").WithSummary("The local authorization list of a station, as last accepted.")
            .WithDescription("Its entries need tokens.read. The station's own word on its version is the answer of the command GetLocalListVersion.").ProducesProblem(404);
        list.MapPut("", PutAsync).TakesBody<LocalListBody>().WithName("putLocalList").WithSummary("Decides whether the list follows the tokens, and which belong on it.").ProducesProblem(400).ProducesProblem(404);
        list.MapPost("/send", SendAsync).TakesBody<LocalListSendBody>().WithName("sendLocalList").WithSummary("Sends the list that belongs there and waits for the station's answer.")
            .WithDescription("Any answer of the station is 200; 204: nothing has changed, nothing was sent. A list of your own is sent with the command SendLocalList.")
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422).ProducesProblem(502).ProducesProblem(504);
    }

    private static Results<Ok<LocalListView>, ProblemHttpResult> Get(string id, AccessScope scope, StationDirectory stations, LocalListBook book) =>
        scope.Station(stations, id, Permissions.StationsRead, out var refusal) is { } station
            ? TypedResults.Ok(LocalListView.Of(station, book, scope.Can(Permissions.TokensRead)))
            : refusal!;

    private static async Task<Results<Ok<LocalListView>, ProblemHttpResult>> PutAsync(
        string id, JsonBody body, AccessScope scope, StationDirectory stations, LocalListBook book, LocalListDesk desk, CancellationToken cancellation)
    {
        if (scope.Station(stations, id, LocalListDesk.Permission, out var refusal) is not { } station) return refusal!;
        var reader = new BodyReader(body);
        var mode = reader.Word<LocalListMode>("mode");
        var groups = Groups(body, reader);
        if (reader.Faults.Count > 0) return Problem.Invalid(reader.Faults);
        var before = book.Find(station.Id);
        await desk.DecideAsync(scope, station, mode.Or(before.Mode), groups ?? before.Groups, cancellation);
        return TypedResults.Ok(LocalListView.Of(station, book, scope.Can(Permissions.TokensRead)));
    }

    private static async Task<Results<Ok<CommandAnswer>, Accepted<CommandView>, NoContent, ProblemHttpResult>> SendAsync(
        string id, JsonBody body, AccessScope scope, StationDirectory stations, LocalListBook book, LocalListDesk desk, CancellationToken cancellation)
    {
        if (scope.Station(stations, id, LocalListDesk.Permission, out var refusal) is not { } station) return refusal!;
        var reader = new BodyReader(body);
        var update = reader.Word("update", [nameof(ListUpdate.Full), nameof(ListUpdate.Differential)]);
        if (reader.Faults.Count > 0) return Problem.Invalid(reader.Faults);
        if (book.Find(station.Id).Mode == LocalListMode.Off) return Problem.Conflict("Nothing was sent", "The list of this station is off: mode Automatic or Manual says that it is seen to.");
        var command = await desk.SendAsync(scope, station, update.Value == nameof(ListUpdate.Full) ? ListUpdate.Full : ListUpdate.Differential, cancellation);
        if (command is null) return TypedResults.NoContent();
        return CommandResults.Of(command).Result switch
        {
            Ok<CommandAnswer> answered => answered,
            Accepted<CommandView> under => under,
            ProblemHttpResult problem => problem,
            var other => throw new InvalidOperationException($"no answer {other.GetType()}"),
        };
    }

    private static IReadOnlyList<string>? Groups(JsonBody body, BodyReader reader)
    {
        if (!body.Root.TryGetProperty("groups", out var list)) return null;
        if (list.ValueKind == JsonValueKind.Array && list.GetArrayLength() <= MostGroups
            && list.EnumerateArray().All(each => each.ValueKind == JsonValueKind.String && TokenRules.IsToken(each.GetString()!)))
        {
            return [.. list.EnumerateArray().Select(each => each.GetString()!)];
        }

        reader.Fault("groups", $"A list of up to {MostGroups} names of groups is needed.");
        return null;
    }
}
