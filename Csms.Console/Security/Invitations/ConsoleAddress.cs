namespace Csms.Console.Security.Invitations;

/// <summary>The address of this console for links that are read elsewhere.</summary>
internal static class ConsoleAddress
{
    /// <summary>What the setting Csms:PublicUrl says, else what the caller uses.</summary>
    public static Uri Of(IConfiguration configuration, string called) =>
        Uri.TryCreate(configuration["Csms:PublicUrl"], UriKind.Absolute, out var set) ? set : new Uri(called);
}
