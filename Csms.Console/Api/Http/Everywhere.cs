using Csms.Console.Security;

namespace Csms.Console.Api.Http;

/// <summary>What belongs to no site is for callers whom no site holds.</summary>
internal static class Everywhere
{
    /// <summary>Asks for a permission, held everywhere: a key of some sites gets 403.</summary>
    public static RouteGroupBuilder RequireEverywhere(this RouteGroupBuilder group, string permission)
    {
        group.RequireAuthorization(permission).AddEndpointFilter(async (context, next) =>
            await AccessScope.BindAsync(context.HttpContext) is { } scope && scope.Sites(permission).All ? await next(context) : Problem.Forbidden(permission));
        return group;
    }
}
