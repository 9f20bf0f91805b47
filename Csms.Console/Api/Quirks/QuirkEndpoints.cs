using System.Reflection;
using System.Text.Json;
using Csms.Console.Api.Http;
using Csms.Console.Api.OpenApi;
using Csms.Console.Api.Stations;
using Csms.Console.Security;
using Csms.Engine.LiveView;
using Csms.Engine.Ocpp;
using Csms.Engine.Ocpp.Quirks;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Quirks;
using Csms.Engine.Units;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csms.Console.Api.Quirks;

/// <summary>Deviations of stations from the standard: the known ones, and which station shows which.</summary>
internal static class QuirkEndpoints
{
    public static void MapQuirks(this IEndpointRouteBuilder api)
    {
        api.MapGet("/quirks", Known).WithTags("Quirks").RequireAuthorization(Permissions.StationsRead).WithName("listQuirks")
            .WithSummary("Known deviations of stations from the standard, with evidence, and which models show them.").TakesPage();
        api.MapGet("/stations/{id}/quirks", OfStation).WithTags("Quirks").RequireAuthorization(Permissions.StationsRead).WithName("listStationQuirks")
            .WithSummary("Deviations that a station has shown, the last seen first.").TakesPage().ProducesProblem(404);
    }

    private static Results<Ok<Page<KnownQuirkView>>, ProblemHttpResult> Known(ApiQuery query, AccessScope scope, LiveBoard board, QuirkBook book)
    {
        var (limit, skip) = (query.Limit(), query.Skip());
        if (query.Faults.Count > 0) return Problem.Invalid(query.Faults);
        var models = book.Models(board.Stations(new LiveScope(scope.Sites(Permissions.StationsRead).Contains))).ToLookup(model => model.Note);
        return TypedResults.Ok(Page<KnownQuirkView>.From([.. QuirkCatalogue.All.OrderBy(quirk => quirk.Note)], skip, limit, quirk => new KnownQuirkView(
            QuirkCatalogue.Word(quirk.Note),
            typeof(FrameNote).GetField(quirk.Note.ToString())!.GetCustomAttribute<SaysAttribute>()!.Text.Replace("{0}", "A member", StringComparison.Ordinal),
            quirk.IsMended,
            quirk.SessionFlag is { } flag ? JsonNamingPolicy.CamelCase.ConvertName(flag) : null,
            [.. quirk.Evidence.Select(one => new QuirkEvidenceView(one.Source, one.Station, one.Url))],
            [.. models[quirk.Note].Select(model => new QuirkModelView(model.Model.Length == 0 ? null : model.Model, model.Stations, model.Seen, model.LastAt))])));
    }

    private static Results<Ok<Page<QuirkView>>, ProblemHttpResult> OfStation(string id, ApiQuery query, AccessScope scope, StationDirectory stations, QuirkBook book)
    {
        if (scope.Station(stations, id, Permissions.StationsRead, out var refusal) is not { } station) return refusal!;
        var (limit, skip) = (query.Limit(), query.Skip());
        return query.Faults.Count > 0 ? Problem.Invalid(query.Faults) : TypedResults.Ok(Page<QuirkView>.From(book.Of(station.Id), skip, limit, QuirkView.Of));
    }
}
