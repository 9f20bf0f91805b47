using Csms.Bench.Runs;
using Csms.Bench.Targets;

namespace Csms.Bench.Pages;

/// <summary>How the console's pages are measured.</summary>
internal sealed record PagesOptions
{
    public int Times { get; init; } = 15;

    public string Email { get; init; } = CsmsHost.AdminEmail;

    public string Password { get; init; } = CsmsHost.AdminPassword;

    public string Chromium { get; init; } = ScreenOptions.DefaultChromium;
}
