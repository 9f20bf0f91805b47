using Csms.Console.Tests.Support;
using Microsoft.Playwright;

namespace Csms.Console.Tests.Pages;

/// <summary>What holds for every page, in both themes, wide and narrow: accessible, one heading, no error on the console, nobody else asked.</summary>
[Collection(PagesCollection.Name)]
public sealed class PageLookTests(PagesHost host) : BrowserTest(host)
{
    private const int Wide = 1440, Narrow = 390, Height = 900;

    /// <summary>The paths of the table.</summary>
    public static TheoryData<string> Paths => [.. ConsolePages.All.Select(page => page.Path)];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Page_InBothThemesWideAndNarrow_IsInOrder(string path)
    {
        var entry = ConsolePages.All.Single(page => page.Path == path);
        var page = await host.VisitAsync(entry, Wide, Height);

        await page.InOrderAsync("light");
        await Assertions.Expect(page.Locator("h1")).ToHaveCountAsync(1);
        foreach (var opener in entry.Dialogs) await DialogAsync(page, opener, "light");

        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        foreach (var opener in entry.Dialogs) await DialogAsync(page, opener, "dark");
        await page.SetViewportSizeAsync(Narrow, Height);
        await page.WaitForSelectorAsync(entry.Ready);
        await page.InOrderAsync("dark and narrow");
        await Assertions.Expect(page.Locator("h1")).ToHaveCountAsync(1);

        Assert.Equal("", string.Join('\n', host.TakeComplaints()));
    }

    [Theory]
    [InlineData("/stations", "summary:has(.ava)", "details[open] .menu")]
    [InlineData("/stations", "summary.theme-icon", "details[open] .menu")]
    [InlineData("/stations", ".topbar .find", ".palette .hit")]
    [InlineData("/stations", ".filterbar summary >> nth=0", ".filterbar details[open]")]
    [InlineData("/stations", "[data-key=columns]", "details[open] .colmenu")]
    [InlineData($"/stations/{PagesHost.Charging}", ".station .top .head [data-key=actions]", "details[open] .menu")]
    public async Task Layer_Opened_IsInOrder(string path, string opener, string layer)
    {
        var page = await host.VisitAsync(ConsolePages.All.Single(page => page.Path == path), Wide, Height);
        await page.ClickAsync(opener);
        await Assertions.Expect(page.Locator(layer).First).ToBeVisibleAsync();
        await page.InOrderAsync("light");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await page.InOrderAsync("dark");
        Assert.Equal("", string.Join('\n', host.TakeComplaints()));
    }

    [Fact]
    public async Task Look_AtAFault_SeesIt()
    {
        var page = await host.VisitAsync(ConsolePages.All.Single(page => page.Path == "/signed-out"), Wide, Height);
        await page.EvaluateAsync("() => document.querySelector('h1').append(document.createElement('img'))");
        var seen = await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => page.InOrderAsync("light"));
        Assert.Contains("image-alt", seen.Message, StringComparison.Ordinal);
    }

    private static async Task DialogAsync(IPage page, string opener, string look)
    {
        await page.ClickAsync(opener);
        var dialog = page.Locator(".rz-dialog");
        await Assertions.Expect(dialog.Locator(".formbar button, button[type=submit]").First).ToBeVisibleAsync();
        await dialog.InOrderAsync($"{look}, {opener}");
        await page.Locator(".rz-dialog-titlebar-close").ClickAsync();
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
    }
}
