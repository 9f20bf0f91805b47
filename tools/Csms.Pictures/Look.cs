using Microsoft.Playwright;

namespace Csms.Pictures;

/// <summary>One way to look at a page.</summary>
/// <param name="Width">Of the window, in CSS pixels.</param>
/// <param name="Theme">"light" or "dark".</param>
/// <param name="Language">"en" or "de".</param>
internal sealed record Look(int Width, string Theme, string Language)
{
    public const int Phone = 390, Desk = 1440;

    public static IReadOnlyList<int> Widths { get; } = [Desk, Phone];
    public static IReadOnlyList<string> Themes { get; } = ["light", "dark"];
    public static IReadOnlyList<string> Languages { get; } = ["en", "de"];

    /// <summary>Last part of a picture's file name.</summary>
    public string Name => $"{Width}-{Theme}-{Language}";

    /// <summary>A browser of a person who looks so.</summary>
    public BrowserNewContextOptions Context(Uri host) => new()
    {
        BaseURL = host.ToString(),
        ViewportSize = new() { Width = Width, Height = Width == Phone ? 844 : 900 },
        ColorScheme = Theme == "dark" ? ColorScheme.Dark : ColorScheme.Light,
        Locale = Language == "de" ? "de-DE" : "en-GB",
        TimezoneId = "Europe/Berlin",
    };
}
