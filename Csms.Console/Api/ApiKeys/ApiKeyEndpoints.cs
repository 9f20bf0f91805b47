using Csms.Console.Api.Http;
using Csms.Console.Api.OpenApi;
using Csms.Console.Security;
using Csms.Console.Security.ApiKeys;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csms.Console.Api.ApiKeys;

/// <summary>`/api/v1/api-keys`: keys of other programs. The key itself is only in the answer that made it.</summary>
internal static class ApiKeyEndpoints
{
    public static void MapApiKeys(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/api-keys").RequireAuthorization(Permissions.KeysManage).WithTags("API keys");

        group.MapGet("", async Task<Results<Ok<Page<ApiKeyView>>, ProblemHttpResult>> (ApiQuery query, ApiKeyStore store, CancellationToken cancellationToken) =>
        {
            var (limit, skip) = (query.Limit(), query.Skip());
            if (query.Faults.Count > 0) return Problem.Invalid(query.Faults);
            return TypedResults.Ok(Page<ApiKeyView>.From(await store.ListAsync(cancellationToken), skip, limit, ApiKeyView.Of));
        }).WithName("listApiKeys").WithSummary("API keys by name; never the keys themselves.").TakesPage();

        group.MapPost("", async Task<Results<Created<CreatedApiKey>, ValidationProblem>> (ApiKeyRequest request, AccessScope scope, ApiKeyStore store, TimeProvider time, CancellationToken cancellationToken) =>
        {
            var faults = request.Faults(time.GetUtcNow());
            // A key can hand on only what it has itself.
            var missing = (request.Scopes ?? []).Where(wanted => !scope.Sites(wanted).All).ToList();
            if (missing.Count > 0 && !faults.ContainsKey("scopes")) faults["scopes"] = [$"Not yours to give everywhere: {string.Join(", ", missing)}."];
            if (faults.Count > 0) return TypedResults.ValidationProblem(faults);
            var (key, text) = await store.CreateAsync(new NewApiKey(request.Name!, request.Scopes!, request.SiteIds, request.ExpiresAt), scope.Actor, null, cancellationToken);
            return TypedResults.Created($"/api/v1/api-keys/{key.Id}", new CreatedApiKey(ApiKeyView.Of(key), text));
        }).WithName("createApiKey").WithSummary("Makes a key; its text is in this answer and never again.");

        group.MapDelete("/{id:guid}", async Task<Results<NoContent, ProblemHttpResult>> (Guid id, AccessScope scope, ApiKeyStore store, CancellationToken cancellationToken) =>
            await store.DeleteAsync(id, scope.Actor, cancellationToken)
                ? TypedResults.NoContent()
                : TypedResults.Problem(statusCode: StatusCodes.Status404NotFound, title: "No such API key", detail: $"There is no API key {id}."))
            .WithName("deleteApiKey").WithSummary("Deletes a key; it stops working at once.").ProducesProblem(StatusCodes.Status404NotFound);
    }
}
