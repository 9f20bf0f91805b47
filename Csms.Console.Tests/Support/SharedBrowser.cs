using Microsoft.Playwright;

namespace Csms.Console.Tests.Support;

/// <summary>The one Chromium of the test run: started by the first host that asks, ended when the last has given it back.</summary>
internal static class SharedBrowser
{
    /// <summary>Patience of every expectation, ms: a loaded machine of two cores runs hosts, browsers and stations side by side.</summary>
    public const float Patience = 60_000;

    // The shell draws no windows of its own: a third less of the processor for the same engine.
    private static readonly string[] _installed = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];
    private static readonly SemaphoreSlim _gate = new(1, 1);
    private static IPlaywright? _playwright;
    private static IBrowser? _browser;
    private static int _users;

    public static async Task<IBrowser> TakeAsync()
    {
        await _gate.WaitAsync();
        try
        {
            Assertions.SetDefaultExpectTimeout(Patience);
            _playwright ??= await Playwright.CreateAsync();
            _browser ??= await _playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = Environment.GetEnvironmentVariable("CSMS_CHROMIUM") is { Length: > 0 } named ? named : _installed.FirstOrDefault(File.Exists) ?? _installed[^1],
                Headless = true,
                Args = ["--no-sandbox", "--disable-dev-shm-usage"],
            });
            _users++;
            return _browser;
        }
        finally
        {
            _gate.Release();
        }
    }

    public static async Task GiveBackAsync()
    {
        await _gate.WaitAsync();
        try
        {
            if (--_users > 0) return;
            if (_browser is not null) await _browser.CloseAsync();
            _playwright?.Dispose();
            (_browser, _playwright) = (null, null);
        }
        finally
        {
            _gate.Release();
        }
    }
}
