using Microsoft.AspNetCore.Components;

namespace Csms.Console.Pages.Admin;

/// <summary>The address of this console for links that are read elsewhere.</summary>
internal static class ConsoleAddress
{
    /// <summary>What the setting Csms:PublicUrl says, else what this browser uses.</summary>
    public static Uri Of(IConfiguration configuration, NavigationManager navigation) =>
        Uri.TryCreate(configuration["Csms:PublicUrl"], UriKind.Absolute, out var set) ? set : new Uri(navigation.BaseUri);
}
