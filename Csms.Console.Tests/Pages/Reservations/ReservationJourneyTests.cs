using Csms.Console.Security;
using Csms.Console.Tests.Support;
using Csms.Simulator.Station;
using Csms.Simulator.Vehicle;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Npgsql;

namespace Csms.Console.Tests.Pages.Reservations;

/// <summary>A place kept for a driver: refused with the reason where it is taken, made, seen on the EVSE, used, and another one cancelled by support.</summary>
public sealed class ReservationJourneyTests(BrowserHost host) : BrowserTest(host), IClassFixture<BrowserHost>
{
    [Fact]
    public async Task Reservation_MadeSeenCancelled_AndRefusedInWordsWhereThePlaceIsTaken()
    {
        const string Id = "RSV-01";
        await EnterAsync(Id);
        await EnterTokenAsync("04RSV1");
        await using var station = new VirtualStation(Charger(Id) with { Evses = [new EvseOptions(), new EvseOptions()] });
        await station.ConnectAndBootAsync(Deadline);
        await station.PlugInAsync(1, new VirtualVehicle());
        var page = await Host.SignedInAsync($"/stations/{Id}?tab=reservations");

        await page.ClickAsync("[data-key=reserve]");
        await page.ClickAsync(".rz-dialog button[type=submit]");
        await Assertions.Expect(page.Locator(".rz-dialog .wrong")).ToHaveCountAsync(1); // no token
        await page.FillAsync("#r-token", "04RSV1");
        await page.SelectOptionAsync("#r-evse", "1");
        await page.ClickAsync(".rz-dialog button[type=submit]");
        await Assertions.Expect(page.Locator(".rz-dialog .ban")).ToContainTextAsync("in use or reserved");
        Assert.Equal("04RSV1", await page.InputValueAsync("#r-token"));

        await page.SelectOptionAsync("#r-evse", "2");
        await page.ClickAsync(".rz-dialog button[type=submit]");
        await Assertions.Expect(page.Locator(".rz-dialog")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator(".vt-row [data-state=Active]")).ToHaveCountAsync(1);
        var evse = page.Locator(".evse", new() { HasText = "EVSE 2" });
        await Assertions.Expect(evse.Locator("[data-reserved]")).ToBeVisibleAsync();
        await Assertions.Expect(evse.Locator(".chip")).ToContainTextAsync("Reserved");

        // Support may take it back for a driver who calls.
        var support = await Host.AsAsync(Role.Support, $"/stations/{Id}?tab=reservations");
        await support.Locator(".vt-row button", new() { HasText = "Cancel" }).ClickAsync();
        await support.Locator(".rz-dialog .btn.d").ClickAsync();
        await Assertions.Expect(support.Locator(".vt-row [data-state=Cancelled]")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator(".vt-row [data-state=Cancelled]")).ToHaveCountAsync(1);
        await Assertions.Expect(evse.Locator("[data-reserved]")).ToHaveCountAsync(0);
        Assert.Empty(station.Reservations);

        // Another node keeps the place and gives it back, without a word of the station.
        await ExecuteAsync(
            """
            INSERT INTO csms.reservations (station_key, id, evse_id, id_token, token_type, created_at, expires_at, state, actor)
            SELECT key, 4711, 2, '04RSV1', 'ISO14443', now(), now() + interval '1 hour', 'Active', 'a test' FROM csms.stations WHERE id = 'RSV-01'
            """);
        await Assertions.Expect(evse.Locator("[data-reserved='4711']")).ToBeVisibleAsync();
        await ExecuteAsync("UPDATE csms.reservations SET state = 'Cancelled', ended_at = now() WHERE id = 4711");
        await Assertions.Expect(evse.Locator("[data-reserved]")).ToHaveCountAsync(0);

        var viewer = await Host.AsAsync(Role.Viewer, $"/stations/{Id}?tab=reservations");
        await Assertions.Expect(viewer.Locator(".vt-row")).ToHaveCountAsync(2);
        await Assertions.Expect(viewer.Locator(".reservations")).Not.ToContainTextAsync("04RSV1");
        await Assertions.Expect(viewer.Locator("[data-key=reserve]")).ToHaveCountAsync(0);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = Host.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
