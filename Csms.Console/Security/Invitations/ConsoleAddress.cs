namespace Csms.Console.Security.Invitations;

/// <summary>The address of this console for links that are read elsewhere.</summary>
internal static class ConsoleAddress
{
    /// <summary>
    /// What the setting Csms:PublicUrl says; null without it. All that the API goes by: the Host header is whatever its caller writes, and a
    /// link that is mailed would take its token there.
    /// </summary>
    public static Uri? Of(IConfiguration configuration) =>
        Uri.TryCreate(configuration["Csms:PublicUrl"], UriKind.Absolute, out var set) && set.Scheme is "http" or "https" ? set : null;

    /// <summary>The same, else what stands in the browser of whoever is signed in there.</summary>
    public static Uri Of(IConfiguration configuration, string browsed) => Of(configuration) ?? new Uri(browsed);
}
