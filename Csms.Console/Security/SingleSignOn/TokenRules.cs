using System.IdentityModel.Tokens.Jwt;

namespace Csms.Console.Security.SingleSignOn;

/// <summary>What is asked of an ID token beside signature, issuer, audience, times and nonce (OpenID Connect Core 1.0, section 3.1.3.7). Pure.</summary>
internal static class TokenRules
{
    /// <summary>How far the provider's clock may be from ours.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(2);

    /// <summary>What is wrong; null: nothing.</summary>
    public static string? FaultOf(JwtSecurityToken token, string clientId, DateTimeOffset now)
    {
        // The handler takes unsigned tokens in the code flow, because TLS brought them; here every token is signed.
        if (string.IsNullOrEmpty(token.RawSignature)) return "The token is not signed.";
        if (string.IsNullOrEmpty(token.Subject)) return "The token names nobody.";
        var azp = token.Payload.Azp;
        if (token.Audiences.Skip(1).Any() && string.IsNullOrEmpty(azp)) return "The token is for several audiences and does not say for whom it was made.";
        if (!string.IsNullOrEmpty(azp) && azp != clientId) return "The token was made for another client.";
        if (token.IssuedAt == default) return "The token does not say when it was made.";
        return token.IssuedAt > now.UtcDateTime + ClockSkew ? "The token was made in the future." : null;
    }
}
