namespace Csms.Console.Security.SingleSignOn;

/// <summary>Addresses of a sign-in with the provider.</summary>
internal static class ProviderPaths
{
    /// <summary>Where it begins.</summary>
    public const string Begin = "/sign-in/provider";

    /// <summary>Where the provider leads back to: entered there as redirect URI.</summary>
    public const string Callback = "/sign-in/oidc";

    /// <summary>Where the proven identity becomes a sign-in.</summary>
    public const string Done = "/sign-in/provider/done";

    /// <summary>Where it begins and, refused, ends; the provider leads back here after a sign-out.</summary>
    public const string SignIn = "/sign-in";

    /// <summary>Back to the sign-in page, which says why.</summary>
    /// <param name="refusal">Why.</param>
    /// <param name="code">What finds it in the log; empty: there is nothing to find.</param>
    /// <param name="returnUrl">Where the person wanted to go.</param>
    public static string Refused(ProviderRefusal refusal, string code, string? returnUrl = null) =>
        $"{SignIn}?refused={refusal}{(code.Length == 0 ? "" : $"&code={code}")}{(returnUrl is null or "/" ? "" : $"&returnUrl={Uri.EscapeDataString(returnUrl)}")}";
}
