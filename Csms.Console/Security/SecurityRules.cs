using Microsoft.Extensions.Options;

namespace Csms.Console.Security;

/// <summary>The rules of sign-in that are in force.</summary>
internal sealed class SecurityRules(IOptionsMonitor<SecurityOptions> options)
{
    /// <summary>Who holds one of these needs a second factor.</summary>
    public IReadOnlySet<Role> SecondFactorRoles => SecurityOptions.RolesOf(options.CurrentValue.SecondFactorRoles)!;
}
