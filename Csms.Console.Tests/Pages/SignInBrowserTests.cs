using Csms.Console.Tests.Support;
using Microsoft.Playwright;

namespace Csms.Console.Tests.Pages;

public sealed class SignInBrowserTests(BrowserHost host) : BrowserTest(host), IClassFixture<BrowserHost>
{
    [Fact]
    public async Task SignIn_WithRightPassword_OpensTheShellLive()
    {
        var page = await Host.OpenAsync("/admin/users");
        await BrowserHost.SignInAsync(page, ConsoleHost.AdminEmail, ConsoleHost.AdminPassword);
        await page.LiveAsync();
        Assert.Equal("/admin/users", new Uri(page.Url).AbsolutePath);
        await Assertions.Expect(page.Locator(".nav a.active")).ToHaveTextAsync("Users");
        await Assertions.Expect(page.Locator(".vt-row").First).ToContainTextAsync(ConsoleHost.AdminEmail);
    }

    [Fact]
    public async Task SignIn_UnknownUserAndWrongPassword_SayTheSame()
    {
        var page = await Host.OpenAsync("/sign-in");
        await BrowserHost.SignInAsync(page, "nobody@example.com", "whatever-it-is");
        var unknown = await page.Locator("[role=alert]").InnerTextAsync();
        await page.GoStillAsync("/sign-in"); // the first word is gone: what is read next is the second
        await BrowserHost.SignInAsync(page, ConsoleHost.AdminEmail, "whatever-it-is");
        Assert.Equal(unknown, await page.Locator("[role=alert]").InnerTextAsync());
    }

    [Fact]
    public async Task SignOut_FromThePersonMenu_EndsAtSignIn()
    {
        var page = await Host.SignedInAsync("/admin/audit");
        await page.ClickAsync("summary:has(.ava)");
        await page.ClickAsync("form[action='/sign-out'] button");
        await page.WaitForURLAsync("**/sign-in");
        await page.GoStillAsync("/admin/audit");
        Assert.Equal("/sign-in", new Uri(page.Url).AbsolutePath);
    }

    [Fact]
    public async Task Palette_CtrlK_FindsAPageAndOpensIt()
    {
        var page = await Host.SignedInAsync("/admin/users");
        await page.Keyboard.PressAsync("Control+k");
        await page.Locator(".palette input").FillAsync("aud");
        await Assertions.Expect(page.Locator(".palette .hit")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Audit log");
    }

    [Fact]
    public async Task Language_OfTheBrowser_IsSpoken()
    {
        var page = await Host.OpenAsync("/sign-in", locale: "de-DE");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Anmelden");
    }
}
