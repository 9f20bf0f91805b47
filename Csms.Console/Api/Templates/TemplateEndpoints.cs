using Csms.Console.Api.Http;
using Csms.Console.Api.OpenApi;
using Csms.Console.Api.Stations;
using Csms.Console.Security;
using Csms.Console.Templates;
using Csms.Engine.Energy;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Configuration;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csms.Console.Api.Templates;

/// <summary>`/api/v1/configuration-templates` and `/stations/{id}/drift`: what stations should be configured with, and where they are not.</summary>
internal static class TemplateEndpoints
{
    public static void MapTemplates(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/configuration-templates").WithTags("Configuration templates");
        group.MapGet("", List).RequireAuthorization(Permissions.StationsRead).WithName("listConfigurationTemplates").WithSummary("Templates by name.").TakesPage();
        group.MapGet("/{id}", Get).RequireAuthorization(Permissions.StationsRead).WithName("getConfigurationTemplate").WithSummary("A template.").ProducesProblem(404);
        group.MapPut("/{id}", PutAsync).RequireAuthorization(Permissions.CommandConfig).TakesBody<TemplateBody>().WithName("putConfigurationTemplate")
            .WithSummary("Enters a template or changes what its body names.").ProducesProblem(400);
        group.MapDelete("/{id}", DeleteAsync).RequireAuthorization(Permissions.CommandConfig).WithName("deleteConfigurationTemplate").WithSummary("Removes a template; no station is changed by it.").ProducesProblem(404);
        group.MapGet("/{id}/drift", DriftAsync).RequireAuthorization(Permissions.StationsRead).WithName("listConfigurationDrift")
            .WithSummary("The stations that a template is for, those that differ most first.")
            .WithDescription("`command` is the body of SetVariables that would bring a station to the template: for one station a command of its own, for many the values of the template as a bulk command.")
            .TakesPage().ProducesProblem(404);
        api.MapGet("/stations/{id}/drift", OfStationAsync).RequireAuthorization(Permissions.StationsRead).WithTags("Configuration templates").WithName("listStationDrift")
            .WithSummary("The templates that are for a station, each beside what it holds.").ProducesProblem(404);
    }

    private static Results<Ok<Page<TemplateView>>, ProblemHttpResult> List(ApiQuery query, AccessScope scope, TemplateDirectory templates)
    {
        var limit = query.Limit();
        var skip = query.Skip();
        if (query.Faults.Count > 0) return Problem.Invalid(query.Faults);
        return TypedResults.Ok(Page<TemplateView>.From([.. templates.All.Where(template => TemplateDesk.Sees(scope, template))], skip, limit, TemplateView.Of));
    }

    private static Results<Ok<TemplateView>, ProblemHttpResult> Get(string id, AccessScope scope, TemplateDirectory templates) =>
        Seen(templates, scope, id) is { } template ? TypedResults.Ok(TemplateView.Of(template)) : Missing(id);

    private static async Task<Results<Ok<TemplateView>, Created<TemplateView>, ProblemHttpResult>> PutAsync(
        string id, JsonBody body, AccessScope scope, TemplateDirectory templates, SiteDirectory sites, TemplateDesk desk, CancellationToken cancellation)
    {
        var wish = new TemplateWish(id, body, sites);
        if (wish.Faults.Count > 0) return Problem.Invalid(wish.Faults);
        return await desk.PutAsync(scope, wish.Onto(templates.Find(id)), cancellation) is not var (saved, isNew) ? Problem.Forbidden(Permissions.CommandConfig)
            : isNew ? TypedResults.Created($"/api/v1/configuration-templates/{Uri.EscapeDataString(id)}", TemplateView.Of(saved))
            : TypedResults.Ok(TemplateView.Of(saved));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(string id, AccessScope scope, TemplateDirectory templates, TemplateDesk desk, CancellationToken cancellation)
    {
        if (Seen(templates, scope, id) is null) return Missing(id);
        return await desk.DeleteAsync(scope, id, cancellation) switch
        {
            true => TypedResults.NoContent(),
            false => Missing(id),
            null => Problem.Forbidden(Permissions.CommandConfig),
        };
    }

    private static async Task<Results<Ok<Page<DriftView>>, ProblemHttpResult>> DriftAsync(
        string id, ApiQuery query, AccessScope scope, TemplateDirectory templates, ConfigurationDrift drift, CancellationToken cancellation)
    {
        if (Seen(templates, scope, id) is not { } template) return Missing(id);
        var limit = query.Limit();
        var skip = query.Skip();
        if (query.Faults.Count > 0) return Problem.Invalid(query.Faults);
        var all = await drift.OfTemplateAsync(template, station => scope.Can(Permissions.StationsRead, station.Profile.SiteId), cancellation);
        return TypedResults.Ok(Page<DriftView>.From(all, skip, limit, DriftView.Of));
    }

    private static async Task<Results<Ok<Page<DriftView>>, ProblemHttpResult>> OfStationAsync(
        string id, AccessScope scope, StationDirectory stations, ConfigurationDrift drift, CancellationToken cancellation)
    {
        if (scope.Station(stations, id, Permissions.StationsRead, out var refusal) is not { } station) return refusal!;
        var all = await drift.OfStationAsync(station, cancellation);
        return TypedResults.Ok(Page<DriftView>.UpTo(all.Where(each => TemplateDesk.Sees(scope, each.Template)).Select(DriftView.Of), null));
    }

    private static ConfigurationTemplate? Seen(TemplateDirectory templates, AccessScope scope, string id) =>
        templates.Find(id) is { } template && TemplateDesk.Sees(scope, template) ? template : null;

    private static ProblemHttpResult Missing(string id) => Problem.NotFound("configuration template", id);
}
