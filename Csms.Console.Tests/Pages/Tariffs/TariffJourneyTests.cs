using Csms.Console.Security;
using Csms.Console.Tests.Support;
using Csms.Simulator.Station;
using Csms.Simulator.Vehicle;
using Microsoft.Playwright;

namespace Csms.Console.Tests.Pages.Tariffs;

/// <summary>A station gets its default tariff, reckons with it, gets another for the session that runs, and is cleared again.</summary>
public sealed class TariffJourneyTests(BrowserHost host) : BrowserTest(host), IClassFixture<BrowserHost>
{
    [Fact]
    public async Task Tariff_SetRefusedInWords_Reckoned_ChangedForASession_AndCleared()
    {
        const string Id = "TRF-01";
        await EnterAsync(Id);
        await EnterTokenAsync("04TRF1");
        await using var station = new VirtualStation(Charger(Id, OcppVersion.V21) with { MeterInterval = TimeSpan.FromSeconds(20) });
        await station.ConnectAndBootAsync(Deadline);
        var page = await Host.SignedInAsync($"/stations/{Id}?tab=tariffs");
        await Assertions.Expect(page.Locator(".tariffs .empty h2")).ToHaveTextAsync("No tariff on the station");

        // What is wrong stands beside its field, and nothing typed is lost.
        await page.ClickAsync("[data-key=tariff-set]");
        await page.FillAsync("#t-id", "DAY");
        await page.ClickAsync(".rz-dialog button[type=submit]");
        await Assertions.Expect(page.Locator(".rz-dialog .field .wrong")).ToHaveTextAsync(["At least one price or fee is needed."]);
        await page.FillAsync("#t-energy", "0,4950");
        await page.FillAsync("#t-idleTime", "0.10");
        await page.ClickAsync("[data-key=add-band]");
        await page.FillAsync("#t-start0", "22:00");
        await page.FillAsync("#t-end0", "6");
        await page.FillAsync("#t-price0", "0.30");
        await page.ClickAsync(".rz-dialog button[type=submit]");
        await Assertions.Expect(page.Locator(".rz-dialog .field .wrong")).ToHaveTextAsync(["A time like 22:00."]);
        await page.FillAsync("#t-end0", "06:00");
        await page.ClickAsync("[data-key=add-tax]");
        await page.FillAsync("#t-tax0", "VAT");
        await page.FillAsync("#t-percent0", "19");
        await page.ClickAsync(".rz-dialog details summary");
        await Assertions.Expect(page.Locator("[data-preview]")).ToContainTextAsync("\"priceKwh\": 0.4950");
        await Assertions.Expect(page.Locator("[data-preview]")).ToContainTextAsync("\"endTimeOfDay\": \"06:00\"");
        await page.ClickAsync(".rz-dialog button[type=submit]");
        await Assertions.Expect(page.Locator(".rz-dialog .life")).ToContainTextAsync("Accepted");
        await page.ClickAsync(".rz-dialog .formbar .btn.p");
        var row = page.Locator(".vt-row", new() { HasText = "DAY" });
        await Assertions.Expect(row).ToContainTextAsync("On the station");
        await Assertions.Expect(row).ToContainTextAsync("0.495");

        // A second one of the same name: the station's word, in ours too.
        await page.ClickAsync("[data-key=tariff-set]");
        await page.FillAsync("#t-id", "DAY");
        await page.FillAsync("#t-fixedFee", "1");
        await page.ClickAsync(".rz-dialog button[type=submit]");
        await Assertions.Expect(page.Locator(".rz-dialog [data-answer]")).ToContainTextAsync("holds a tariff of this name already");
        await page.ClickAsync(".rz-dialog .formbar .btn.p");
        await Assertions.Expect(page.Locator(".vt-row", new() { HasText = "Refused: DuplicateTariffId" })).ToHaveCountAsync(1);

        // A session by it.
        await station.PlugInAsync(1, VehicleCatalogue.Create("suv"));
        await station.TapAsync(1, new IdToken("04TRF1"));
        var session = await Host.SignedInAsync($"/stations/{Id}?tab=sessions");
        await session.Locator(".vt-row [data-row-link]").First.ClickAsync();
        await Assertions.Expect(session.Locator(".stationcost")).ToContainTextAsync("The station’s word, not our bill");
        await Assertions.Expect(session.Locator(".stationcost [data-gross]")).Not.ToHaveTextAsync("0.00");
        await session.ClickAsync("[data-key=tariff]");
        await session.FillAsync("#t-id", "NIGHT");
        await session.FillAsync("#t-energy", "0.10");
        await session.ClickAsync(".rz-dialog button[type=submit]");
        await Assertions.Expect(session.Locator(".rz-dialog .life")).ToContainTextAsync("Accepted");
        await session.ClickAsync(".rz-dialog .formbar .btn.p");
        await Assertions.Expect(session.Locator(".stationcost .kv")).ToContainTextAsync("NIGHT");
        await Assertions.Expect(page.Locator(".vt-row", new() { HasText = "NIGHT" })).ToContainTextAsync("Session S-");

        // It goes with its session; what is cleared is gone. An operator may read, but prices are not theirs.
        await station.UnplugAsync(1);
        await Assertions.Expect(session.Locator(".stationcost .costs")).ToHaveCountAsync(2); // the periods came with the end
        await Assertions.Expect(page.Locator(".vt-row", new() { HasText = "NIGHT" })).ToHaveCountAsync(0);
        await page.ClickAsync("[data-key=tariff-clear]");
        await page.ClickAsync(".rz-dialog .btn.d");
        await Assertions.Expect(page.Locator(".tariffs .ban")).ToContainTextAsync("no tariff any more");
        await Assertions.Expect(page.Locator(".vt-row", new() { HasText = "On the station" })).ToHaveCountAsync(0);
        var operating = await Host.AsAsync(Role.Operator, $"/stations/{Id}?tab=tariffs");
        await Assertions.Expect(operating.Locator("[data-key=tariff-read]")).ToBeVisibleAsync();
        await Assertions.Expect(operating.Locator("[data-key=tariff-set], [data-key=tariff-clear]")).ToHaveCountAsync(0);
    }
}
