using Csms.Console.Security;
using Csms.Console.Tests.Support;
using Csms.Simulator.Station;
using Microsoft.Playwright;

namespace Csms.Console.Tests.Pages.Certificates;

/// <summary>Data of customers on the tab Security in a real browser, with a simulated station that holds some.</summary>
public sealed class CustomerJourneyTests(BrowserHost host) : BrowserTest(host), IClassFixture<BrowserHost>
{
    [Fact]
    public async Task Customer_IsAskedForByToken_ShownDownloadedClearedAndRemoved()
    {
        await EnterAsync("CUST-01");
        await using var station = Station("CUST-01", OcppVersion.V21);
        await station.ConnectAndBootAsync(Deadline);

        // As the token's page leads here: the form is open, with the token in it.
        var page = await Host.SignedInAsync("/stations/CUST-01?tab=security&customer=ADA-7");
        var form = page.Locator(".rz-dialog");
        await Assertions.Expect(form.Locator("#cu-token")).ToHaveValueAsync("ADA-7");

        // What is missing is said beside its field, and nothing typed is lost.
        await form.Locator("#cu-report").UncheckAsync();
        await form.Locator("button[type=submit]").ClickAsync();
        await Assertions.Expect(form.Locator(".wrong")).ToContainTextAsync("Choose at least one");
        await form.Locator("#cu-report").CheckAsync();
        await form.Locator("#cu-clear").CheckAsync();
        await form.GetByRole(AriaRole.Button, new() { Name = "Ask for data and clear" }).ClickAsync();
        await Assertions.Expect(form).ToHaveCountAsync(0);
        var line = page.Locator("[data-customers] li");
        await Assertions.Expect(line).ToContainTextAsync("Data asked for and cleared");
        await Assertions.Expect(line).ToContainTextAsync("Token ADA-7");

        await line.GetByRole(AriaRole.Button, new() { Name = "Show the report" }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-customer-report] pre")).ToContainTextAsync("ADA-7");
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator("[data-customer-report] a").ClickAsync());
        using var reader = new StreamReader(await download.CreateReadStreamAsync());
        Assert.Contains("ADA-7", await reader.ReadToEndAsync(), StringComparison.Ordinal);

        await line.GetByRole(AriaRole.Button, new() { Name = "Remove request" }).ClickAsync();
        await form.GetByRole(AriaRole.Button, new() { Name = "Remove", Exact = true }).ClickAsync();
        await Assertions.Expect(line).ToContainTextAsync("The customer was removed from this request.");
        await Assertions.Expect(line).Not.ToContainTextAsync("ADA-7");

        var viewer = await Host.AsAsync(Role.Viewer, "/stations/CUST-01?tab=security");
        await Assertions.Expect(viewer.Locator("[data-security-events], .cols")).Not.ToHaveCountAsync(0);
        await Assertions.Expect(viewer.Locator("[data-customers], [data-key=ask-customer]")).ToHaveCountAsync(0);
    }
}
