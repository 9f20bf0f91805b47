using Csms.Console.Tests.Support;
using Microsoft.Playwright;

namespace Csms.Console.Tests.Controls;

/// <summary>A list is walked through with the keys alone.</summary>
public sealed class VirtualTableBrowserTests(BrowserHost host) : BrowserTest(host), IClassFixture<BrowserHost>
{
    private const int Stations = 120;

    [Fact]
    public async Task Keys_InAList_MoveTheCurrentRowAndEnterOpensIt()
    {
        for (var i = 0; i < Stations; i++) await EnterAsync($"KEYS-{i:000}");
        var page = await Host.SignedInAsync("/stations?sort=station");
        await Assertions.Expect(page.Locator(".vt-row", new() { HasText = "KEYS-000" })).ToBeVisibleAsync();
        await page.WaitForSelectorAsync(".vt[data-ready] .vt-scroll"); // before that nobody listens to the keys
        await page.FocusAsync(".vt-scroll");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowUp");
        await CurrentIsAsync(page, "KEYS-000");
        await page.Keyboard.PressAsync("End");
        await CurrentIsAsync(page, $"KEYS-{Stations - 1:000}");
        await page.Keyboard.PressAsync("Home");
        await CurrentIsAsync(page, "KEYS-000");
        await page.Keyboard.PressAsync("PageDown");
        await CurrentIsAsync(page, "KEYS-015");

        // Faster than the server answers: Enter opens what these keys lead to, not what was current when it was pressed.
        await page.Keyboard.PressAsync("End");
        await page.Keyboard.PressAsync("k");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync($"KEYS-{Stations - 2:000}");
    }

    private static async Task CurrentIsAsync(IPage page, string id)
    {
        var current = page.Locator(".vt-row[data-current]");
        await Assertions.Expect(current).ToContainTextAsync(id);
        await Assertions.Expect(current).ToBeInViewportAsync();
    }
}
