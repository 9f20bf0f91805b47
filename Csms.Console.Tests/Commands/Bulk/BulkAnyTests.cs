using Csms.Console.Security;
using Csms.Console.Tests.Support;
using Csms.Simulator.Station;
using Microsoft.Playwright;

namespace Csms.Console.Tests.Commands.Bulk;

/// <summary>A command that has no kind of its own, to many stations of several versions.</summary>
public sealed class BulkAnyTests(BrowserHost host) : BrowserTest(host), IClassFixture<BrowserHost>
{
    [Fact]
    public async Task AnyCommand_ToManyStations_SaysWhoLacksItOrItsMembers_AndReachesTheRest()
    {
        await using var first = await HereAsync("MANY-01", OcppVersion.V21);
        await using var second = await HereAsync("MANY-02", OcppVersion.V201);
        await using var third = await HereAsync("MANY-03", OcppVersion.V16);
        var page = await Host.AsAsync(Role.Technician, "/stations?q=MANY-0&sort=station");
        await Assertions.Expect(page.Locator(".vt-row", new() { HasText = "Available" })).ToHaveCountAsync(3);
        await page.Locator(".vt-head input").ClickAsync();
        await page.ClickAsync("[data-bulk=more]");
        await page.ClickAsync("[data-bulk=Any]");
        var dialog = page.Locator(".rz-dialog");
        await Assertions.Expect(dialog.Locator(".affects")).ToContainTextAsync("Choose a command to see who can get it.");
        await Assertions.Expect(dialog.Locator("button[type=submit]")).ToBeDisabledAsync();

        // Whose version lacks a value of it is left out, as whose version lacks the command.
        await dialog.Locator("#any-search").FillAsync("triggermess");
        await dialog.Locator("#any-search").PressAsync("Enter");
        await Assertions.Expect(dialog.Locator("#any-action")).ToHaveValueAsync("TriggerMessage");
        await dialog.Locator("[id='any-requestedMessage']").SelectOptionAsync("TransactionEvent");
        await Assertions.Expect(dialog.Locator("[data-affects=CannotBeTold]")).ToContainTextAsync("1 left out: its OCPP version does not have all of these fields or values");
        await dialog.Locator("[id='any-requestedMessage']").SelectOptionAsync("Heartbeat");
        await Assertions.Expect(dialog.Locator("[data-affects=online]")).ToContainTextAsync("3 stations get it");

        await dialog.Locator("#any-search").FillAsync("setmonitoringlevel");
        await dialog.Locator("#any-search").PressAsync("Enter");
        await Assertions.Expect(dialog.Locator("[data-affects=NotSupported]")).ToContainTextAsync("1 left out: its OCPP version has no such command");
        await dialog.Locator("#b-canary").FillAsync("0");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "SetMonitoringLevel: 2 stations" }).ClickAsync();
        await Assertions.Expect(dialog.Locator("[data-path=severity] .wrong")).ToHaveTextAsync("severity is required"); // nothing was sent
        await dialog.Locator("[id='any-severity']").FillAsync("5");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "SetMonitoringLevel: 2 stations" }).ClickAsync();

        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("SetMonitoringLevel · ");
        await Assertions.Expect(page.Locator(".head .tag")).ToHaveTextAsync("Done");
        await Assertions.Expect(Row(page, "MANY-01")).ToContainTextAsync("Accepted");
        await Assertions.Expect(Row(page, "MANY-02")).ToContainTextAsync("Accepted");
        await Assertions.Expect(Row(page, "MANY-03")).ToContainTextAsync("Its OCPP version has no such command");

        // A log goes to an address that each station gets when its turn comes.
        await page.GoLiveAsync("/stations?q=MANY-0&sort=station");
        await Assertions.Expect(page.Locator(".vt-row", new() { HasText = "Available" })).ToHaveCountAsync(3);
        await page.Locator(".vt-head input").ClickAsync();
        await page.ClickAsync("[data-bulk=more]");
        await page.ClickAsync("[data-bulk=GetLog]");
        await dialog.Locator("#b-canary").FillAsync("0");
        await Assertions.Expect(dialog.Locator("[data-affects=online]")).ToContainTextAsync("3 stations get it");
        await dialog.Locator("button[type=submit]").ClickAsync();
        await Assertions.Expect(page.Locator(".head .tag")).ToHaveTextAsync("Done");
        await page.Locator(".views a", new() { HasText = "Done" }).ClickAsync();
        await Assertions.Expect(page.Locator(".vt-row")).ToHaveCountAsync(3);
    }

    private static ILocator Row(IPage page, string station) => page.Locator(".vt-row", new() { HasText = station });

    private async Task<VirtualStation> HereAsync(string id, OcppVersion version)
    {
        await EnterAsync(id);
        var station = Station(id, version);
        await station.ConnectAndBootAsync(Deadline);
        return station;
    }
}
