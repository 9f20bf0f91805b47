using System.Text.RegularExpressions;
using Csms.Console.Security;
using Csms.Console.Tests.Support;
using Microsoft.Playwright;

namespace Csms.Console.Tests.Lists;

/// <summary>What every list can do, on the stations: columns, saved views, the filters on a phone.</summary>
public sealed class ListJourneyTests(BrowserHost host) : BrowserTest(host), IClassFixture<BrowserHost>
{
    [Fact]
    public async Task Columns_MovedAndHiddenWithTheKeys_AreKeptForThePerson()
    {
        await EnterAsync("COL-01");
        var page = await Host.AsAsync(Role.Technician, "/stations?q=COL-01");
        await Assertions.Expect(page.Locator(".vt-row")).ToHaveCountAsync(1);
        await page.FocusAsync("h1");
        await page.Keyboard.PressAsync("c");
        var menu = page.Locator(".colmenu");
        await Assertions.Expect(menu).ToBeVisibleAsync();
        await menu.GetByLabel("Move kW forward").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Head(page, 2)).ToHaveTextAsync("kW");
        await Assertions.Expect(menu.GetByLabel("Move kW forward")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Head(page, 1)).ToHaveTextAsync("kW");
        await menu.GetByLabel("Model", new() { Exact = true }).UncheckAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Columnheader, new() { Name = "Model" })).ToHaveCountAsync(0);
        await menu.GetByLabel("Serial number", new() { Exact = true }).CheckAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Columnheader, new() { Name = "Serial number" })).ToHaveCountAsync(1);

        var later = await Host.AsAsync(Role.Technician, "/stations?q=COL-01");
        await Assertions.Expect(Head(later, 1)).ToHaveTextAsync("kW");
        await Assertions.Expect(later.GetByRole(AriaRole.Columnheader, new() { Name = "Serial number" })).ToHaveCountAsync(1);
        await Assertions.Expect(later.GetByRole(AriaRole.Columnheader, new() { Name = "Model" })).ToHaveCountAsync(0);
        var other = await Host.AsAsync(Role.Operator, "/stations?q=COL-01");
        await Assertions.Expect(Head(other, 1)).ToHaveTextAsync("Site");

        await later.ClickAsync("[data-key=columns]");
        await later.ClickAsync(".colmenu [data-menu-item]");
        await Assertions.Expect(Head(later, 1)).ToHaveTextAsync("Site");
    }

    [Fact]
    public async Task View_SavedAsDefault_OpensTheListAndIsOnlyOnesOwn()
    {
        await EnterAsync("VIEW-01");
        var page = await Host.AsAsync(Role.Support, "/stations?q=VIEW-01&sort=-seen");
        await page.ClickAsync("[data-view=add]");
        await page.ClickAsync(".rz-dialog button[type=submit]");
        await Assertions.Expect(page.Locator(".rz-dialog .wrong")).ToHaveTextAsync("A name is needed.");
        await Assertions.Expect(page.GetByLabel("Everyone sees it")).ToHaveCountAsync(0); // Support may not share
        await page.FillAsync("#v-name", "Mine");
        await page.GetByLabel("Open the list with it").CheckAsync();
        await page.ClickAsync(".rz-dialog button[type=submit]");
        await Assertions.Expect(Tab(page, "Mine")).ToHaveAttributeAsync("aria-current", "true");

        var again = await Host.AsAsync(Role.Support, "/stations");
        await Assertions.Expect(Tab(again, "Mine")).ToHaveAttributeAsync("aria-current", "true");
        await Assertions.Expect(again.Locator(".filterbar input[type=search]")).ToHaveValueAsync("VIEW-01");
        await Assertions.Expect(again.GetByRole(AriaRole.Columnheader, new() { Name = "Last msg" })).ToHaveAttributeAsync("aria-sort", "descending");
        var other = await Host.AsAsync(Role.Viewer, "/stations?q=VIEW");
        await Assertions.Expect(other.Locator("[data-view=add]")).ToBeVisibleAsync();
        await Assertions.Expect(Tab(other, "Mine")).ToHaveCountAsync(0);

        await again.ClickAsync("[data-key=view]");
        await again.ClickAsync("[data-view=delete]");
        await again.ClickAsync(".rz-dialog .btn.d");
        await Assertions.Expect(Tab(again, "Mine")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task SharedView_ChangedByTwo_TheSecondIsToldAndDecides()
    {
        await EnterAsync("SHARE-01");
        var first = await Host.SignedInAsync("/stations?q=SHARE");
        await first.ClickAsync("[data-view=add]");
        await first.FillAsync("#v-name", "Ours");
        await first.GetByLabel("Everyone sees it").CheckAsync();
        await first.ClickAsync(".rz-dialog button[type=submit]");
        await Assertions.Expect(Tab(first, "Ours")).ToHaveAttributeAsync("aria-current", "true");

        var second = await Host.AsAsync(Role.Operator, "/stations");
        await Tab(second, "Ours").ClickAsync();
        await Assertions.Expect(Tab(second, "Ours")).ToHaveAttributeAsync("aria-current", "true");
        await SearchAsync(second, "SHARE-0");
        await SaveChangesAsync(second);
        await Assertions.Expect(second.Locator(".rz-dialog")).ToHaveCountAsync(0);
        await Assertions.Expect(Tab(second, "Ours").Locator(".n")).ToHaveCountAsync(0);

        await SearchAsync(first, "SHARE-01");
        await SaveChangesAsync(first);
        var told = first.Locator(".rz-dialog");
        await Assertions.Expect(told).ToContainTextAsync("operator@example.com changed this view");
        await told.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Assertions.Expect(first.Locator(".filterbar input[type=search]")).ToHaveValueAsync("SHARE-01"); // nothing of one's own is lost
        await SaveChangesAsync(first);
        await Assertions.Expect(Tab(first, "Ours").Locator(".n")).ToHaveCountAsync(0);

        var reader = await Host.AsAsync(Role.Viewer, "/stations");
        await Tab(reader, "Ours").ClickAsync();
        await Assertions.Expect(reader.Locator(".filterbar input[type=search]")).ToHaveValueAsync("SHARE-01");
        await SearchAsync(reader, "OTHER");
        await reader.ClickAsync("[data-key=view]");
        await Assertions.Expect(reader.Locator("[data-view=add]")).ToBeVisibleAsync();
        await Assertions.Expect(reader.Locator("[data-view=save], [data-view=edit], [data-view=delete]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Filters_OnAPhone_AreASheetThatSaysHowManyThereAre()
    {
        await EnterAsync("PHONE-01");
        var page = await Host.SignedInAsync("/stations?q=PHONE-01", 390, 844);
        await Assertions.Expect(page.Locator(".vt-card")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator(".fsheet")).ToBeHiddenAsync();
        await page.ClickAsync("[data-filters-open]");
        await Assertions.Expect(page.Locator("[data-filters-close]")).ToBeFocusedAsync();
        await page.Locator(".fsheet summary", new() { HasText = "State" }).ClickAsync();
        await page.Locator(".fsheet").GetByRole(AriaRole.Button, new() { Name = "Faulted" }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-filters-open]")).ToContainTextAsync("1");
        await Assertions.Expect(page.Locator(".vt-card")).ToHaveCountAsync(0);
        await page.Locator(".fsheet").GetByLabel("Remove filter State").ClickAsync();
        await Assertions.Expect(page.Locator(".vt-card")).ToHaveCountAsync(1);
        await page.SelectOptionAsync("#f-sort", "seen");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("sort=seen"));
        await page.ClickAsync("[data-filters-close]");
        await Assertions.Expect(page.Locator(".fsheet")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("[data-filters-open]")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator(".vt-card")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Tabs_WiderThanTheirPlace_AreListedInAMenu()
    {
        await EnterAsync("PHONE-02");
        var page = await Host.SignedInAsync("/stations/PHONE-02", 390, 844);
        await page.ClickAsync(".tabstrip summary");
        await page.Locator(".tabstrip .menu a", new() { HasText = "Notes" }).ClickAsync();
        await Assertions.Expect(page.Locator(".tabs [aria-selected=true]")).ToHaveTextAsync(new Regex("Notes"));
        await Assertions.Expect(page.Locator(".tabs [aria-selected=true]")).ToBeInViewportAsync(new() { Ratio = 1 });
        await Assertions.Expect(page.Locator(".tabstrip .menu")).ToBeHiddenAsync();
        var site = await Host.SignedInAsync("/sites");
        await Assertions.Expect(site.Locator(".tabstrip details:visible")).ToHaveCountAsync(0);
    }

    private static ILocator Head(IPage page, int place) => page.Locator(".vt-head [role=columnheader]:not(.box)").Nth(place);

    private static ILocator Tab(IPage page, string name) => page.Locator(".views.saved a", new() { HasText = name });

    private static async Task SearchAsync(IPage page, string text)
    {
        await page.FillAsync(".filterbar input[type=search]", text);
        await Assertions.Expect(page).ToHaveURLAsync(new Regex($"q={text}(&|$)"));
        await Assertions.Expect(Tab(page, "Ours").Locator(".n")).ToHaveCountAsync(1);
    }

    private static async Task SaveChangesAsync(IPage page)
    {
        await page.ClickAsync("[data-key=view]");
        await page.ClickAsync("[data-view=save]");
    }
}
