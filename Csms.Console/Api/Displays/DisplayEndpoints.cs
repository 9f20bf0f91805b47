using System.Collections.Immutable;
using System.Text.Json;
using Csms.Console.Api.Commands;
using Csms.Console.Api.Http;
using Csms.Console.Api.OpenApi;
using Csms.Console.Api.Stations;
using Csms.Console.Commands;
using Csms.Console.Security;
using Csms.Engine.Displays;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csms.Console.Api.Displays;

/// <summary>`/api/v1/stations/{id}/display-messages`: what a station shows on its display (2.x).</summary>
internal static class DisplayEndpoints
{
    public static void MapDisplays(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/stations/{id}/display-messages").RequireAuthorization(Permissions.StationsRead).WithTags("Displays");
        group.MapGet("", List).WithName("listDisplayMessages").WithSummary("Messages of a station's display, as far as accepted or told.")
            .WithDescription("The command GetDisplayMessages has the station tell them all.").TakesPage().ProducesProblem(404);
        group.MapPut("/{messageId:int}", PutAsync).TakesBody<DisplayMessageBody>().WithName("putDisplayMessage").WithSummary("Puts a message on the display, in the place of one with the same number.")
            .WithDescription("Any answer of the station is 200.").ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422).ProducesProblem(502).ProducesProblem(504);
        group.MapDelete("/{messageId:int}", DeleteAsync).WithName("clearDisplayMessage").WithSummary("Takes a message off the display.")
            .WithDescription("Any answer of the station is 200.").ProducesProblem(404).ProducesProblem(409).ProducesProblem(422).ProducesProblem(502).ProducesProblem(504);
    }

    private static Results<Ok<Page<DisplayMessageView>>, ProblemHttpResult> List(string id, ApiQuery query, AccessScope scope, StationDirectory stations, DisplayBook book)
    {
        if (scope.Station(stations, id, Permissions.StationsRead, out var refusal) is not { } station) return refusal!;
        var (limit, skip) = (query.Limit(), query.Skip());
        if (query.Faults.Count > 0) return Problem.Invalid(query.Faults);
        return TypedResults.Ok(Page<DisplayMessageView>.From([.. book.Find(station.Id).Messages.Values], skip, limit, DisplayMessageView.Of));
    }

    private static async Task<Results<Ok<CommandAnswer>, Accepted<CommandView>, ProblemHttpResult>> PutAsync(
        string id, int messageId, JsonBody body, AccessScope scope, StationDirectory stations, DisplayDesk desk, CancellationToken cancellation)
    {
        if (scope.Station(stations, id, DisplayDesk.Permission, out var refusal) is not { } station) return refusal!;
        var reader = new BodyReader(body);
        var content = reader.Text("content", 1024, nullable: false);
        var format = reader.Word("format", [.. DisplayDesk.Formats, "QRCODE"]);
        var language = reader.Text("language", 8);
        var priority = reader.Word("priority", [.. DisplayDesk.Priorities]);
        var state = reader.Word("state", [.. DisplayDesk.States, "Suspended", "Discharging"]);
        var (starts, ends) = (reader.Time("startsAt"), reader.Time("endsAt"));
        var transaction = reader.Text("transactionId", 36);
        var extra = Extra(body, reader, format.Value ?? "UTF8");
        if (content.Value is null) reader.Fault("content", "What shall be shown?");
        if (messageId < 0) reader.Fault("messageId", "A number from 0 on is needed.");
        if (reader.Faults.Count > 0) return Problem.Invalid(reader.Faults);
        var message = new DisplayMessage
        {
            Id = messageId, Content = content.Value!, Format = format.Value ?? "UTF8", Language = language.Value, Priority = priority.Value ?? "NormalCycle", State = state.Value,
            StartsAt = starts.Value, EndsAt = ends.Value, TransactionId = transaction.Value, Extra = extra,
        };
        return CommandResults.Of(await desk.SetAsync(scope, station, message, cancellation));
    }

    private static ImmutableArray<DisplayText> Extra(JsonBody body, BodyReader reader, string format)
    {
        if (!body.Root.TryGetProperty("messageExtra", out var list) || list.ValueKind == JsonValueKind.Null) return [];
        var texts = new List<DisplayText>();
        foreach (var each in list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : default)
        {
            var (content, language, kind) = (Word(each, "content"), Word(each, "language"), Word(each, "format"));
            if (content is not { Length: > 0 and <= 1024 } || language is not { Length: > 0 and <= 8 } || (kind is not null && kind != "QRCODE" && !DisplayDesk.Formats.Contains(kind))) break;
            texts.Add(new DisplayText(kind ?? format, language, content));
        }

        if (list.ValueKind == JsonValueKind.Array && list.GetArrayLength() is > 0 and <= DisplayDesk.MostExtra && texts.Count == list.GetArrayLength()) return [.. texts];
        reader.Fault("messageExtra", $"1 to {DisplayDesk.MostExtra} are needed, each with content of 1 to 1024 and language of 1 to 8 characters; format is a word of MessageFormatEnumType.");
        return [];
    }

    private static string? Word(JsonElement owner, string member) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(member, out var value) && value.ValueKind != JsonValueKind.Null ? value.ValueKind == JsonValueKind.String ? value.GetString() : "" : null;

    private static async Task<Results<Ok<CommandAnswer>, Accepted<CommandView>, ProblemHttpResult>> DeleteAsync(
        string id, int messageId, AccessScope scope, StationDirectory stations, DisplayDesk desk, CancellationToken cancellation) =>
        scope.Station(stations, id, DisplayDesk.Permission, out var refusal) is { } station ? CommandResults.Of(await desk.ClearAsync(scope, station, messageId, cancellation)) : refusal!;
}
