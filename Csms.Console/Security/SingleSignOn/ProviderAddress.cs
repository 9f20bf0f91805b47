namespace Csms.Console.Security.SingleSignOn;

/// <summary>Which addresses of a provider are taken. Pure.</summary>
internal static class ProviderAddress
{
    /// <summary>Absolute and https; http only within this machine, for trying out.</summary>
    public static bool IsSafe(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri is { Scheme: "http", IsLoopback: true });

    /// <summary>Where the discovery document stands (OpenID Connect Discovery 1.0, section 4).</summary>
    public static string DiscoveryOf(string authority) => $"{authority.TrimEnd('/')}/.well-known/openid-configuration";
}
