using Csms.Console.Tests.Support;
using Microsoft.Playwright;

namespace Csms.Console.Tests.Controls;

/// <summary>Where the keys go when a dialog opens, goes on and closes.</summary>
public sealed class DialogBrowserTests(BrowserHost host) : BrowserTest(host), IClassFixture<BrowserHost>
{
    [Fact]
    public async Task Form_Opened_HasItsFirstFieldFocusedAndNeverTakesTheFocusAgain()
    {
        var page = await Host.SignedInAsync("/tokens");
        await page.Clock.InstallAsync();
        await page.ReloadLiveAsync();
        await page.ClickAsync(".head .btn.p");
        await Assertions.Expect(page.Locator("#t-id")).ToBeFocusedAsync();

        await page.Keyboard.TypeAsync("04AA");
        await page.FocusAsync("#t-driver");
        await page.Clock.FastForwardAsync(5000);
        await page.Keyboard.TypeAsync("Ann");

        await Assertions.Expect(page.Locator("#t-id")).ToHaveValueAsync("04AA");
        await Assertions.Expect(page.Locator("#t-driver")).ToHaveValueAsync("Ann");
    }

    [Fact]
    public async Task Question_OfADangerousThing_IsNotOneEnterAwayAndGivesTheFocusBack()
    {
        await EnterTokenAsync("04DIALOG");
        var page = await Host.SignedInAsync("/tokens/04DIALOG");
        var delete = page.GetByRole(AriaRole.Button, new() { Name = "Delete" });
        await delete.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".rz-dialog .btn.d")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".rz-dialog .btn:not(.d)")).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".rz-dialog")).ToHaveCountAsync(0);
        await Assertions.Expect(delete).ToBeFocusedAsync();
    }
}
