using Csms.Console.Api.Http;
using Csms.Console.Api.OpenApi;
using Csms.Console.Pages.Overview;
using Csms.Console.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csms.Console.Api.Overview;

/// <summary>`/api/v1/overview`: what the page "Overview" says in figures; the curves are at `/power`.</summary>
internal static class OverviewEndpoints
{
    public static void MapOverview(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/overview").RequireAuthorization(Permissions.StationsRead).WithTags("Overview");
        group.MapGet("", GetAsync).WithName("getOverview").WithSummary("The network at a glance.").Takes("timeZone", "IANA zone whose midnight begins the day; default UTC.").ProducesProblem(400);
        group.MapGet("/sites", Sites).WithName("listSiteFigures").WithSummary("Every site now, most power first.").TakesPage();
    }

    private static async Task<Results<Ok<OverviewView>, ProblemHttpResult>> GetAsync(ApiQuery query, AccessScope scope, OverviewReader reader, CancellationToken cancellation)
    {
        var zone = TimeZoneInfo.Utc;
        if (query.Text("timeZone") is { } name && !TimeZoneInfo.TryFindSystemTimeZoneById(name, out zone)) query.Faults.TryAdd("timeZone", ["An IANA time zone is needed."]);
        if (query.Faults.Count > 0) return Problem.Invalid(query.Faults);
        var (at, figures) = await reader.FiguresAsync(scope, zone!, cancellation);
        var (ending, host) = reader.Ending(scope);
        return TypedResults.Ok(new OverviewView(
            at, TotalsView.Of(reader.Totals(scope)), scope.Can(Permissions.SessionsRead) ? DayView.Of(figures) : null, scope.Can(Permissions.IncidentsRead) ? reader.NotTaken(scope) : null, ending, host));
    }

    private static Results<Ok<Page<SiteFiguresView>>, ProblemHttpResult> Sites(ApiQuery query, AccessScope scope, OverviewReader reader)
    {
        var (limit, skip) = (query.Limit(), query.Skip());
        if (query.Faults.Count > 0) return Problem.Invalid(query.Faults);
        return TypedResults.Ok(Page<SiteFiguresView>.From(reader.Sites(scope, new Dictionary<string, double[]>()), skip, limit, line => new SiteFiguresView(line.Site.Id, line.Site.Name, TotalsView.Of(line.Totals), line.OfLimit)));
    }
}
