using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Csms.Console.Security.SingleSignOn;

/// <summary>The discovery document speaks for the issuer that was asked for (OpenID Connect Discovery 1.0, section 4.3) and leads to safe addresses only.</summary>
internal sealed class ProviderDocumentCheck(string authority) : IConfigurationValidator<OpenIdConnectConfiguration>
{
    public ConfigurationValidationResult Validate(OpenIdConnectConfiguration configuration)
    {
        if (configuration.Issuer?.TrimEnd('/') != authority.TrimEnd('/')) return Wrong($"it names the issuer '{configuration.Issuer}', the setting Authority '{authority}'");
        foreach (var (name, address) in ((string, string?)[])[("authorization_endpoint", configuration.AuthorizationEndpoint), ("token_endpoint", configuration.TokenEndpoint), ("jwks_uri", configuration.JwksUri)])
            if (!ProviderAddress.IsSafe(address)) return Wrong($"its {name} is no https address");
        foreach (var (name, address) in ((string, string?)[])[("userinfo_endpoint", configuration.UserInfoEndpoint), ("end_session_endpoint", configuration.EndSessionEndpoint), ("pushed_authorization_request_endpoint", configuration.PushedAuthorizationRequestEndpoint)])
            if (!string.IsNullOrEmpty(address) && !ProviderAddress.IsSafe(address)) return Wrong($"its {name} is no https address");
        return configuration.SigningKeys.Count > 0 ? new ConfigurationValidationResult { Succeeded = true } : Wrong("it names no key for signatures");
    }

    private static ConfigurationValidationResult Wrong(string fault) => new() { Succeeded = false, ErrorMessage = $"The discovery document is not used: {fault}." };
}
