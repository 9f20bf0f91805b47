using System.Text.Json.Nodes;
using Csms.Console.Tests.Support;
using Csms.Simulator.Station;
using Microsoft.Playwright;

namespace Csms.Console.Tests.Pages.Stations;

/// <summary>A charger that nobody registered connects, is shown, and is let in or turned away.</summary>
public sealed class WaitingStationTests(WaitingStationTests.OpenDoor host) : BrowserTest(host), IClassFixture<WaitingStationTests.OpenDoor>
{
    [Fact]
    public async Task Unknown_AcceptedInTheList_BootsAndWorks()
    {
        var page = await Host.SignedInAsync("/stations?state=pending");
        await using var station = Station("NEW-01");
        await station.ConnectAsync();
        await station.WaitForAsync(s => s.Registration == RegistrationState.Pending, Deadline);
        var row = page.Locator(".vt-row", new() { HasText = "NEW-01" });
        await row.GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();

        await Assertions.Expect(row).ToHaveCountAsync(0);
        await station.WaitForAsync(s => s.Registration == RegistrationState.Accepted, Deadline);
        await page.GoLiveAsync("/stations/NEW-01");
        await Assertions.Expect(page.Locator(".evse")).ToContainTextAsync("Available");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Accept" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Unknown_RefusedOnItsPage_IsToldSoAtItsNextBoot()
    {
        await using var station = Station("NEW-02");
        await station.ConnectAsync();
        await station.WaitForAsync(s => s.Registration == RegistrationState.Pending, Deadline);
        var page = await Host.SignedInAsync("/stations/NEW-02");
        await page.GetByRole(AriaRole.Button, new() { Name = "Refuse" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Refuse" })).ToHaveCountAsync(0);
        var answer = await station.SendCallAsync("BootNotification", new JsonObject
        {
            ["reason"] = "PowerUp", ["chargingStation"] = new JsonObject { ["model"] = "T2 Duo", ["vendorName"] = "Arden" },
        });
        Assert.Equal("Rejected", (string?)answer.Payload?["status"]);
    }

    /// <summary>A host where unknown stations wait for a person's decision.</summary>
    public sealed class OpenDoor : BrowserHost
    {
        /// <inheritdoc />
        protected override void Configure(IDictionary<string, string?> settings)
        {
            settings["Csms:Stations:AcceptUnknown"] = "true";
            settings["Csms:Stations:UnknownRegistration"] = "Pending";
        }
    }
}
