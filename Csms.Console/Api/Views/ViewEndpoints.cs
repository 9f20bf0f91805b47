using Csms.Console.Api.Http;
using Csms.Console.Api.OpenApi;
using Csms.Console.Lists;
using Csms.Console.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csms.Console.Api.Views;

/// <summary>`/api/v1/views`: saved views of the lists, the caller's own and the shared ones.</summary>
internal static class ViewEndpoints
{
    public static void MapViews(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/views").WithTags("Views").RequireAuthorization(Permissions.StationsRead);
        group.MapGet("", ListAsync).WithName("listViews").WithSummary("The caller's own views and the shared ones, by list and name.")
            .Takes("list", "incidents, sessions, stations or tokens.").Takes("shared", "true: only shared ones. false: only one's own.").TakesPage();
        group.MapGet("/{id:guid}", GetAsync).WithName("getView").WithSummary("A view.").ProducesProblem(404);
        group.MapPut("/{id:guid}", PutAsync).TakesBody<ViewBody>().WithName("putView").WithSummary("Enters a view or changes what its body names.").ProducesProblem(400).ProducesProblem(409);
        group.MapDelete("/{id:guid}", DeleteAsync).WithName("deleteView").WithSummary("Removes a view; what it shows is not touched.").ProducesProblem(404);
    }

    private static async Task<Results<Ok<Page<ViewView>>, ProblemHttpResult>> ListAsync(ApiQuery query, AccessScope scope, ViewDesk desk, CancellationToken cancellation)
    {
        var limit = query.Limit();
        var skip = query.Skip();
        var list = query.Word("list", [.. ListCatalogue.Names]);
        var shared = query.Word("shared", "true", "false");
        if (query.Faults.Count > 0) return Problem.Invalid(query.Faults);
        var views = (await desk.ViewsAsync(scope, list, cancellation)).Where(view => shared is null || view.Shared == (shared == "true")).ToList();
        return TypedResults.Ok(Page<ViewView>.From(views, skip, limit, view => ViewView.Of(view, scope)));
    }

    private static async Task<Results<Ok<ViewView>, ProblemHttpResult>> GetAsync(Guid id, AccessScope scope, ViewDesk desk, CancellationToken cancellation) =>
        await desk.FindAsync(scope, id, cancellation) is { } view ? TypedResults.Ok(ViewView.Of(view, scope)) : Problem.NotFound("view", id.ToString());

    private static async Task<Results<Ok<ViewView>, Created<ViewView>, ProblemHttpResult>> PutAsync(Guid id, JsonBody body, AccessScope scope, ViewDesk desk, CancellationToken cancellation)
    {
        var before = await desk.FindAsync(scope, id, cancellation);
        var wish = new ViewWish(body, before);
        if (wish.Faults.Count > 0) return Problem.Invalid(wish.Faults);
        if (wish.Shared && !scope.Can(Permissions.ViewsShare)) return Problem.Forbidden(Permissions.ViewsShare);
        if (before is not null && wish.Version is { } seen && seen != before.Version) return Changed();
        ViewSaved result;
        if (before is null) (result, _) = await desk.AddAsync(scope, id, wish.List, wish.Name, wish.Shared, wish.Query, cancellation);
        else result = await desk.ChangeAsync(scope, before, before with { Name = wish.Name, Shared = wish.Shared, Query = wish.Query }, cancellation);
        switch (result)
        {
            case ViewSaved.Done when await desk.FindAsync(scope, id, cancellation) is { } after:
                return before is null ? TypedResults.Created($"/api/v1/views/{id}", ViewView.Of(after, scope)) : TypedResults.Ok(ViewView.Of(after, scope));
            case ViewSaved.Done or ViewSaved.ChangedMeanwhile:
                return Changed();
            case ViewSaved.NameTaken:
                return Problem.Conflict("The name is taken", $"There is another view of this name in the list {wish.List}.");
            case ViewSaved.IdTaken:
                return Problem.Conflict("The id is taken", "There is a view of this id which the caller does not see.");
            case ViewSaved.Refused:
                return before is { Shared: true } && !scope.Can(Permissions.ViewsShare) ? Problem.Forbidden(Permissions.ViewsShare) : Problem.Of(StatusCodes.Status403Forbidden, "Not the caller's view", "Who made a shared view decides whether it stays shared; views of a list are for those who may read it.");
            default:
                throw new InvalidOperationException($"{result}");
        }
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(Guid id, AccessScope scope, ViewDesk desk, CancellationToken cancellation)
    {
        if (await desk.FindAsync(scope, id, cancellation) is not { } view) return Problem.NotFound("view", id.ToString());
        if (!ViewDesk.MayChange(scope, view)) return Problem.Forbidden(Permissions.ViewsShare);
        return await desk.DeleteAsync(scope, id, cancellation) == ViewSaved.Done ? TypedResults.NoContent() : Problem.NotFound("view", id.ToString());
    }

    private static ProblemHttpResult Changed() => Problem.Conflict("Changed meanwhile", "Somebody has changed the view since it was read. Read it again.");
}
