using System.Security.Claims;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Csms.Console.Security.SingleSignOn;

/// <summary>Who somebody is, in the words of the provider; all of it was proven.</summary>
/// <param name="Issuer">Which provider.</param>
/// <param name="Subject">Who there: never given to anybody else (OpenID Connect Core 1.0, section 2).</param>
/// <param name="Email">Address; null: none was told.</param>
/// <param name="EmailVerified">The provider vouches for the address.</param>
/// <param name="Name">Name; null: none was told.</param>
/// <param name="Groups">Groups that mean something here.</param>
/// <param name="SecondFactor">The provider has seen to the second factor.</param>
internal sealed record ProviderIdentity(string Issuer, string Subject, string? Email, bool EmailVerified, string? Name, IReadOnlyList<string> Groups, bool SecondFactor)
{
    private const string Claim = "csms:provider-identity";

    /// <summary>Out of the claims of the token and of UserInfo; those of the token come first.</summary>
    public static ProviderIdentity From(ClaimsPrincipal principal, SingleSignOnOptions settings)
    {
        var email = principal.ValueOf(settings.EmailClaim);
        var said = principal.FindAll(JwtRegisteredClaimNames.EmailVerified).Select(claim => claim.Value).ToList();
        return new ProviderIdentity(
            principal.FindFirstValue(JwtRegisteredClaimNames.Iss)!, principal.FindFirstValue(JwtRegisteredClaimNames.Sub)!, email,
            email is not null && (settings.TrustEmail || (said.Count > 0 && said.TrueForAll(value => value.Equals(bool.TrueString, StringComparison.OrdinalIgnoreCase)))),
            (string.IsNullOrEmpty(settings.NameClaim) ? null : principal.ValueOf(settings.NameClaim)) ?? principal.ValueOf(JwtRegisteredClaimNames.PreferredUsername),
            GroupRoles.Parse(settings.GroupRoles)!.Known(principal.ValuesOf(settings.GroupsClaim)),
            settings.SecondFactor switch
            {
                SecondFactorTrust.Never => false,
                SecondFactorTrust.Always => true,
                SecondFactorTrust.Amr => AuthenticationMethods.AreSeveralFactors(principal.ValuesOf(JwtRegisteredClaimNames.Amr)),
                _ => throw new InvalidOperationException($"{settings.SecondFactor}"),
            });
    }

    /// <summary>For the cookie between the provider's answer and the sign-in: this and nothing else, however much the provider told.</summary>
    public ClaimsPrincipal ToPrincipal() => new(new ClaimsIdentity([new System.Security.Claims.Claim(Claim, JsonSerializer.Serialize(this))], SingleSignOnSetup.Scheme));

    /// <summary>The way back of <see cref="ToPrincipal"/>; null: it is none.</summary>
    public static ProviderIdentity? Read(ClaimsPrincipal? principal) =>
        principal?.FindFirstValue(Claim) is { } json ? JsonSerializer.Deserialize<ProviderIdentity>(json) : null;
}
