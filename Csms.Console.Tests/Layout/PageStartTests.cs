using Csms.Console.Tests.Support;
using Microsoft.Playwright;

namespace Csms.Console.Tests.Layout;

/// <summary>A page on a slow link: drawn, and its circuit is not there yet.</summary>
public sealed class PageStartTests(BrowserHost host) : BrowserTest(host), IClassFixture<BrowserHost>
{
    [Fact]
    public async Task Page_BeforeItsCircuitIsThere_TakesNoClickThatWouldBeLost_AndItsLinksLeadOn()
    {
        var page = await Host.SignedInAsync("/tokens");
        var arrived = new TaskCompletionSource();
        await page.RouteAsync("**/_framework/blazor.web.js", async route =>
        {
            await arrived.Task;
            await route.ContinueAsync();
        });
        await page.GotoAsync("/tokens", new() { WaitUntil = WaitUntilState.Commit });
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-link", "starting");
        var add = page.Locator(".head .btn.p");
        await Assertions.Expect(add).ToHaveCSSAsync("pointer-events", "none");
        await Assertions.Expect(page.Locator("main")).ToHaveCSSAsync("cursor", "progress");
        await Assertions.Expect(page.Locator("[data-list-search]")).ToHaveCSSAsync("pointer-events", "none");
        await Assertions.Expect(page.Locator(".find")).ToHaveCSSAsync("pointer-events", "none");
        await Assertions.Expect(page.Locator(".topbar .catching")).ToBeVisibleAsync();

        // Whoever presses goes on pressing until the button takes it; nothing was heard before, and one press is one dialog.
        var press = add.ClickAsync();
        await Assertions.Expect(page.Locator(".rz-dialog")).ToHaveCountAsync(0);
        arrived.SetResult();
        await press;
        await Assertions.Expect(page.Locator("#t-id")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".topbar .on")).ToBeVisibleAsync();

        arrived = new TaskCompletionSource();
        await page.GotoAsync("/stations", new() { WaitUntil = WaitUntilState.Commit });
        await page.Locator(".nav a[href='/sites']").ClickAsync();
        arrived.SetResult();
        await page.LiveAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Sites");
    }
}
