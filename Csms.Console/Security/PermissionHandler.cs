using Microsoft.AspNetCore.Authorization;

namespace Csms.Console.Security;

/// <summary>Answers policies from the grants in force now, not from what was written into a cookie at sign-in.</summary>
internal sealed class PermissionHandler(AccessDirectory directory) : AuthorizationHandler<PermissionRequirement>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, PermissionRequirement requirement)
    {
        var scope = await directory.ForAsync(context.User, CancellationToken.None);
        if (!scope.IsHeldBack && scope.Can(requirement.Permission)) context.Succeed(requirement);
    }
}
