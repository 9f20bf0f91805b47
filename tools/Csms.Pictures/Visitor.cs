using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Csms.Pictures;

/// <summary>A person in front of a browser.</summary>
internal sealed partial class Visitor : IAsyncDisposable
{
    private const float Patience = 20_000;

    /// <summary>What a designer would see: the page or a box in it wider than the window, words cut off that nothing tells in full.</summary>
    private const string Inspect = """
        () => {
          const found = [], wide = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth > wide) found.push(`page is ${document.documentElement.scrollWidth} px wide, the window ${wide}`);
          const name = e => `${e.tagName.toLowerCase()}${e.id ? '#' + e.id : ''}${typeof e.className === 'string' && e.className ? '.' + e.className.trim().split(/\s+/).join('.') : ''}`;
          const seen = new Set();
          const tell = text => { if (!seen.has(text)) { seen.add(text); found.push(text); } };
          for (const e of document.querySelectorAll('body *')) {
            const box = e.getBoundingClientRect(), style = getComputedStyle(e);
            if (box.width < 2 || box.height < 2 || style.visibility === 'hidden' || e.closest('.sr, svg, canvas')) continue;
            const scrolls = (() => { for (let p = e.parentElement; p; p = p.parentElement) { const x = getComputedStyle(p).overflowX; if (x !== 'visible') return true; } return false; })();
            if (box.right > wide + 1 && !scrolls) tell(`${name(e)} ends at ${Math.round(box.right)} px of ${wide}`);
            const own = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
            if (own && e.scrollWidth > e.clientWidth + 1 && style.overflowX !== 'visible' && style.overflowX !== 'auto' && style.overflowX !== 'scroll' && e.clientWidth > 0
                && !e.closest('[title]') && !e.querySelector('[title]')) tell(`${name(e)} cuts "${e.textContent.trim().slice(0, 60)}"`);
            if (own && style.overflowX === 'visible' && e.scrollWidth > e.clientWidth + 2 && e.clientWidth > 0 && style.display !== 'inline' && ['BUTTON', 'A', 'SUMMARY', 'H1', 'H2', 'LABEL'].includes(e.tagName)) tell(`${name(e)} is too narrow for "${e.textContent.trim().slice(0, 60)}"`);
          }
          return found;
        }
        """;

    /// <summary>Notes when a page first showed something and what moved without a press (https://web.dev/articles/cls).</summary>
    private const string Watch = """
        (() => {
          const paint = window.picturesPaint = { first: 0, shift: 0, moved: [] };
          new PerformanceObserver(list => { for (const e of list.getEntries()) if (e.name === 'first-contentful-paint') paint.first = e.startTime; }).observe({ type: 'paint', buffered: true });
          new PerformanceObserver(list => {
            for (const e of list.getEntries()) {
              if (e.hadRecentInput) continue;
              paint.shift += e.value;
              for (const { node } of e.sources ?? []) if (node?.nodeType === 1) paint.moved.push(`${node.tagName.toLowerCase()}.${String(node.getAttribute('class') ?? '').trim().split(/\s+/)[0]}`);
            }
          }).observe({ type: 'layout-shift', buffered: true });
        })();
        """;

    /// <summary>Above these a person waits, or sees the page jump.</summary>
    private const string Judge = """
        () => {
          const paint = window.picturesPaint, found = [];
          if (paint.first > 1000) found.push(`first paint after ${Math.round(paint.first)} ms`);
          if (paint.shift > .05) found.push(`layout shift ${paint.shift.toFixed(3)} by ${[...new Set(paint.moved)].slice(0, 8).join(', ')}`);
          return found;
        }
        """;

    private readonly IBrowserContext _context;
    private readonly IPage _page;
    private readonly Look _look;
    private readonly List<string> _errors = [];

    private Visitor(IBrowserContext context, IPage page, Look look)
    {
        (_context, _page, _look) = (context, page, look);
        page.Console += (_, message) => { if (message.Type == "error") Note($"console: {message.Text}"); };
        page.PageError += (_, error) => Note($"script: {error}");
    }

    /// <summary>Without an account.</summary>
    public static async Task<Visitor> ArriveAsync(IBrowser browser, Uri host, Look look)
    {
        var context = await browser.NewContextAsync(look.Context(host));
        await context.AddInitScriptAsync(Watch);
        return new Visitor(context, await context.NewPageAsync(), look);
    }

    /// <summary>Signed in.</summary>
    public static async Task<Visitor> EnterAsync(IBrowser browser, Uri host, Look look, PictureOptions options)
    {
        var visitor = await ArriveAsync(browser, host, look);
        await visitor._page.GotoAsync("/sign-in");
        await visitor._page.FillAsync("input[type=email]", options.Email);
        await visitor._page.FillAsync("input[type=password]", options.Password);
        await visitor._page.ClickAsync("button[type=submit]");
        try
        {
            await visitor.LiveAsync();
        }
        catch (TimeoutException)
        {
            throw new PictureException($"{options.Email} does not get into {host}: the page is {visitor._page.Url}.");
        }

        return visitor;
    }

    /// <summary>The last part of the first link on a page that leads under <paramref name="under"/>; null when there is none.</summary>
    public async Task<string?> FirstLinkAsync(string path, string under)
    {
        await _page.GotoAsync(path);
        await LiveAsync();
        var link = _page.Locator($"main a[href^='{under}']:not([href='{under}new']):not([href='{under}rules']):not([download]):not([href*='?'])").First;
        try
        {
            await link.WaitForAsync(new() { Timeout = 3_000 });
        }
        catch (TimeoutException)
        {
            return null;
        }

        return LastPart().Match(await link.GetAttributeAsync("href") ?? "") is { Success: true } match ? match.Value : null;
    }

    /// <summary>Makes a job for a technician at one station; gives its number and the address of its link, which is told only once.</summary>
    public async Task<(string Id, string Link)> MakeJobAsync(string station)
    {
        await _page.GotoAsync($"/stations?q={Uri.EscapeDataString(station)}");
        await LiveAsync();
        await _page.Locator(".vt-row input[data-select]").First.ClickAsync();
        await _page.ClickAsync("[data-key=job]");
        await _page.FillAsync("#j-title", "Commissioning");
        await _page.ClickAsync("[data-key=make]");
        var link = new Uri(await _page.Locator(".rz-dialog .copybox code").InnerTextAsync()).AbsolutePath;
        await _page.ClickAsync("[data-key=done]");
        await _page.WaitForURLAsync("**/jobs/*");
        return (new Uri(_page.Url).Segments[^1], link);
    }

    /// <summary>Opens a page, waits until it stands, takes its picture and says what is wrong with it.</summary>
    public async Task<IReadOnlyList<string>> TakeAsync(ConsolePage page, IReadOnlyDictionary<string, string> names, DirectoryInfo folder)
    {
        lock (_errors) _errors.Clear();
        var path = names.Aggregate(page.Path, (text, name) => text.Replace(name.Key, name.Value, StringComparison.Ordinal));
        var findings = new List<string>();
        await _page.GotoAsync(path);
        try
        {
            if (!page.Still) await LiveAsync();
            await StandsAsync();
            if (page.Menu is { } menu) await PressAsync(menu, "details[open]");
            if (page.Press is { } press) await PressAsync(press, ".rz-dialog, [role=dialog], aside.detail");
        }
        catch (TimeoutException exception)
        {
            findings.Add($"did not stand: {exception.Message.Split('\n')[0]}");
        }

        await _page.ScreenshotAsync(new() { Path = Path.Combine(folder.FullName, $"{page.Name}-{_look.Name}.png") });
        findings.AddRange(await _page.EvaluateAsync<string[]>(Inspect));
        findings.AddRange(await _page.EvaluateAsync<string[]>(Judge));
        lock (_errors)
        {
            // The answer to a page that does not exist is no fault of it.
            findings.AddRange(_errors.Where(error => page.Name is not ("not-found" or "job-phone-gone") || !error.Contains("404", StringComparison.Ordinal)));
        }

        return findings;
    }

    public async ValueTask DisposeAsync() => await _context.CloseAsync();

    private async Task PressAsync(string what, string opens)
    {
        await _page.Locator(what).Locator("visible=true").First.ClickAsync(new() { Timeout = Patience });
        await _page.Locator(opens).Locator("visible=true").First.WaitForAsync(new() { Timeout = Patience });
        await StandsAsync();
    }

    private Task LiveAsync() => _page.WaitForSelectorAsync("html[data-link=live]", new() { Timeout = Patience });

    // No skeleton left, and nothing moved between two looks.
    private Task StandsAsync() => _page.WaitForFunctionAsync("""
        () => {
          const now = document.querySelectorAll('.skel').length === 0 ? document.body.innerText.length + ':' + document.querySelectorAll('body *').length : null;
          const stands = now !== null && window.picturesBefore === now;
          window.picturesBefore = now;
          return stands;
        }
        """, null, new() { PollingInterval = 300, Timeout = Patience });

    private void Note(string error)
    {
        lock (_errors) _errors.Add(error);
    }

    [GeneratedRegex("[^/]+$")]
    private static partial Regex LastPart();
}
