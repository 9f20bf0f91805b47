using Csms.Console.Security;
using Csms.Console.Tests.Support;
using Microsoft.Playwright;

namespace Csms.Console.Tests.Security.SingleSignOn;

/// <summary>With the provider in and out again, as a person does it.</summary>
[Collection(ProviderCollection.Name)]
public sealed class SingleSignOnJourneyTests(ProviderHost host) : BrowserTest(host)
{
    [Fact]
    public async Task Provider_InAndOutAgain_InOneBrowser()
    {
        host.Reset("traveller");
        (host.Settings.CreateAccounts, host.Settings.GroupRoles) = (true, "ops=Operator");
        host.Provider.Person["groups"] = "ops";
        var page = await Host.OpenAsync("/account");
        await page.ClickAsync("[data-key=provider]");
        await page.WaitForURLAsync("**/account");
        await page.LiveAsync();
        await Assertions.Expect(page.Locator(".session")).ToContainTextAsync(ProviderHost.Name);
        await Assertions.Expect(page.Locator(".mine")).ToContainTextAsync($"None: you sign in with {ProviderHost.Name}");

        // Out here, and at the provider, which leads back.
        await page.ClickAsync("summary:has(.ava)");
        await page.ClickAsync("form[action='/sign-out'] button");
        await page.WaitForURLAsync("**/sign-in");
        Assert.Equal(host.Provider.LastToken, host.Provider.SignedOut!["id_token_hint"]);
        await page.GoStillAsync("/account");
        Assert.Equal("/sign-in", new Uri(page.Url).AbsolutePath);
    }

    [Fact]
    public async Task Provider_AsTheOnlyWay_LeavesThePasswordToAdministrators()
    {
        host.Reset("only");
        await host.MakeAsync("with-password@example.com", Role.Operator);
        host.Settings.Only = true;
        var page = await Host.OpenAsync("/sign-in");
        await Assertions.Expect(page.Locator("#password")).ToHaveCountAsync(0);
        await page.ClickAsync("[data-key=with-password]");
        await BrowserHost.SignInAsync(page, "with-password@example.com", BrowserHost.RolePassword);
        await Assertions.Expect(page.Locator("[role=alert]")).ToContainTextAsync("is wrong, or the account is locked");
        await BrowserHost.SignInAsync(page, ConsoleHost.AdminEmail, ConsoleHost.AdminPassword);
        await page.LiveAsync();
    }
}
