using Csms.Bench.Measures;
using Csms.Bench.Seeding;
using Csms.Bench.Targets;
using Microsoft.Playwright;

namespace Csms.Bench.Pages;

/// <summary>Opens the console's pages and works in its lists, in a browser, over a network with a long past. All times are the browser's own.</summary>
internal static class PagesRun
{
    private static readonly string[] Pages =
    [
        "/overview", "/map", "/stations", $"/stations/{SeedOptions.StationId(17)}", "/sessions", "/sessions/S-500000", "/incidents", "/sites", $"/sites/{SeedOptions.SiteId(3)}", "/tokens", "/reviews", "/bulk", "/admin/audit", "/admin/health",
    ];

    /// <summary>Notes when the circuit is up, from the document's start.</summary>
    private const string NoteLive = """
        window.benchLive = new Promise(done => {
          const look = () => document.documentElement?.dataset.link === 'live' ? done(performance.now()) : requestAnimationFrame(look);
          look();
        });
        """;

    /// <summary>The first contentful paint, also when it is still to come.</summary>
    private const string FirstPaint = """
        () => new Promise(done => new PerformanceObserver(list => {
          const paint = list.getEntriesByName('first-contentful-paint')[0];
          if (paint) done(paint.startTime);
        }).observe({ type: 'paint', buffered: true }))
        """;

    /// <summary>Arms a clock: it starts with the next key, click or input and stops with the frame in which the rows in view are others and none is a placeholder.</summary>
    private const string Arm = """
        () => {
          const grid = document.querySelector('.vt-scroll');
          const rows = () => {
            const box = grid.getBoundingClientRect();
            let text = '', filled = true;
            for (const row of grid.querySelectorAll('.vt-row')) {
              const place = row.getBoundingClientRect();
              if (place.bottom < box.top + 34 || place.top > box.bottom - 2) continue;
              filled &&= row.dataset.row !== undefined;
              text += (row.dataset.row ?? '') + row.querySelector('a')?.textContent + '\n';
            }
            return [text, filled && text !== ''];
          };
          const [before] = rows();
          let began = 0;
          for (const kind of ['input', 'click', 'keydown']) document.addEventListener(kind, () => began ||= performance.now(), { capture: true, once: true });
          const until = performance.now() + 3000;
          window.benchDone = new Promise(done => {
            const look = () => {
              const [now, filled] = rows();
              if (began && now !== before && filled) done(performance.now() - began);
              else if (performance.now() > until) done(-1);
              else requestAnimationFrame(look);
            };
            requestAnimationFrame(look);
          });
        }
        """;

    public static async Task<PagesResult> RunAsync(Target target, PagesOptions options, CancellationToken cancellation)
    {
        var load = Machine.LoadNow();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = options.Chromium, Headless = true, Args = ["--no-sandbox", "--disable-dev-shm-usage"] });
        await using var context = await browser.NewContextAsync(new() { BaseURL = new UriBuilder(target.Url) { Scheme = "http", Path = "" }.Uri.ToString(), ViewportSize = new() { Width = 1440, Height = 900 } });
        await context.AddInitScriptAsync(NoteLive);
        var page = await SignInAsync(context, options);
        var paints = new List<PaintResult>();
        foreach (var path in Pages) paints.Add(await PaintAsync(context, path, options.Times, cancellation));
        var lists = new List<ListResult>();
        lists.AddRange(await ListAsync(page, "/stations", [SeedOptions.StationId(4711), "SEED003", "SEED0991", ""], options.Times, sorts: true, cancellation));
        lists.AddRange(await ListAsync(page, "/sessions", [SeedOptions.StationId(4711), SeedOptions.TokenId(1234)[2..8], "SEED003", ""], options.Times, sorts: false, cancellation));
        lists.AddRange(await ListAsync(page, "/tokens", [SeedOptions.TokenId(1234), SeedOptions.TokenId(99)[..5], "0F", ""], options.Times, sorts: false, cancellation));
        return new PagesResult(target.Version, load, paints, lists);
    }

    private static async Task<IPage> SignInAsync(IBrowserContext context, PagesOptions options)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync("/sign-in");
        await page.FillAsync("#email", options.Email);
        await page.FillAsync("#password", options.Password);
        await page.ClickAsync("button[type=submit]");
        await page.WaitForSelectorAsync("html[data-link=live]");
        return page;
    }

    private static async Task<PaintResult> PaintAsync(IBrowserContext context, string path, int times, CancellationToken cancellation)
    {
        var (paints, lives) = (new List<double>(), new List<double>());
        for (var i = 0; i < times && !cancellation.IsCancellationRequested; i++)
        {
            var page = await context.NewPageAsync();
            await page.GotoAsync(path);
            lives.Add(await page.EvaluateAsync<double>("() => window.benchLive"));
            paints.Add(await page.EvaluateAsync<double>(FirstPaint));
            await page.CloseAsync();
        }

        return new PaintResult(path, Share(paints, .5), Share(paints, 1), Share(lives, .5));
    }

    private static async Task<List<ListResult>> ListAsync(IPage page, string path, string[] texts, int times, bool sorts, CancellationToken cancellation)
    {
        await OpenAsync();
        var grid = page.Locator(".vt-scroll");
        var heads = page.Locator("[role=columnheader] button");
        var results = new List<ListResult>();
        await MeasureAsync("searched", i => page.Locator("input[type=search]").First.FillAsync(texts[i % texts.Length]));
        await OpenAsync(); // without what was searched for
        if (sorts) await MeasureAsync("sorted", async i => await heads.Nth(i / 2 % await heads.CountAsync()).ClickAsync());
        await MeasureAsync("End and Home", i => grid.PressAsync(i % 2 == 0 ? "End" : "Home"));
        await OpenAsync();
        await MeasureAsync("a page down", _ => grid.PressAsync("PageDown"));
        return results;

        async Task OpenAsync()
        {
            await page.GotoAsync(path);
            await page.WaitForSelectorAsync("html[data-link=live]");
            await page.WaitForSelectorAsync("[data-row]");
        }

        async Task MeasureAsync(string act, Func<int, Task> doAsync)
        {
            var took = new List<double>();
            for (var i = 0; i < times && !cancellation.IsCancellationRequested; i++)
            {
                await page.EvaluateAsync(Arm);
                await doAsync(i);
                // An act that changes nothing in view (the end was there already) is none.
                if (await page.EvaluateAsync<double>("() => window.benchDone") is >= 0 and var ms) took.Add(ms);
            }

            if (took.Count == 0) throw new BenchException($"{path}: \"{act}\" changed no row in view.");
            results.Add(new ListResult(path, act, took.Count, Share(took, .5), Share(took, .95)));
        }
    }

    private static double Share(List<double> values, double share)
    {
        values.Sort();
        return Math.Round(values[Math.Min(values.Count - 1, (int)(values.Count * share))], 1);
    }
}
