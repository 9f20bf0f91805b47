using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Csms.Console.Security.Accounts;

/// <summary>Puts language and zone beside the identity, so that the first byte of a page is already in the person's language.</summary>
internal sealed class ConsoleClaims(UserManager<ConsoleUser> users, IOptions<IdentityOptions> options) : UserClaimsPrincipalFactory<ConsoleUser>(users, options)
{
    public const string Locale = "csms:locale";
    public const string Zone = "csms:zone";

    /// <summary>The person came from a provider; <see cref="WithFactor"/> when that saw to the second factor.</summary>
    public const string Provider = "csms:provider";

    /// <summary>Value of <see cref="Provider"/>.</summary>
    public const string WithFactor = "factor";

    /// <summary>Value of <see cref="Provider"/>.</summary>
    public const string WithoutFactor = "plain";

    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(ConsoleUser user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        if (user.Locale is { } locale) identity.AddClaim(new Claim(Locale, locale));
        if (user.Zone is { } zone) identity.AddClaim(new Claim(Zone, zone));
        return identity;
    }
}
