using Csms.Console.Api.Http;
using Csms.Console.Api.OpenApi;
using Csms.Console.Security;
using Csms.Console.Security.Accounts;
using Csms.Console.Security.SingleSignOn;
using Csms.Engine.Energy;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csms.Console.Api.Users;

/// <summary>`/api/v1/users`: people and their roles. A key gives no role and touches no account that holds more than the key itself; a key of some sites sees the accounts of those sites.</summary>
internal static class UserEndpoints
{
    public static void MapUsers(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/users").RequireAuthorization(Permissions.UsersManage).WithTags("Users");
        group.MapGet("", ListAsync).WithName("listUsers").WithSummary("People by name.").Takes("search", "Part of name or address.").TakesPage();
        group.MapGet("/{id:guid}", GetAsync).WithName("getUser").WithSummary("A person.").ProducesProblem(404);
        group.MapPost("", PostAsync).TakesBody<UserBody>().WithName("addUser").WithSummary("Adds a person with a random password, told once. Better: invite them.").ProducesProblem(400).ProducesProblem(409);
        Change(group.MapPut("/{id:guid}", PutAsync).TakesBody<UserChangeBody>(), "putUser", "Changes name and roles.").ProducesProblem(400);
        Change(group.MapDelete("/{id:guid}", DeleteAsync), "deleteUser", "Deletes a person's account; what they did stays in the audit log.");
        Change(group.MapPost("/{id:guid}/lock", LockAsync), "lockUser", "Locks an account and ends its sessions.");
        Change(group.MapPost("/{id:guid}/unlock", UnlockAsync), "unlockUser", "Lets a locked account in again.");
        Change(group.MapPost("/{id:guid}/sign-out", SignOutAsync), "signOutUser", "Ends every session of an account.");
        Change(group.MapPost("/{id:guid}/password-reset", ResetPasswordAsync), "resetUserPassword", "Gives a random password, told once; every session ends.");
        Change(group.MapDelete("/{id:guid}/second-factor", ResetFactorAsync), "resetSecondFactor", "Takes a lost second factor away; every session ends.");
        Change(group.MapDelete("/{id:guid}/provider-login", UnlinkAsync), "unlinkUser", "Takes the bond with a provider of identities away; every session ends.");
    }

    private static RouteHandlerBuilder Change(RouteHandlerBuilder endpoint, string name, string summary) => endpoint.WithName(name).WithSummary(summary).ProducesProblem(404).ProducesProblem(409);

    private static async Task<Results<Ok<Page<UserView>>, ProblemHttpResult>> ListAsync(ApiQuery query, AccessScope scope, UserDesk desk, ProviderLogins logins, TimeProvider time, CancellationToken cancellation)
    {
        var (limit, skip, search) = (query.Limit(), query.Skip(), query.Text("search"));
        if (query.Faults.Count > 0) return Problem.Invalid(query.Faults);
        var users = (await desk.ListAsync(scope, cancellation)).Where(user => search is null || $"{user.DisplayName} {user.Email}".Contains(search, StringComparison.OrdinalIgnoreCase)).ToList();
        var (bound, now) = (await logins.ProvidersAsync(cancellation), time.GetUtcNow());
        return TypedResults.Ok(Page<UserView>.From(users, skip, limit, user => UserView.Of(user, bound.GetValueOrDefault(user.Id), now)));
    }

    private static async Task<Results<Ok<UserView>, ProblemHttpResult>> GetAsync(Guid id, AccessScope scope, UserDesk desk, ProviderLogins logins, TimeProvider time, CancellationToken cancellation) =>
        await desk.FindAsync(id, scope, cancellation) is { } user ? TypedResults.Ok(UserView.Of(user, (await logins.ProvidersAsync(cancellation)).GetValueOrDefault(id), time.GetUtcNow())) : NotFound(id);

    private static async Task<Results<Created<GivenPasswordView>, ProblemHttpResult>> PostAsync(JsonBody body, AccessScope scope, UserDesk desk, SignOnProvider provider, SiteDirectory sites, CancellationToken cancellation)
    {
        var reader = new BodyReader(body);
        if (reader.Person(body, sites) is not { } person) return Problem.Invalid(reader.Faults);
        if (provider.IsOnlyWay) return Problem.Conflict("No passwords", "People sign in with the provider of identities alone: invite them.");
        var (result, password) = await desk.AddAsync(person.Email, person.Name, person.Grants, scope, cancellation);
        return result.Succeeded ? TypedResults.Created($"/api/v1/users/{result.User!.Id}", new GivenPasswordView(result.User.Id, password!)) : Refused(result, default);
    }

    private static async Task<Results<Ok<UserView>, ProblemHttpResult>> PutAsync(
        Guid id, JsonBody body, AccessScope scope, UserDesk desk, ProviderLogins logins, SiteDirectory sites, TimeProvider time, CancellationToken cancellation)
    {
        if (await desk.FindAsync(id, scope, cancellation) is not { } user) return NotFound(id);
        var held = UserDesk.Held(user);
        var reader = new BodyReader(body);
        var (name, grants) = (reader.Name(), reader.Grants(body, sites, held));
        if (reader.Faults.Count > 0) return Problem.Invalid(reader.Faults);
        var result = await desk.UpdateAsync(id, name.Or(user.DisplayName)!, grants.Or([.. held])!, scope, cancellation);
        return result.Succeeded ? await GetAsync(id, scope, desk, logins, time, cancellation) : Refused(result, id);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(Guid id, AccessScope scope, UserDesk desk, CancellationToken cancellation) => Done(await desk.DeleteAsync(id, scope, cancellation), id);

    private static async Task<Results<NoContent, ProblemHttpResult>> LockAsync(Guid id, AccessScope scope, UserDesk desk, CancellationToken cancellation) => Done(await desk.LockAsync(id, true, scope, cancellation), id);

    private static async Task<Results<NoContent, ProblemHttpResult>> UnlockAsync(Guid id, AccessScope scope, UserDesk desk, CancellationToken cancellation) => Done(await desk.LockAsync(id, false, scope, cancellation), id);

    private static async Task<Results<NoContent, ProblemHttpResult>> SignOutAsync(Guid id, AccessScope scope, UserDesk desk, CancellationToken cancellation) => Done(await desk.SignOutAsync(id, scope, cancellation), id);

    private static async Task<Results<NoContent, ProblemHttpResult>> ResetFactorAsync(Guid id, AccessScope scope, UserDesk desk, CancellationToken cancellation) => Done(await desk.ResetSecondFactorAsync(id, scope, cancellation), id);

    private static async Task<Results<NoContent, ProblemHttpResult>> UnlinkAsync(Guid id, AccessScope scope, UserDesk desk, CancellationToken cancellation) => Done(await desk.UnlinkAsync(id, scope, cancellation), id);

    private static async Task<Results<Ok<GivenPasswordView>, ProblemHttpResult>> ResetPasswordAsync(Guid id, AccessScope scope, UserDesk desk, CancellationToken cancellation)
    {
        var (result, password) = await desk.ResetPasswordAsync(id, scope, cancellation);
        return result.Succeeded ? TypedResults.Ok(new GivenPasswordView(id, password!)) : Refused(result, id);
    }

    private static Results<NoContent, ProblemHttpResult> Done(AccountResult result, Guid id) => result.Succeeded ? TypedResults.NoContent() : Refused(result, id);

    private static ProblemHttpResult Refused(AccountResult result, Guid id) =>
        result == AccountResult.NotFound ? NotFound(id)
        : result == AccountResult.NotYours ? Problem.Of(StatusCodes.Status403Forbidden, "Not yours to give or touch", "The account or role holds more than the caller.")
        : Problem.Conflict("Not done", string.Join(" ", result.Errors));

    private static ProblemHttpResult NotFound(Guid id) => Problem.NotFound("user", id.ToString());
}
