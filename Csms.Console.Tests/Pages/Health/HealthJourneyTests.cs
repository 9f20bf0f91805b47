using Csms.Console.Tests.Support;
using Microsoft.Playwright;

namespace Csms.Console.Tests.Pages.Health;

/// <summary>The page as an administrator sees it, over a real database and a real station.</summary>
public sealed class HealthJourneyTests(BrowserHost host) : BrowserTest(host), IClassFixture<BrowserHost>
{
    [Fact]
    public async Task Health_OfARunningHost_ShowsDatabaseQueuesAndConnections()
    {
        await EnterAsync("HEALTH-01");
        await using var station = Station("HEALTH-01");
        await station.ConnectAndBootAsync(Deadline);
        var page = await Host.SignedInAsync("/admin/health");
        await Assertions.Expect(page.Locator(".kv", new() { HasText = "OCPP 2.0.1" })).ToContainTextAsync("1 / 1");
        await Assertions.Expect(page.Locator("tr", new() { HasText = "Raw messages" })).ToContainTextAsync("B");
        await Assertions.Expect(page.Locator("tr", new() { HasText = "frames" })).ToHaveCountAsync(1);
        // Live: the moment it is of goes on.
        var first = await page.Locator(".head time").InnerTextAsync();
        await Assertions.Expect(page.Locator(".head time")).Not.ToHaveTextAsync(first);
    }
}
