using Csms.Console.Security;
using Csms.Console.Security.Accounts;
using Csms.Console.Security.SignIns;
using Csms.Console.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Csms.Console.Tests.Pages.Account;

/// <summary>One's own account: where one is signed in, and how the console speaks.</summary>
public sealed class SessionsJourneyTests(BrowserHost host) : BrowserTest(host), IClassFixture<BrowserHost>
{
    private const string Password = "a-password-of-mine-2";

    [Fact]
    public async Task Session_OfAnotherBrowser_SignedOutHere_EndsThereAtOnce()
    {
        const string email = "two-places@example.com";
        await Host.CreateAsync(email, Password, Role.Operator);
        var there = await FreshAsync(email, "/stations");
        var here = await FreshAsync(email, "/account");
        await Assertions.Expect(here.Locator(".session")).ToHaveCountAsync(2);
        await Assertions.Expect(here.Locator(".session", new() { HasText = "this one" })).ToContainTextAsync("Chrome on Linux");
        await here.Locator(".session button").ClickAsync();
        await Assertions.Expect(here.Locator(".session")).ToHaveCountAsync(1);
        await there.WaitForURLAsync("**/sign-in?returnUrl=*");
        await there.GoStillAsync("/stations");
        Assert.Equal("/sign-in", new Uri(there.Url).AbsolutePath);
        await here.ReloadLiveAsync();
    }

    [Fact]
    public async Task Sessions_AllOthersSignedOut_LeaveThisOne()
    {
        const string email = "many-places@example.com";
        await Host.CreateAsync(email, Password, Role.Operator);
        var first = await FreshAsync(email, "/stations");
        var second = await FreshAsync(email, "/sessions");
        var here = await FreshAsync(email, "/account");
        await here.ClickAsync("[data-key=out-others]");
        await here.Locator(".rz-dialog .btn.p").ClickAsync();
        await first.WaitForURLAsync("**/sign-in?returnUrl=*");
        await second.WaitForURLAsync("**/sign-in?returnUrl=*");
        await Assertions.Expect(here.Locator(".session")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task SignOut_InOneBrowser_LeavesTheOther()
    {
        const string email = "leaves@example.com";
        await Host.CreateAsync(email, Password, Role.Operator);
        var there = await FreshAsync(email, "/stations");
        var here = await FreshAsync(email, "/account");
        await there.ClickAsync("summary:has(.ava)");
        await there.ClickAsync("form[action='/sign-out'] button");
        await there.WaitForURLAsync("**/sign-in");
        await here.ReloadLiveAsync();
        await Assertions.Expect(here.Locator(".session")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task SignOut_UnderWay_IsNotOvertakenByTheNewsThatTheSessionEnded()
    {
        const string email = "leaves-slowly@example.com";
        await Host.CreateAsync(email, Password, Role.Operator);
        var page = await FreshAsync(email, "/stations");
        // The form is on its way, its answer is not there yet; then the page hears that its session ended.
        await page.EvaluateAsync("""
            () => {
              const toSignIn = csmsShell.toSignIn;
              csmsShell.toSignIn = address => { toSignIn(address); window.heard = true; };
              document.querySelector("form[action='/sign-out']").dispatchEvent(new SubmitEvent('submit', { bubbles: true }));
            }
            """);
        await EndSessionsAsync(email);
        await page.WaitForFunctionAsync("() => window.heard");
        Assert.Equal("/stations", new Uri(page.Url).AbsolutePath);
    }

    [Fact]
    public async Task Password_Changed_EndsTheOtherBrowserAndKeepsThisOne()
    {
        const string email = "renews@example.com";
        await Host.CreateAsync(email, Password, Role.Operator);
        var there = await FreshAsync(email, "/stations");
        var here = await FreshAsync(email, "/account");
        await here.ClickAsync("a[href='/account/password'].btn");
        await here.FillAsync("#current", Password);
        await here.FillAsync("#next", "another-one-of-mine-3");
        await here.ClickAsync("button[type=submit].p");
        await here.LiveAsync();
        await there.WaitForURLAsync("**/sign-in?returnUrl=*");
    }

    [Fact]
    public async Task Language_Chosen_IsSpokenAtOnce_AndAWrongZoneIsToldBesideTheField()
    {
        const string email = "speaks@example.com";
        await Host.CreateAsync(email, Password, Role.Operator);
        var page = await FreshAsync(email, "/account");
        await page.SelectOptionAsync("#locale", "de-DE");
        await page.FillAsync("#zone", "Europe/Nowhere");
        await page.ClickAsync("[data-key=save]");
        await Assertions.Expect(page.Locator(".wrong")).ToContainTextAsync("Europe/Berlin");
        await Assertions.Expect(page.Locator("#locale")).ToHaveValueAsync("de-DE");
        await page.FillAsync("#zone", "America/New_York");
        await page.ClickAsync("[data-key=save]");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Mein Konto");
        await Assertions.Expect(page.Locator(".topbar")).ToContainTextAsync("America/New_York");
    }

    private async Task EndSessionsAsync(string email)
    {
        await using var scope = Host.Services.CreateAsyncScope();
        var user = await scope.ServiceProvider.GetRequiredService<UserManager<ConsoleUser>>().FindByEmailAsync(email);
        await scope.ServiceProvider.GetRequiredService<SignInSessions>().EndOthersAsync(user!.Id, keep: null);
    }

    private async Task<IPage> FreshAsync(string email, string path)
    {
        var page = await Host.OpenAsync(path);
        await BrowserHost.SignInAsync(page, email, Password);
        await page.LiveAsync();
        return page;
    }
}
