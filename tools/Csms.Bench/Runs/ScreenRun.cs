using System.Diagnostics;
using Csms.Bench.Fleet;
using Csms.Bench.Measures;
using Csms.Bench.Targets;
using Microsoft.Playwright;

namespace Csms.Bench.Runs;

/// <summary>
/// Frame to screen: a browser has a page open, a station changes its state, a MutationObserver notes when the document shows it. The
/// browser's clock and ours are the machine's: the moment is read as timeOrigin + now.
/// </summary>
internal static class ScreenRun
{
    private static readonly string[] States = ["Preparing", "Available"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Where the page shows the station: its row of a list, or the whole page of that one station.</summary>
    private const string Shows = """
          const place = [...document.querySelectorAll('[role=row],tr')].find(x => x.textContent.includes(station)) ?? (location.pathname.includes(station) ? document.querySelector('main') : null);
          return place !== null && place.querySelector('.st-' + wanted) !== null;
        """;

    /// <summary>Arms an observer for one change; the promise gives the moment, in milliseconds since 1970, or 0 when it never showed.</summary>
    private const string Arm = $$"""
        ([station, wanted, patience]) => {
          const shows = () => {
            {{Shows}}
          };
          window.benchShown = new Promise(done => {
            if (shows()) { done(-1); return; }
            const observer = new MutationObserver(() => {
              if (!shows()) return;
              observer.disconnect();
              done(performance.timeOrigin + performance.now());
            });
            observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
            setTimeout(() => { observer.disconnect(); done(0); }, patience);
          });
        }
        """;

    public static async Task<ScreenResult> RunAsync(Target target, ScreenOptions options, CancellationToken cancellation)
    {
        var load = Machine.LoadNow();
        using var fleet = new StationFleet(target.Url, new FleetOptions { Stations = 1, Prefix = options.Prefix }, TimeProvider.System);
        await fleet.ConnectAsync(cancellation);
        var station = fleet.Stations[0];
        station.Status(1, States[^1], Stopwatch.GetTimestamp());

        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = options.Chromium, Headless = true, Args = ["--no-sandbox", "--disable-dev-shm-usage"] });
        var path = options.Page.Replace("{station}", Uri.EscapeDataString(station.Script.Station), StringComparison.Ordinal);
        var page = await SignInAsync(browser, new UriBuilder(target.Url) { Scheme = "http", Path = "" }.Uri, path, station.Script.Station, options);

        var shown = new Histogram();
        var missed = 0;
        for (var i = 0; i < options.Samples && !cancellation.IsCancellationRequested; i++)
        {
            var state = States[i % States.Length];
            await page.EvaluateAsync(Arm, new object[] { station.Script.Station, StateSlug(state), Patience.TotalMilliseconds });
            var sent = TimeProvider.System.GetUtcNow();
            station.Status(1, state, Stopwatch.GetTimestamp());
            var at = await page.EvaluateAsync<double>("() => window.benchShown");
            if (at < 0) throw new BenchException($"The page {path} shows {state} before it is so: it does not show the state of {station.Script.Station} alone.");
            if (at == 0) missed++;
            else shown.Add((long)(Math.Max(0, at - (sent - DateTimeOffset.UnixEpoch).TotalMilliseconds) / 1000 * Stopwatch.Frequency));
            // Not in step with any tick of the page, four changes a second: a page redraws five times a second for as long as things keep changing.
            await Task.Delay(TimeSpan.FromMilliseconds(40 + i * 37 % 360), cancellation);
        }

        if (missed == options.Samples) throw new BenchException($"The page {path} never showed a change.");
        return new ScreenResult(target.Name, target.Version, load, options.Page, options.Background, shown.Summary(), missed);
    }

    private static string StateSlug(string state) => state.ToLowerInvariant();

    private static async Task<IPage> SignInAsync(IBrowser browser, Uri host, string path, string station, ScreenOptions options)
    {
        var context = await browser.NewContextAsync(new() { BaseURL = host.ToString(), ViewportSize = new() { Width = 1440, Height = 900 } });
        var page = await context.NewPageAsync();
        await page.GotoAsync($"/sign-in?returnUrl={Uri.EscapeDataString(path)}");
        await page.FillAsync("#email", options.Email);
        await page.FillAsync("#password", options.Password);
        await page.ClickAsync("button[type=submit]");
        await page.WaitForSelectorAsync("html[data-link=live]");
        try
        {
            await page.WaitForFunctionAsync($"([station, wanted]) => {{ {Shows} }}", new object[] { station, StateSlug(States[^1]) });
        }
        catch (TimeoutException)
        {
            throw new BenchException($"The page {path} does not show {station}: narrow a long list to it, as in --page {ScreenOptions.ListPage}.");
        }

        return page;
    }
}
