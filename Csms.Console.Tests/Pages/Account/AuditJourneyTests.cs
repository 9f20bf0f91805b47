using Csms.Console.Security;
using Csms.Console.Security.Accounts;
using Csms.Console.Tests.Support;
using Csms.Engine.Energy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Csms.Console.Tests.Pages.Account;

/// <summary>Finding in the audit log what somebody did, and what it changed.</summary>
public sealed class AuditJourneyTests(BrowserHost host) : BrowserTest(host), IClassFixture<BrowserHost>
{
    [Fact]
    public async Task Entry_OfAChange_ShowsBeforeAndAfterAndLeadsToItsObject()
    {
        await Host.Services.GetRequiredService<SiteDirectory>().PutAsync(new Site { Id = "AUDITED", Name = "Audited" }, CancellationToken.None);
        const string email = "audited@example.com";
        await Host.CreateAsync(email, "a-password-of-mine-2", Role.Viewer);
        var accounts = Host.Services.GetRequiredService<UserAccounts>();
        var user = (await accounts.ListAsync()).Single(one => one.Email == email);
        await accounts.UpdateAsync(user.Id, "Renamed", [new GrantWish(Role.Operator, null)], AccessScope.System.Actor);

        var page = await Host.SignedInAsync($"/admin/audit?subject=user&id={user.Id}");
        await Assertions.Expect(page.Locator(".vt-row")).ToHaveCountAsync(2);
        await page.ClickAsync(".fchip.add:has-text('Action')");
        await page.Locator("[data-menu-item]", new() { HasText = "user.update" }).ClickAsync();
        await Assertions.Expect(page.Locator(".vt-row")).ToHaveCountAsync(1);
        await page.ClickAsync(".vt-row [data-row-link]");
        var diff = page.Locator(".detail .diff");
        await Assertions.Expect(diff.Locator("tr", new() { HasText = "roles" }).Locator("del")).ToHaveTextAsync("Viewer");
        await Assertions.Expect(diff.Locator("tr", new() { HasText = "roles" }).Locator("ins")).ToHaveTextAsync("Operator");
        await Assertions.Expect(diff.Locator("tr.same")).ToContainTextAsync(email);

        // The address holds it all: the same page for whoever gets the link.
        var address = page.Url;
        await page.GoLiveAsync(address);
        await Assertions.Expect(page.Locator(".detail .diff ins").First).ToBeVisibleAsync();
        await page.ClickAsync("[data-key=subject]");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Users");
    }

    [Fact]
    public async Task Export_OfTheFilteredLog_HoldsExactlyThatAndIsInTheLogItself()
    {
        const string email = "exported@example.com";
        await Host.CreateAsync(email, "a-password-of-mine-2", Role.Viewer);
        var page = await Host.SignedInAsync("/admin/audit?action=user.create");
        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("[data-key=export]"));
        var lines = (await File.ReadAllTextAsync(await download.PathAsync())).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("id,at,actorKind", lines[0].TrimStart('\uFEFF'), StringComparison.Ordinal);
        Assert.All(lines[1..], line => Assert.Contains("user.create", line, StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains(email, StringComparison.Ordinal));
        await page.GoLiveAsync("/admin/audit?action=audit.export");
        await Assertions.Expect(page.Locator(".vt-row")).ToHaveCountAsync(1);
    }
}
