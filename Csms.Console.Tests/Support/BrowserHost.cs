using Microsoft.Playwright;

namespace Csms.Console.Tests.Support;

/// <summary>The real host and the system's Chromium in front of it.</summary>
public sealed class BrowserHost : ConsoleHost
{
    private const string Chromium = "/usr/bin/chromium";

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <inheritdoc />
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Headless = true, Args = ["--no-sandbox", "--disable-dev-shm-usage"] });
    }

    /// <summary>A new person's browser at the given width.</summary>
    public async Task<IPage> OpenAsync(string path = "/", int width = 1440, int height = 900, ColorScheme scheme = ColorScheme.Light, string locale = "en-GB")
    {
        var context = await _browser!.NewContextAsync(new() { BaseURL = Address.ToString(), ViewportSize = new() { Width = width, Height = height }, ColorScheme = scheme, Locale = locale });
        var page = await context.NewPageAsync();
        await page.GotoAsync(path);
        return page;
    }

    /// <summary>Opens a page as the administrator and waits until its circuit is live.</summary>
    public async Task<IPage> SignedInAsync(string path = "/", int width = 1440, int height = 900, ColorScheme scheme = ColorScheme.Light, string locale = "en-GB")
    {
        var page = await OpenAsync($"/sign-in?returnUrl={Uri.EscapeDataString(path)}", width, height, scheme, locale);
        await SignInAsync(page, AdminEmail, AdminPassword);
        await page.WaitForSelectorAsync("html[data-link=live]");
        return page;
    }

    /// <summary>Fills and sends the sign-in form.</summary>
    public static async Task SignInAsync(IPage page, string email, string password)
    {
        await page.FillAsync("#email", email);
        await page.FillAsync("#password", password);
        await page.ClickAsync("button[type=submit]");
    }

    /// <inheritdoc />
    public override async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.CloseAsync();
        _playwright?.Dispose();
        await base.DisposeAsync();
    }
}
