using System.Net;
using System.Net.Http.Headers;
using Csms.Console.Security;
using Csms.Console.Security.Accounts;
using Csms.Console.Tests.Support;
using Csms.Engine.Energy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Csms.Console.Tests.Pages.Account;

/// <summary>A key of another program, from its making to its end.</summary>
public sealed class KeyJourneyTests(BrowserHost host) : BrowserTest(host), IClassFixture<BrowserHost>
{
    [Fact]
    public async Task Key_MadeAndRevokedInTheConsole_WorksExactlyMeanwhile()
    {
        var page = await Host.SignedInAsync("/admin/keys");
        await page.ClickAsync(".page > .head .btn.p");
        await page.FillAsync("#k-sites", "NOWHERE");
        await page.ClickAsync(".rz-dialog .formbar .btn.p");
        await Assertions.Expect(page.Locator(".rz-dialog .wrong")).ToHaveCountAsync(2);
        await page.FillAsync("#k-name", "Billing");
        await page.FillAsync("#k-sites", "");
        await page.Locator(".scope", new() { HasText = "tokens.read" }).Locator("input").CheckAsync();
        await page.ClickAsync(".rz-dialog .formbar .btn.p");
        var key = await page.Locator(".copybox code").InnerTextAsync();
        using var client = Host.Client();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/tokens")).StatusCode);

        await page.Locator(".vt-row", new() { HasText = "Billing" }).Locator("[data-row-link]").ClickAsync();
        await Assertions.Expect(page.Locator(".rz-dialog .scope")).ToHaveCountAsync(3);
        await page.ClickAsync("[data-key=revoke]");
        await page.Locator(".rz-dialog .btn.d", new() { HasText = "Revoke key" }).ClickAsync();
        await Assertions.Expect(page.Locator(".vt-row", new() { HasText = "Billing" })).ToHaveCountAsync(0);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/v1/tokens")).StatusCode);
    }

    /// <summary>Who administers one site gives keys of that site, sees its accounts and keys alone, and not what was done elsewhere.</summary>
    [Fact]
    public async Task Administrator_OfOneSite_ManagesWhatBelongsToIt()
    {
        const string email = "sue@example.com", site = "SUES";
        var sites = Host.Services.GetRequiredService<SiteDirectory>();
        foreach (var (id, name) in new[] { (site, "Sue's"), ("NOTSUES", "Not Sue's") }) await sites.PutAsync(new Site { Id = id, Name = name }, CancellationToken.None);
        Assert.True((await Host.Services.GetRequiredService<UserAccounts>().CreateAsync(new NewAccount(email, "Sue", BrowserHost.RolePassword, [new GrantWish(Role.Administrator, site)], false), AccessScope.System.Actor)).Succeeded);

        var page = await Host.SignedInAsync(email, BrowserHost.RolePassword, "/admin/keys");
        await Assertions.Expect(page.Locator(".page .empty")).ToBeVisibleAsync(); // the first key is of everywhere
        await Assertions.Expect(page.Locator(".nav a[href='/admin/audit']")).ToHaveCountAsync(0);
        await page.ClickAsync(".page > .head .btn.p");
        await Assertions.Expect(page.Locator("#k-sites")).ToHaveValueAsync(site);
        await page.FillAsync("#k-name", "Sue's meter");
        foreach (var wrong in new[] { "", $"{site}, NOTSUES" })
        {
            await page.FillAsync("#k-sites", wrong);
            await page.ClickAsync(".rz-dialog .formbar .btn.p");
            await Assertions.Expect(page.Locator(".rz-dialog .wrong")).ToHaveTextAsync($"Name sites whose keys you manage: {site}");
        }
        await page.FillAsync("#k-sites", site);
        await page.ClickAsync(".rz-dialog .formbar .btn.p");
        await Assertions.Expect(page.Locator(".vt-row")).ToHaveCountAsync(1);
        using var client = Host.Client();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await page.Locator(".copybox code").InnerTextAsync());
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/stations")).StatusCode);

        await page.GoLiveAsync("/admin/users");
        await Assertions.Expect(page.Locator(".vt-row")).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add user" }).ClickAsync();
        await Assertions.Expect(page.Locator(".rz-dialog .place")).ToHaveTextAsync(["Sue's"]);

        Assert.Contains("/denied", (await page.APIRequest.GetAsync("/admin/audit/export.csv", new() { MaxRedirects = 0 })).Headers["location"], StringComparison.Ordinal);
        await page.GoLiveAsync("/admin/audit");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Your role does not allow this page");
    }
}
