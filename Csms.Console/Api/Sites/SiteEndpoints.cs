using Csms.Console.Api.Http;
using Csms.Console.Api.OpenApi;
using Csms.Console.Security;
using Csms.Console.Security.Audit;
using Csms.Console.Api.Tariffs;
using Csms.Console.Tariffs;
using Csms.Engine.Energy;
using Csms.Engine.Stations;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csms.Console.Api.Sites;

/// <summary>`/api/v1/sites`: where stations stand.</summary>
internal static class SiteEndpoints
{
    public static void MapSites(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/sites").WithTags("Sites");
        group.MapGet("", List).RequireAuthorization(Permissions.StationsRead).WithName("listSites").WithSummary("Sites by identity.")
            .Takes("search", "Part of identity, name or address.").TakesPage();
        group.MapGet("/{id}", Get).RequireAuthorization(Permissions.StationsRead).WithName("getSite").WithSummary("A site.").ProducesProblem(404);
        group.MapPut("/{id}", PutAsync).RequireAuthorization(Permissions.StationsWrite).TakesBody<SiteBody>().WithName("putSite")
            .WithSummary("Enters a site or changes what its body names.").ProducesProblem(400);
        group.MapDelete("/{id}", DeleteAsync).RequireAuthorization(Permissions.StationsWrite).WithName("deleteSite")
            .WithSummary("Removes a site; its stations stay, without a site.").ProducesProblem(404);
    }

    private static Results<Ok<Page<SiteView>>, ProblemHttpResult> List(ApiQuery query, AccessScope scope, SiteDirectory sites)
    {
        var limit = query.Limit();
        var after = query.Cursor();
        var search = query.Text("search");
        if (query.Faults.Count > 0) return Problem.Invalid(query.Faults);
        var seen = scope.Sites(Permissions.StationsRead);
        var page = sites.All
            .Where(site => seen.Contains(site.Id) && (after is null || string.CompareOrdinal(site.Id, after) > 0))
            .Where(site => search is null || Has(site.Id, search) || Has(site.Name, search) || Has(site.Address, search))
            .OrderBy(site => site.Id, StringComparer.Ordinal).Take(limit + 1).ToList();
        return TypedResults.Ok(Page<SiteView>.Of(page, limit, SiteView.Of, site => site.Id));
    }

    private static Results<Ok<SiteView>, ProblemHttpResult> Get(string id, AccessScope scope, SiteDirectory sites) =>
        sites.Find(id) is { } site && scope.Can(Permissions.StationsRead, id) ? TypedResults.Ok(SiteView.Of(site)) : Problem.NotFound("site", id);

    private static async Task<Results<Ok<SiteView>, Created<SiteView>, ProblemHttpResult>> PutAsync(
        string id, JsonBody body, AccessScope scope, SiteDirectory sites, TariffDesk tariffs, IAuditLog audit, CancellationToken cancellation)
    {
        if (!scope.Can(Permissions.StationsWrite, id)) return Problem.Forbidden(Permissions.StationsWrite);
        var wish = new SiteWish(id, body);
        if (wish.Faults.Count > 0) return Problem.Invalid(wish.Faults);
        var present = sites.Find(id);
        var site = wish.Onto(present);
        if (AssignWords.Refusal(tariffs.JudgePlace(scope, present?.TariffId, site.TariffId, id), site.TariffId) is { } refusal) return refusal;
        var before = await sites.PutAsync(site, cancellation);
        await audit.WriteAsync(scope.Actor, before is null ? "site.create" : "site.update", "site", id, before, site, cancellationToken: cancellation);
        return before is null ? TypedResults.Created($"/api/v1/sites/{Uri.EscapeDataString(id)}", SiteView.Of(site)) : TypedResults.Ok(SiteView.Of(site));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        string id, AccessScope scope, SiteDirectory sites, StationRegistry registry, StationDirectory stations, IAuditLog audit, CancellationToken cancellation)
    {
        if (sites.Find(id) is not { } site || !scope.Can(Permissions.StationsRead, id)) return Problem.NotFound("site", id);
        if (!scope.Can(Permissions.StationsWrite, id)) return Problem.Forbidden(Permissions.StationsWrite);
        var left = registry.States.Where(station => station.Profile.SiteId == id).Select(station => station.Id).ToList();
        foreach (var station in left)
            await stations.PutAsync(station, profile => profile.SiteId == id ? profile with { SiteId = null } : profile, cancellation);
        if (!await sites.DeleteAsync(id, cancellation)) return Problem.NotFound("site", id);
        await audit.WriteAsync(scope.Actor, "site.delete", "site", id, new { Site = site, Stations = left.Select(station => station.Value) }, cancellationToken: cancellation);
        return TypedResults.NoContent();
    }

    private static bool Has(string? text, string search) => text?.Contains(search, StringComparison.OrdinalIgnoreCase) == true;
}
