using Csms.Console.Api.Http;
using Csms.Console.Api.OpenApi;
using Csms.Console.Security;
using Csms.Console.Security.ApiKeys;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csms.Console.Api.ApiKeys;

/// <summary>`/api/v1/api-keys`: keys of other programs. The key itself is only in the answer that made it. A key of some sites sees, makes and deletes keys of those sites.</summary>
internal static class ApiKeyEndpoints
{
    public static void MapApiKeys(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/api-keys").RequireAuthorization(Permissions.KeysManage).WithTags("API keys");

        group.MapGet("", async Task<Results<Ok<Page<ApiKeyView>>, ProblemHttpResult>> (ApiQuery query, AccessScope scope, KeyDesk desk, CancellationToken cancellationToken) =>
        {
            var (limit, skip) = (query.Limit(), query.Skip());
            if (query.Faults.Count > 0) return Problem.Invalid(query.Faults);
            return TypedResults.Ok(Page<ApiKeyView>.From(await desk.ListAsync(scope, cancellationToken), skip, limit, ApiKeyView.Of));
        }).WithName("listApiKeys").WithSummary("API keys by name; never the keys themselves.").TakesPage();

        group.MapPost("", async Task<Results<Created<CreatedApiKey>, ValidationProblem, ProblemHttpResult>> (ApiKeyRequest request, AccessScope scope, KeyDesk desk, TimeProvider time, CancellationToken cancellationToken) =>
        {
            var faults = request.Faults(time.GetUtcNow());
            if (!KeyDesk.Manages(scope, request.SiteIds)) faults["siteIds"] = [request.SiteIds is { Count: > 0 } ? "Not yours to give: keys of these sites are not managed with this key." : "Not yours to give: name the sites, this key may not make one for everywhere."];
            else if (KeyDesk.Beyond(scope, request.Scopes ?? [], request.SiteIds) is { Count: > 0 } beyond) faults.TryAdd("scopes", [$"Not yours to give there: {string.Join(", ", beyond)}."]);
            if (faults.Count > 0) return TypedResults.ValidationProblem(faults);
            return await desk.CreateAsync(new NewApiKey(request.Name!, request.Scopes!, request.SiteIds, request.ExpiresAt), scope, cancellationToken) is (var key, var text)
                ? TypedResults.Created($"/api/v1/api-keys/{key.Id}", new CreatedApiKey(ApiKeyView.Of(key), text))
                : NotYours();
        }).WithName("createApiKey").WithSummary("Makes a key; its text is in this answer and never again.");

        group.MapDelete("/{id:guid}", async Task<Results<NoContent, ProblemHttpResult>> (Guid id, AccessScope scope, KeyDesk desk, CancellationToken cancellationToken) =>
            await desk.DeleteAsync(id, scope, cancellationToken) switch
            {
                null => TypedResults.NoContent(),
                KeyRefusal.NotYours => NotYours(),
                _ => Problem.NotFound("API key", id.ToString()),
            })
            .WithName("deleteApiKey").WithSummary("Deletes a key that holds no more than the caller; it stops working at once.").ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static ProblemHttpResult NotYours() => Problem.Of(StatusCodes.Status403Forbidden, "Not yours to give or touch", "The key holds more than the caller.");
}
