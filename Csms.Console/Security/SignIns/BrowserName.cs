namespace Csms.Console.Security.SignIns;

/// <summary>"Firefox on Windows" from what a browser says it is: enough to recognise one's own, never for a decision. Pure.</summary>
internal static class BrowserName
{
    // In this order: Edge and Opera also say Chrome, Chrome also says Safari.
    private static readonly (string Mark, string Name)[] _browsers =
        [("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("HeadlessChrome/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"), ("curl/", "curl")];

    private static readonly (string Mark, string Name)[] _systems =
        [("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS X", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux")];

    /// <summary>Browser and system; null where it says nothing known.</summary>
    public static (string? Browser, string? System) Of(string agent) => (First(_browsers, agent), First(_systems, agent));

    private static string? First((string Mark, string Name)[] known, string agent) =>
        known.FirstOrDefault(one => agent.Contains(one.Mark, StringComparison.Ordinal)).Name;
}
