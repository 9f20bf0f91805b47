using System.Text.Json;
using Csms.Console.Security;
using Csms.Console.Tariffs;
using Csms.Console.Tests.Support;
using Csms.Engine.Energy;
using Csms.Engine.Tariffs;
using Csms.Simulator.Station;
using Csms.Simulator.Vehicle;
using Microsoft.Extensions.DependencyInjection;
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

    [Fact]
    public async Task OfTheNetwork_MadeTriedAssigned_SecondEditorIsTold_SessionsArePricedByIt()
    {
        const string Id = "TRF-02", Site = "TRF-SITE";
        await Host.Services.GetRequiredService<SiteDirectory>().PutAsync(new Site { Id = Site, Name = "Tariff yard", TimeZone = "Europe/Berlin" }, CancellationToken.None);
        await EnterAsync(Id, profile => profile with { SiteId = Site });
        await EnterTokenAsync("04TRF2");
        var page = await Host.SignedInAsync("/tariffs");
        await page.ClickAsync("[data-key=tariff-add]");

        // What is wrong stands beside its field; what it will cost beside the form, while it is typed.
        await page.FillAsync("#t-name", "Yard");
        await page.FillAsync("#t-id", "YARD 1");
        await page.ClickAsync("[data-key=tariff-save]");
        await Assertions.Expect(page.Locator(".field .wrong")).ToHaveTextAsync(["Letters, digits and * - _ = + | @ . only, no blanks.", "At least one price or fee is needed."]);
        await page.FillAsync("#t-from", "9999-12-31T00:00"); // "never": told, and what is tried beside it goes on
        await Assertions.Expect(page.Locator(".field .wrong")).ToHaveTextAsync(["Letters, digits and * - _ = + | @ . only, no blanks.", "A time in the years 2000 to 2199."]);
        await page.FillAsync("#t-from", "");
        await page.FillAsync("#t-groups", "Fleet, North");
        await page.FillAsync("#t-id", "YARD");
        await page.FillAsync("#t-energy", "0.59");
        await page.ClickAsync("[data-key=add-tax]");
        await page.FillAsync("#t-tax0", "VAT");
        await page.FillAsync("#t-percent0", "19");
        await Assertions.Expect(page.Locator("[data-trial=Stop] [data-total]")).ToHaveTextAsync("23.60 €");
        await page.ClickAsync("[data-key=add-band]");
        await page.SelectOptionAsync("#t-part0", "idleTime");
        await page.FillAsync("#t-price0", "0.10");
        await page.ClickAsync("[data-key=add-condition]");
        await page.SelectOptionAsync("#t-kind0-0", "IdleTime");
        await page.FillAsync("#t-min0-0", "30");
        await Assertions.Expect(page.Locator("[data-trial=Afternoon] [data-total]")).ToHaveTextAsync("15.98 €"); // 22 × 0.59, then 30 min × 0.10
        await page.ClickAsync("[data-key=tariff-save]");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Yard");
        await Assertions.Expect(page.Locator("[data-prices] tbody tr").First).ToContainTextAsync("0.59 €/kWh");
        await Assertions.Expect(page.Locator("[data-prices]")).ToContainTextAsync("from 30 min without charging");

        await page.ClickAsync("[data-key=tariff-assign]");
        await page.Locator(".rz-dialog label", new() { HasText = "Tariff yard" }).Locator("input").CheckAsync();
        await page.ClickAsync("[data-key=assign]");
        await Assertions.Expect(page.Locator("#used a")).ToHaveTextAsync(["Tariff yard", "Fleet, North"]);

        // Two edit it: the second is told, keeps what was typed, and may go on.
        var second = await Host.SignedInAsync("/tariff-editor/YARD");
        await page.ClickAsync("[data-key=tariff-edit]");
        await page.FillAsync("#t-energy", "0.49");
        await Assertions.Expect(page.Locator("[data-trial=Stop] [data-against]")).ToHaveTextAsync("−4.00 €");
        await page.ClickAsync("[data-key=tariff-save]");
        await Assertions.Expect(page.Locator("[data-versions] tbody tr")).ToHaveCountAsync(2);
        await second.FillAsync("#t-energy", "0.79");
        await second.ClickAsync("[data-key=tariff-save]");
        await Assertions.Expect(second.Locator("[data-conflict]")).ToContainTextAsync("it is version 2 now");
        await Assertions.Expect(second.Locator("#t-energy")).ToHaveValueAsync("0.79");
        await second.ClickAsync("[data-key=tariff-save]");
        await Assertions.Expect(second.Locator("[data-versions] tbody tr").First).ToContainTextAsync("0.79 with taxes");
        Assert.Equal("Fleet, North", Assert.Single(Host.Services.GetRequiredService<TariffDirectory>().Find("YARD")!.Groups));
        Assert.Equal(3, Host.Services.GetRequiredService<TariffDirectory>().Find("YARD")!.Versions.Length);

        // A session at the site costs by it, and by another when somebody says so.
        await Host.Services.GetRequiredService<TariffDesk>().PutAsync(
            AccessScope.System, "FREE", new TariffChange { Name = "Free", Tariff = JsonElement.Parse("""{"currency":"EUR","energy":{"prices":[{"priceKwh":0}]}}""") }, CancellationToken.None);
        await using var station = new VirtualStation(Charger(Id, OcppVersion.V201) with { MeterInterval = TimeSpan.FromSeconds(20) });
        await station.ConnectAndBootAsync(Deadline);
        await station.PlugInAsync(1, VehicleCatalogue.Create("suv"));
        await station.TapAsync(1, new IdToken("04TRF2"));
        await page.GoLiveAsync($"/stations/{Id}?tab=sessions");
        await page.Locator(".vt-row [data-row-link]").First.ClickAsync();
        await Assertions.Expect(page.Locator(".sessionprice")).ToContainTextAsync("Yard · version 3 · So far");
        await Assertions.Expect(page.Locator(".sessionprice [data-gross]")).Not.ToHaveTextAsync("0.00 €");
        var number = (await page.Locator("h1").TextContentAsync())!;
        await page.ClickAsync("[data-key=reprice]");
        await page.SelectOptionAsync("#r-tariff", "FREE");
        await Assertions.Expect(page.Locator("[data-reads]")).Not.ToBeEmptyAsync();
        await page.FillAsync("#r-reason", "Charger was slow");
        await page.ClickAsync("[data-key=reprice-do]");
        await Assertions.Expect(page.Locator(".sessionprice")).ToContainTextAsync("Free · version 1");
        await station.UnplugAsync(1);
        await Assertions.Expect(page.Locator("[data-key=reprice]")).ToHaveCountAsync(0);

        // A tariff is tried on it; who may not write does not, who may not read sees no price.
        var operating = await Host.AsAsync(Role.Operator, "/tariffs/YARD");
        await operating.FillAsync("#p-session", number);
        await operating.ClickAsync(".past button");
        await Assertions.Expect(operating.Locator("[data-trial=past] [data-total]")).ToContainTextAsync("€");
        await Assertions.Expect(operating.Locator("[data-key=tariff-edit], [data-key=tariff-assign], [data-key=tariff-retire]")).ToHaveCountAsync(0);
        var repairing = await Host.AsAsync(Role.Technician, $"/sessions/{number}");
        await Assertions.Expect(repairing.Locator(".why")).ToBeVisibleAsync();
        await Assertions.Expect(repairing.Locator(".sessionprice, .nav a[href='/tariffs']")).ToHaveCountAsync(0);
        await Assertions.Expect(repairing.Locator("main")).Not.ToContainTextAsync("€");
        Assert.Contains("FREE", await ExportAsync(page), StringComparison.Ordinal);
        var told = await ExportAsync(repairing);
        Assert.Contains(number, told, StringComparison.Ordinal);
        Assert.DoesNotContain("FREE", told, StringComparison.Ordinal);
        Assert.DoesNotContain("EUR", told, StringComparison.Ordinal);

        static async Task<string> ExportAsync(IPage of) => await (await of.APIRequest.GetAsync(new Uri(new Uri(of.Url), $"/sessions/export.csv?station={Id}").ToString())).TextAsync();
    }
}
