using Csms.Console.Tests.Support;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
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
        host.TakeComplaints();
        var page = await OpenAsync(entry);

        await InOrderAsync(page, "light");
        await Assertions.Expect(page.Locator("h1")).ToHaveCountAsync(1);
        foreach (var opener in entry.Dialogs) await DialogAsync(page, opener, "light");

        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        foreach (var opener in entry.Dialogs) await DialogAsync(page, opener, "dark");
        await page.SetViewportSizeAsync(Narrow, Height);
        await page.WaitForSelectorAsync(entry.Ready);
        await InOrderAsync(page, "dark and narrow");
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
        host.TakeComplaints();
        var page = await OpenAsync(ConsolePages.All.Single(page => page.Path == path));
        await page.ClickAsync(opener);
        await Assertions.Expect(page.Locator(layer).First).ToBeVisibleAsync();
        await InOrderAsync(page, "light");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await InOrderAsync(page, "dark");
        Assert.Equal("", string.Join('\n', host.TakeComplaints()));
    }

    private async Task<IPage> OpenAsync(ConsolePage entry)
    {
        var path = host.PathOf(entry.Path);
        var page = entry.IsPublic ? await host.OpenAsync(path, Wide, Height) : await host.SignedInAsync(path, Wide, Height, live: !entry.IsStill);
        await page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        await page.WaitForSelectorAsync(entry.Ready);
        return page;
    }

    private static async Task DialogAsync(IPage page, string opener, string look)
    {
        await page.ClickAsync(opener);
        var dialog = page.Locator(".rz-dialog");
        await Assertions.Expect(dialog.Locator(".formbar button, button[type=submit]").First).ToBeVisibleAsync();
        InOrder(await dialog.RunAxe(), $"{look}, {opener}");
        await page.Locator(".rz-dialog-titlebar-close").ClickAsync();
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
    }

    private static async Task InOrderAsync(IPage page, string look) => InOrder(await page.RunAxe(), look);

    private static void InOrder(AxeResult findings, string look) =>
        Assert.True(findings.Violations.Length == 0, string.Join('\n', findings.Violations.Select(violation => $"{look}: {violation.Impact} {violation.Id}: {string.Join(" | ", violation.Nodes.Select(node => node.Html))}")));
}
