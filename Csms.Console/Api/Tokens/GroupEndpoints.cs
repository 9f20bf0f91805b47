using Csms.Console.Api.Http;
using Csms.Console.Api.OpenApi;
using Csms.Console.Api.Tariffs;
using Csms.Console.Security;
using Csms.Console.Tokens;
using Csms.Engine.Tokens;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csms.Console.Api.Tokens;

/// <summary>`/api/v1/token-groups`: groups of tokens (parentIdTag, groupIdToken) with how many tokens they have and where they are the master pass.</summary>
internal static class GroupEndpoints
{
    private const int MaxReason = 200;

    public static void MapTokenGroups(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/token-groups").WithTags("Tokens");
        group.MapGet("", ListAsync).RequireAuthorization(Permissions.TokensRead).WithName("listTokenGroups").WithSummary("Groups of tokens by their id, with counts and master pass.")
            .WithDescription("Also groups without a token that a station knows as its master pass. Sessions and stations are those that the key sees.").Takes("search", "Part of the id.").TakesPage();
        group.MapGet("/{group}", GetAsync).RequireAuthorization(Permissions.TokensRead).WithName("getTokenGroup").WithSummary("A group of tokens, whatever the case of its id.").ProducesProblem(404);
        group.MapPost("/{group}/rename", RenameAsync).RequireAuthorization(Permissions.TokensWrite).TakesBody<GroupRenameBody>().WithName("renameTokenGroup")
            .WithSummary("Gives every token of a group another group.").WithDescription("409 when the other group has tokens already and merge is not said.").ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        group.MapPost("/{group}/dissolve", (string group, JsonBody body, AccessScope scope, TokenDirectory tokens, TokenDesk desk, CancellationToken cancellation) =>
                DoAsync(group, body, tokens, id => desk.JudgeGroup(scope, id, null) is null ? null : AssignWords.OfGroup(null), (id, reason) => desk.DissolveGroupAsync(scope, tokens, id, reason, cancellation)))
            .RequireAuthorization(Permissions.TokensWrite).TakesBody<GroupReasonBody>().WithName("dissolveTokenGroup").WithSummary("Takes every token out of a group; the tokens stay.").ProducesProblem(400).ProducesProblem(404);
        group.MapPost("/{group}/block", (string group, JsonBody body, AccessScope scope, TokenDirectory tokens, TokenDesk desk, CancellationToken cancellation) =>
                DoAsync(group, body, tokens, _ => null, (id, reason) => desk.BlockGroupAsync(scope, tokens, id, reason, cancellation)))
            .RequireAuthorization(Permissions.TokensWrite).TakesBody<GroupReasonBody>().WithName("blockTokenGroup").WithSummary("Blocks every token of a group. It counts at once.").ProducesProblem(400).ProducesProblem(404);
    }

    private static async Task<Results<Ok<Page<GroupView>>, ProblemHttpResult>> ListAsync(ApiQuery query, AccessScope scope, GroupReader groups, CancellationToken cancellation)
    {
        var (limit, after, search) = (query.Limit(), query.Cursor(), query.Text("search"));
        if (query.Faults.Count > 0) return Problem.Invalid(query.Faults);
        var page = (await ReadAsync(groups, scope, cancellation))
            .Where(line => search is null || line.Group.Contains(search, StringComparison.OrdinalIgnoreCase))
            .Where(line => after is null || StringComparer.OrdinalIgnoreCase.Compare(line.Group, after) > 0)
            .OrderBy(line => line.Group, StringComparer.OrdinalIgnoreCase).Take(limit + 1).ToList();
        return TypedResults.Ok(Page<GroupView>.Of(page, limit, GroupView.Of, line => line.Group));
    }

    private static async Task<Results<Ok<GroupView>, ProblemHttpResult>> GetAsync(string group, AccessScope scope, GroupReader groups, CancellationToken cancellation)
    {
        var id = PathWords.Unslashed(group);
        return (await ReadAsync(groups, scope, cancellation)).Find(line => line.Group.Equals(id, StringComparison.OrdinalIgnoreCase)) is { } found ? TypedResults.Ok(GroupView.Of(found)) : Missing(id);
    }

    private static async Task<Results<Ok<GroupChangeView>, ProblemHttpResult>> RenameAsync(string group, JsonBody body, AccessScope scope, TokenDirectory tokens, TokenDesk desk, CancellationToken cancellation)
    {
        var id = PathWords.Unslashed(group);
        var reader = new BodyReader(body);
        var named = reader.Text("to", TokenRules.MaxToken, nullable: false);
        var merge = reader.Flag("merge");
        var to = named.Value?.Trim();
        if (!named.Is) reader.Fault("to", "The new id is needed.");
        else if (!TokenRules.IsToken(to)) reader.Fault("to", "This is no id of a group.");
        else if (to == id) reader.Fault("to", "It is called so already.");
        if (reader.Faults.Count > 0) return Problem.Invalid(reader.Faults);
        if (!tokens.All.Any(token => token.IsIn(id))) return Missing(id);
        if (!merge.Value && !to!.Equals(id, StringComparison.OrdinalIgnoreCase) && tokens.All.Any(token => token.IsIn(to)))
            return Problem.Conflict("The group has tokens already", "Two groups that have become one can't be told apart again; merge says that this is meant.");
        if (desk.JudgeGroup(scope, id, to) is not null || !desk.MayRename(scope, id, to!)) return AssignWords.OfGroup("to");
        return TypedResults.Ok(new GroupChangeView((await desk.RenameGroupAsync(scope, tokens, id, to!, cancellation)).Count));
    }

    private static async Task<Results<Ok<GroupChangeView>, ProblemHttpResult>> DoAsync(
        string group, JsonBody body, TokenDirectory tokens, Func<string, ProblemHttpResult?> judge, Func<string, string?, Task<IReadOnlyList<TokenChange>>> change)
    {
        var id = PathWords.Unslashed(group);
        var reader = new BodyReader(body);
        var reason = reader.Text("reason", MaxReason);
        if (reader.Faults.Count > 0) return Problem.Invalid(reader.Faults);
        if (!tokens.All.Any(token => token.IsIn(id))) return Missing(id);
        if (judge(id) is { } refusal) return refusal;
        return TypedResults.Ok(new GroupChangeView((await change(id, string.IsNullOrWhiteSpace(reason.Value) ? null : reason.Value.Trim())).Count));
    }

    private static async Task<List<GroupLine>> ReadAsync(GroupReader groups, AccessScope scope, CancellationToken cancellation) =>
        groups.Read(scope, await groups.LastAsync(scope, cancellation), await groups.MastersAsync(scope, cancellation));

    private static ProblemHttpResult Missing(string group) => Problem.NotFound("token group", group);
}
