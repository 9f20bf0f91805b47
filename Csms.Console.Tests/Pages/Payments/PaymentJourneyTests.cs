using Csms.Console.Tests.Support;
using Csms.Simulator.Station;
using Csms.Simulator.Vehicle;
using Microsoft.Playwright;

namespace Csms.Console.Tests.Pages.Payments;

/// <summary>A driver pays at a station's terminal, another on the web, as people see it.</summary>
public sealed class PaymentJourneyTests(PaymentJourneyTests.PaymentBrowserHost host) : BrowserTest(host), IClassFixture<PaymentJourneyTests.PaymentBrowserHost>
{
    [Fact]
    public async Task Payment_AtTheTerminal_ShowsOnItsSessionAndInTheList()
    {
        await EnterAsync("PAY-01");
        await using var station = Station("PAY-01", OcppVersion.V21);
        await station.ConnectAndBootAsync(Deadline);

        // The station is told of a web payment, from the menu of its EVSE.
        var page = await Host.SignedInAsync("/stations/PAY-01");
        await page.Locator(".evse summary").First.ClickAsync();
        await page.Locator(".evse [data-command=WebPayment]").First.ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.Locator("#c-timeout").FillAsync("");
        await dialog.Locator("button[type=submit]").ClickAsync();
        await Assertions.Expect(dialog).ToContainTextAsync("A whole number of seconds");
        await dialog.Locator("#c-timeout").FillAsync("600");
        await dialog.Locator("button[type=submit]").ClickAsync();
        await Assertions.Expect(page.Locator("[data-paying='1']")).ToContainTextAsync("Web payment under way until");
        Assert.NotNull(station.Evses[0].WebPaymentUntil);
        await page.Keyboard.PressAsync("Escape");

        // A driver pays at the terminal instead, and the payment provider refuses the card at the end.
        await station.PlugInAsync(1, new VirtualVehicle());
        await station.PayAtTerminalAsync(1);
        await Assertions.Expect(page.Locator("[data-paying]")).ToHaveCountAsync(0);
        await page.Locator(".evse a[href^='/sessions/']").First.ClickAsync();
        await Assertions.Expect(page.Locator("section.session .facts")).ToContainTextAsync("Paid at the terminal");
        await Engine.Tests.Support.Eventually.TrueAsync(() => station.Evses[0].RegisterWh > station.Evses[0].Transaction!.MeterStartWh + 50, "energy flows");
        station.NextSettlement = "Rejected";
        await station.PayAtTerminalAsync(1);
        var panel = page.GetByRole(AriaRole.Region, new() { Name = "Payment at the terminal" });
        await Assertions.Expect(panel.Locator(".tag")).ToHaveTextAsync("Refused");
        await Assertions.Expect(panel.Locator("[data-amount]")).ToContainTextAsync("€");
        await Assertions.Expect(panel).ToContainTextAsync("Card refused");
        await page.ReloadLiveAsync();
        await Assertions.Expect(page.Locator(".flag", new() { HasText = "payment not settled" })).ToHaveCountAsync(1); // the clock of a station that runs fast may be flagged beside it

        await page.Locator(".nav a[href='/payments']").ClickAsync();
        await page.Locator(".views a[href*='view=failed']").ClickAsync();
        await page.Locator(".vt-row a[data-row-link]").ClickAsync();
        await Assertions.Expect(page.Locator("aside.detail")).ToContainTextAsync("PSP-PAY-01-");
        await page.Locator("aside.detail a[href^='/sessions/']").ClickAsync();
        await Assertions.Expect(panel).ToBeVisibleAsync();
    }

    /// <summary>A host whose terminals take euros.</summary>
    public sealed class PaymentBrowserHost : BrowserHost
    {
        /// <inheritdoc />
        protected override void Configure(IDictionary<string, string?> settings) => settings["Csms:Payments:Currency"] = "EUR";
    }
}
