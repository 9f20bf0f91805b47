using System.Net;
using System.Net.Http.Headers;
using Csms.Console.Tests.Support;
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
}
