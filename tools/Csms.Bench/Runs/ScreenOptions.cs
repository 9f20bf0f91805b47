using Csms.Bench.Targets;

namespace Csms.Bench.Runs;

/// <summary>How frame to screen is measured.</summary>
internal sealed record ScreenOptions
{
    public const string DefaultChromium = "/usr/bin/chromium";
    public const string DefaultPage = "/stations/{station}";

    /// <summary>The stations grid, narrowed to the one station: a long list draws only the rows in view.</summary>
    public const string ListPage = "/stations?q={station}";

    /// <summary>Path of the page; {station} stands for the identity.</summary>
    public string Page { get; init; } = DefaultPage;

    public int Samples { get; init; } = 200;

    public string Chromium { get; init; } = DefaultChromium;

    public string Email { get; init; } = CsmsHost.AdminEmail;

    public string Password { get; init; } = CsmsHost.AdminPassword;

    /// <summary>Prefix of the one station that changes.</summary>
    public string Prefix { get; init; } = "SCREEN";

    /// <summary>Calls a second that others make meanwhile; told in the result.</summary>
    public double Background { get; init; }
}
