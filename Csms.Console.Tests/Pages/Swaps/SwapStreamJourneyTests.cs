using Csms.Console.Security;
using Csms.Console.Tests.Support;
using Csms.Simulator.Station;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Npgsql;

namespace Csms.Console.Tests.Pages.Swaps;

/// <summary>A swap station: a swap started from here, refused, seen and followed by its battery; and a monitor of it that is watched as a stream.</summary>
public sealed class SwapStreamJourneyTests(BrowserHost host) : BrowserTest(host), IClassFixture<BrowserHost>
{
    [Fact]
    public async Task Operator_StartsASwapAndFollowsABattery_AndWatchesAMonitorAsAStream()
    {
        const string Id = "SWP-01";
        await EnterAsync(Id);
        await EnterTokenAsync("04SWP1");
        await using var station = new VirtualStation(Charger(Id) with { Version = OcppVersion.V21, BatterySlots = 3, Evses = [EvseOptions.Ccs(150)] });
        await station.ConnectAndBootAsync(Deadline);
        Assert.Equal(SwapOutcome.Done, await station.SwapAsync(new IdToken("04SWP1", "ISO14443")));
        var page = await Host.SignedInAsync($"/stations/{Id}?tab=swaps");
        await Assertions.Expect(page.Locator(".vt-row [data-state=Completed]")).ToHaveCountAsync(1);
        var german = await Host.SignedInAsync($"/stations/{Id}?tab=swaps", locale: "de-DE");

        // A token that may not charge is said beside the field, and nothing is lost.
        await page.ClickAsync("[data-key=swap-start]");
        await page.FillAsync("#s-token", "NOBODY");
        await page.ClickAsync("[data-key=swap-send]");
        await Assertions.Expect(page.Locator(".rz-dialog .wrong")).ToContainTextAsync("may not charge");
        Assert.Equal("NOBODY", await page.InputValueAsync("#s-token"));
        await page.FillAsync("#s-token", "04SWP1");
        await page.ClickAsync("[data-key=swap-send]");
        await Assertions.Expect(page.Locator(".rz-dialog")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator(".vt-row [data-state=Completed]")).ToHaveCountAsync(2); // live
        await Assertions.Expect(german.Locator(".vt-row", new() { HasText = "Abgeschlossen" })).ToHaveCountAsync(2); // in the reader's language, whoever tells it

        await page.Locator(".vt-row [data-row-link]").First.ClickAsync();
        var battery = page.Locator("[data-way=Out] .battery a");
        await Assertions.Expect(battery).ToHaveCountAsync(1);
        var serial = await battery.InnerTextAsync();
        await battery.ClickAsync();
        await Assertions.Expect(page.Locator("[data-note]")).ToContainTextAsync(serial);
        await Assertions.Expect(page.Locator(".vt-row")).ToHaveCountAsync(1);

        // Who may not know whose it is does not see it, and starts none.
        var viewer = await Host.AsAsync(Role.Viewer, $"/stations/{Id}?tab=swaps");
        await Assertions.Expect(viewer.Locator(".vt-row")).ToHaveCountAsync(2);
        await Assertions.Expect(viewer.Locator(".swaps")).Not.ToContainTextAsync("04SWP1");
        await Assertions.Expect(viewer.Locator("[data-key=swap-start]")).ToHaveCountAsync(0);

        page = await Host.SignedInAsync($"/stations/{Id}?tab=configuration&view=monitors");
        await page.ClickAsync("[data-key=add-monitor]");
        var dialog = page.Locator(".rz-dialog");
        await dialog.Locator("#n-variable").FillAsync("EVSE@1.Power");
        await dialog.Locator("#n-type").SelectOptionAsync("Periodic");
        await dialog.Locator("#n-value").FillAsync("1");
        await dialog.Locator("[data-key=as-stream]").CheckAsync();
        await dialog.Locator("#n-interval").FillAsync("often");
        await dialog.Locator("[data-key=set-monitor]").ClickAsync();
        await Assertions.Expect(dialog.Locator(".wrong")).ToHaveCountAsync(1);
        await dialog.Locator("#n-interval").FillAsync("2");
        await dialog.Locator("[data-key=set-monitor]").ClickAsync();
        await Assertions.Expect(page.Locator("[data-state=Open]")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("[data-last]")).ToHaveTextAsync("0"); // nothing charges

        await page.Locator("[data-row-link]", new() { HasText = "EVSE@1.Power" }).ClickAsync();
        await Assertions.Expect(page.Locator(".chartpanel canvas, .chartpanel svg").First).ToBeVisibleAsync();

        // The database is away for a moment: the page says so, and the file is there when it is asked for again.
        await SqlAsync("ALTER TABLE csms.stream_values RENAME TO stream_values_away");
        await page.ClickAsync("[data-key=stream-export]");
        await Assertions.Expect(page.GetByText("The database did not answer.").First).ToBeVisibleAsync();
        await SqlAsync("ALTER TABLE csms.stream_values_away RENAME TO stream_values");
        var file = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("[data-key=stream-export]"));
        Assert.StartsWith($"stream-{Id}", file.SuggestedFilename, StringComparison.Ordinal);

        await page.GetByRole(AriaRole.Button, new() { Name = "Adjust stream EVSE@1.Power" }).ClickAsync();
        Assert.Equal("2", await page.InputValueAsync("#a-interval"));
        await page.FillAsync("#a-interval", "7");
        await page.ClickAsync("[data-key=adjust-stream]");
        await Assertions.Expect(page.Locator(".vt-row", new() { HasText = "every 7 s" })).ToHaveCountAsync(1);
    }

    private async Task SqlAsync(string text)
    {
        await using var sql = Host.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(text);
        await sql.ExecuteNonQueryAsync();
    }
}
