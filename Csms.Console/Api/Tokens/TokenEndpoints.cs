using Csms.Console.Api.Http;
using Csms.Console.Api.OpenApi;
using Csms.Console.Security;
using Csms.Console.Security.Audit;
using Csms.Console.Api.Tariffs;
using Csms.Console.Tokens;
using Csms.Engine.Events;
using Csms.Engine.Tokens;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csms.Console.Api.Tokens;

/// <summary>`/api/v1/tokens`: id tokens of drivers. They belong to no site: whoever may read or write tokens anywhere may read or write these.</summary>
internal static class TokenEndpoints
{
    private const int Attempts = 3;

    public static void MapTokens(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/tokens").WithTags("Tokens");
        group.MapGet("", List).RequireAuthorization(Permissions.TokensRead).WithName("listTokens").WithSummary("Tokens by their text.")
            .Takes("status", "Only tokens of this status.").Takes("group", "Only tokens of this group.").Takes("search", "Part of token, driver or note.").TakesPage();
        group.MapTokenImport();
        group.MapTokenBlock();
        group.MapTokenCredit();
        group.MapGet("/{idToken}", Get).RequireAuthorization(Permissions.TokensRead).WithName("getToken").WithSummary("A token, whatever the case of its text.").ProducesProblem(404);
        group.MapPut("/{idToken}", PutAsync).RequireAuthorization(Permissions.TokensWrite).TakesBody<TokenBody>().WithName("putToken")
            .WithSummary("Enters a token or changes what its body names. It counts at once.")
            .WithDescription("Its own tariff, and a group that a tariff names, are given and taken with tariffs.write for those tariffs.").ProducesProblem(400).ProducesProblem(409);
        group.MapDelete("/{idToken}", DeleteAsync).RequireAuthorization(Permissions.TokensWrite).WithName("deleteToken").WithSummary("Removes a token.").ProducesProblem(404);
    }

    private static Results<Ok<Page<TokenView>>, ProblemHttpResult> List(ApiQuery query, TokenDirectory tokens)
    {
        var limit = query.Limit();
        var after = query.Cursor();
        var status = query.Word("status", Enum.GetNames<AuthorizationStatus>());
        var group = query.Text("group");
        var search = query.Text("search");
        if (query.Faults.Count > 0) return Problem.Invalid(query.Faults);
        var page = tokens.All
            .Where(token => after is null || StringComparer.OrdinalIgnoreCase.Compare(token.IdToken, after) > 0)
            .Where(token => status is null || token.Status.ToString() == status)
            .Where(token => group is null || group.Equals(token.GroupId, StringComparison.OrdinalIgnoreCase))
            .Where(token => search is null || Has(token.IdToken, search) || Has(token.Driver, search) || Has(token.Note, search))
            .OrderBy(token => token.IdToken, StringComparer.OrdinalIgnoreCase).Take(limit + 1).ToList();
        return TypedResults.Ok(Page<TokenView>.Of(page, limit, TokenView.Of, token => token.IdToken));
    }

    private static Results<Ok<TokenView>, ProblemHttpResult> Get(string idToken, TokenDirectory tokens) =>
        tokens.Find(PathWords.Unslashed(idToken)) is { } token ? TypedResults.Ok(TokenView.Of(token)) : Problem.NotFound("token", idToken);

    private static async Task<Results<Ok<TokenView>, Created<TokenView>, ProblemHttpResult>> PutAsync(
        string idToken, JsonBody body, AccessScope scope, TokenDirectory tokens, TokenDesk desk, CancellationToken cancellation)
    {
        var text = PathWords.Unslashed(idToken);
        var wish = new TokenWish(text, body);
        if (wish.Faults.Count > 0) return Problem.Invalid(wish.Faults);
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var before = tokens.Find(text);
            var entry = wish.Onto(before);
            if (AssignWords.Refusal(desk.Judge(scope, before, entry), entry.TariffId) is { } refusal) return refusal;
            if (!await desk.PutAsync(scope, before, entry, TokenView.Of, cancellation)) continue; // somebody changes it at this moment: judged anew
            return before is null ? TypedResults.Created($"/api/v1/tokens/{Uri.EscapeDataString(text)}", TokenView.Of(entry)) : TypedResults.Ok(TokenView.Of(entry));
        }

        return Problem.Conflict("The token keeps changing", "Others change the same token at this moment. Nothing was written.");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        string idToken, AccessScope scope, TokenStore store, IAuditLog audit, CancellationToken cancellation)
    {
        if (await store.DeleteAsync(PathWords.Unslashed(idToken), cancellation) is not { } before) return Problem.NotFound("token", idToken);
        await audit.WriteAsync(scope.Actor, "token.delete", "token", before.IdToken, TokenView.Of(before), cancellationToken: cancellation);
        return TypedResults.NoContent();
    }

    private static bool Has(string? text, string search) => text?.Contains(search, StringComparison.OrdinalIgnoreCase) == true;
}
