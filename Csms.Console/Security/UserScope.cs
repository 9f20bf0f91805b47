using Microsoft.AspNetCore.Components.Authorization;

namespace Csms.Console.Security;

internal sealed class UserScope(AuthenticationStateProvider authentication, AccessDirectory directory) : IUserScope
{
    public async ValueTask<AccessScope> GetAsync(CancellationToken cancellationToken = default)
    {
        var state = await authentication.GetAuthenticationStateAsync();
        return await directory.ForAsync(state.User, cancellationToken);
    }
}
