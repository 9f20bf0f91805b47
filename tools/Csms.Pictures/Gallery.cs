using Microsoft.Playwright;

namespace Csms.Pictures;

/// <summary>Walks through the console with each look and takes the pictures.</summary>
internal static class Gallery
{
    private static readonly TimeSpan NetworkPatience = TimeSpan.FromMinutes(15);

    /// <summary>Makes the pictures; gives the number of findings.</summary>
    public static async Task<int> MakeAsync(PictureOptions options, CancellationToken cancellation)
    {
        if (!options.Pages.Any()) throw new PictureException($"No page is called {string.Join(", ", options.Only)}. There are: {string.Join(", ", ConsolePage.All.Select(page => page.Name))}");
        options.Folder.Create();
        await using var demo = options.Url is null ? await DemoConsole.StartAsync(cancellation) : null;
        var host = options.Url ?? demo!.Address;
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = options.Chromium, Headless = true, Args = ["--no-sandbox", "--disable-dev-shm-usage"] });

        var names = await NamesAsync(browser, host, options, cancellation);
        await Task.Delay(options.Warm, cancellation);
        var (pictures, findings) = (0, 0);
        foreach (var look in options.Looks)
        {
            await using var stranger = await Visitor.ArriveAsync(browser, host, look);
            await using var visitor = await Visitor.EnterAsync(browser, host, look, options);
            foreach (var page in options.Pages.Where(page => !page.Desk || look.Width == Look.Desk))
            {
                cancellation.ThrowIfCancellationRequested();
                foreach (var finding in await (page.Public ? stranger : visitor).TakeAsync(page, names, options.Folder))
                {
                    findings++;
                    await System.Console.Out.WriteLineAsync($"{page.Name} {look.Name}: {finding}");
                }

                pictures++;
            }
        }

        await System.Console.Out.WriteLineAsync($"{pictures} pictures in {options.Folder.FullName}, {findings} findings");
        return findings;
    }

    // Waits until the network has a session that runs and one that has ended, and notes what there is to open.
    private static async Task<Dictionary<string, string>> NamesAsync(IBrowser browser, Uri host, PictureOptions options, CancellationToken cancellation)
    {
        await using var visitor = await Visitor.EnterAsync(browser, host, new Look(Look.Desk, "light", "en"), options);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(NetworkPatience);
        while (true)
        {
            var running = await visitor.FirstLinkAsync("/sessions?state=active", "/sessions/");
            var ended = await visitor.FirstLinkAsync("/sessions?state=completed", "/sessions/");
            if (running is not null && ended is not null)
            {
                var station = await visitor.FirstLinkAsync($"/sessions/{running}", "/stations/") ?? throw new PictureException($"Session {running} names no station.");
                var (job, link) = await visitor.MakeJobAsync(station);
                return new(StringComparer.Ordinal)
                {
                    ["{job}"] = job,
                    ["{job-link}"] = link,
                    ["{running}"] = running,
                    ["{session}"] = ended,
                    ["{station}"] = station,
                    ["{site}"] = await visitor.FirstLinkAsync("/sites", "/sites/") ?? throw new PictureException("The console knows no site."),
                    // A network without incidents shows that the incident is not there.
                    ["{incident}"] = await visitor.FirstLinkAsync("/incidents", "/incidents/") ?? "0",
                    ["{token}"] = await visitor.FirstLinkAsync("/tokens", "/tokens/") ?? throw new PictureException("The console knows no token."),
                };
            }

            try
            {
                await Task.Delay(TimeSpan.FromSeconds(2), patience.Token);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                throw new PictureException($"Within {NetworkPatience.TotalMinutes:0} minutes there was no session to look at on {host}.");
            }
        }
    }
}
