using Csms.Console.Security;
using Csms.Console.Security.Accounts;
using Csms.Console.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Csms.Console.Tests.Pages.Account;

/// <summary>Passwords, locks and sessions of people, as they live them.</summary>
public sealed class AccountJourneyTests(BrowserHost host) : BrowserTest(host), IClassFixture<BrowserHost>
{
    [Fact]
    public async Task SignIn_FiveWrongPasswords_LocksTheAccountUntilSomeoneUnlocksIt()
    {
        const string email = "forgetful@example.com", password = "right-all-along-3";
        await Host.CreateAsync(email, password, Role.Viewer);
        var page = await Host.OpenAsync("/sign-in");
        for (var i = 0; i < 5; i++)
        {
            await BrowserHost.SignInAsync(page, email, $"wrong-one-{i}-here");
            await Assertions.Expect(page.Locator("[role=alert]")).ToContainTextAsync("is wrong, or the account is locked");
            await page.GoStillAsync("/sign-in");
        }
        await BrowserHost.SignInAsync(page, email, password);
        await Assertions.Expect(page.Locator("[role=alert]")).ToContainTextAsync("is wrong, or the account is locked");

        var admin = await Host.SignedInAsync("/admin/users");
        var row = admin.Locator(".vt-row", new() { HasText = email });
        await Assertions.Expect(row).ToContainTextAsync("Locked");
        await row.Locator("[data-row-link]").ClickAsync();
        await admin.Locator(".rz-dialog").GetByRole(AriaRole.Button, new() { Name = "Unlock" }).ClickAsync();
        await Assertions.Expect(row).Not.ToContainTextAsync("Locked");

        await BrowserHost.SignInAsync(page, email, password);
        await page.LiveAsync();
    }

    [Fact]
    public async Task NewUser_AddedHere_HasToChooseAPasswordBeforeAnythingElse()
    {
        const string email = "new@example.com";
        var admin = await Host.SignedInAsync("/admin/users");
        await admin.GetByRole(AriaRole.Button, new() { Name = "Add user" }).ClickAsync();
        await admin.FillAsync("#u-email", email);
        await admin.FillAsync("#u-name", "New Person");
        await admin.Locator(".grant", new() { HasText = "Viewer" }).Locator("input[type=checkbox]").CheckAsync();
        await admin.ClickAsync(".rz-dialog [data-key=give-password]");
        var given = await admin.Locator(".copybox code").InnerTextAsync();

        var page = await Host.OpenAsync("/stations");
        await BrowserHost.SignInAsync(page, email, given);
        await page.WaitForURLAsync("**/account/password");
        await Assertions.Expect(page.Locator("body")).ToContainTextAsync("Your password was given by someone else");
        await page.GoStillAsync("/stations");
        await page.WaitForURLAsync("**/account/password");
        await ChooseAsync(page, given, given);
        await Assertions.Expect(page.Locator("[role=alert]")).ToContainTextAsync("is the present one");
        await ChooseAsync(page, given, "a-choice-of-my-own-1");
        await page.LiveAsync();
        await page.GoLiveAsync("/stations");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Stations");

        var again = await Host.OpenAsync("/sign-in");
        await BrowserHost.SignInAsync(again, email, given);
        await Assertions.Expect(again.Locator("[role=alert]")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task SignOutEverywhere_ByAnAdministrator_EndsTheOpenPageOfTheOtherBrowser()
    {
        const string email = "elsewhere@example.com", password = "left-it-open-55";
        await Host.CreateAsync(email, password, Role.Operator);
        var other = await Host.SignedInAsync(email, password, "/stations");
        var admin = await Host.SignedInAsync("/admin/users");
        await admin.Locator(".vt-row", new() { HasText = email }).Locator("[data-row-link]").ClickAsync();
        await admin.Locator(".rz-dialog").GetByRole(AriaRole.Button, new() { Name = "Sign out everywhere" }).ClickAsync();
        await admin.Locator(".rz-dialog").Last.Locator(".btn.p", new() { HasText = "Sign out everywhere" }).ClickAsync();

        await other.WaitForURLAsync("**/sign-in?returnUrl=*");
        await other.GoStillAsync("/stations");
        Assert.Equal("/sign-in", new Uri(other.Url).AbsolutePath);
        await BrowserHost.SignInAsync(other, email, password);
        await other.WaitForURLAsync("**/stations");
    }

    [Fact]
    public async Task Role_TakenAway_CountsForThePageThatIsOpen()
    {
        const string email = "demoted@example.com", password = "was-an-operator-1";
        await Host.CreateAsync(email, password, Role.Operator);
        await EnterAsync("ROLE-01");
        var page = await Host.SignedInAsync(email, password, "/stations/ROLE-01");
        await page.ClickAsync(".station .top .head [data-key=actions]");
        await page.ClickAsync(".station .top .head [data-menu-item][data-command=ClearCache]");
        var accounts = Host.Services.GetRequiredService<UserAccounts>();
        var user = (await accounts.ListAsync()).Single(one => one.Email == email);
        Assert.True((await accounts.UpdateAsync(user.Id, email, [new GrantWish(Role.Viewer, null)], AccessScope.System.Actor)).Succeeded);

        await page.ClickAsync(".rz-dialog button[type=submit]");

        await Assertions.Expect(page.Locator(".rz-dialog")).ToContainTextAsync("You may not give this command");
    }

    private static async Task ChooseAsync(IPage page, string current, string next)
    {
        await page.FillAsync("#current", current);
        await page.FillAsync("#next", next);
        await page.ClickAsync("button[type=submit]");
    }
}
