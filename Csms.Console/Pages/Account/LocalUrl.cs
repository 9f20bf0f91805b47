namespace Csms.Console.Pages.Account;

/// <summary>Addresses that a form may lead back to: inside this console only.</summary>
internal static class LocalUrl
{
    /// <summary>The address when it is local, else the start page. "//host", "/\host" and control characters lead away and are refused.</summary>
    public static string OrStart(string? url) =>
        url is ['/'] or ['/', not ('/' or '\\'), ..] && !url.Any(char.IsControl) ? url : "/";
}
