using Csms.Console.Security;
using Csms.Console.Tests.Support;
using Csms.Simulator.Station;
using Microsoft.Playwright;

namespace Csms.Console.Tests.Pages.Configuration;

/// <summary>What stations are configured with: read, changed in place, compared, and brought to a template.</summary>
public sealed class ConfigurationJourneyTests(BrowserHost host) : BrowserTest(host), IClassFixture<BrowserHost>
{
    private const string Interval = "OCPPCommCtrlr.HeartbeatInterval";

    [Fact]
    public async Task Operator_ReadsAStationsModel_ChangesItInPlaceAndSeesItsAnswer()
    {
        await using var station = await HereAsync("CONF-01", OcppVersion.V201);
        var page = await Host.AsAsync(Role.Operator, "/stations/CONF-01?tab=configuration");
        await page.ClickAsync(".empty button");
        await Assertions.Expect(page.Locator(".filterbar [role=status]")).ToContainTextAsync("variables, latest");

        await page.FillAsync("[data-list-search]", "ctrlr.");
        var field = page.Locator($"[data-variable='{Interval}']");
        await Assertions.Expect(field).ToHaveValueAsync("300");
        await Assertions.Expect(page.Locator("[data-variable^='SecurityCtrlr.BasicAuthPassword']")).ToHaveCountAsync(0);
        await field.FillAsync("soon");
        await Assertions.Expect(Row(page, "HeartbeatInterval").Locator(".wrong")).ToHaveTextAsync("A whole number is needed.");
        await Assertions.Expect(page.Locator("[data-key=send]")).ToBeDisabledAsync();
        await field.FillAsync("60");
        await page.FillAsync("[data-list-search]", "TxStartPoint");
        await page.Locator("[data-variable='TxCtrlr.TxStartPoint']").FillAsync("ParkingBayOccupancy"); // of the list, and this station can't do it
        await page.ClickAsync("[data-key=send]");

        await Assertions.Expect(Row(page, "TxStartPoint")).ToContainTextAsync("Rejected");
        await Assertions.Expect(page.Locator(".changes")).ToContainTextAsync("One change");
        await page.ClickAsync("[data-key=discard]");
        await page.FillAsync("[data-list-search]", "HeartbeatInterval");
        await Assertions.Expect(Row(page, "HeartbeatInterval")).ToContainTextAsync("Accepted");
        await Assertions.Expect(field).ToHaveValueAsync("60");

        await page.Locator(".views a", new() { HasText = "Monitors" }).ClickAsync();
        await page.ClickAsync("[data-key=add-monitor]");
        var dialog = page.Locator(".rz-dialog");
        await dialog.Locator("[data-key=set-monitor]").ClickAsync();
        await Assertions.Expect(dialog.Locator(".wrong").First).ToHaveTextAsync("Write it as Component.Variable.");
        await dialog.Locator("#n-variable").FillAsync("EVSE@1.Power");
        await dialog.Locator("#n-type").SelectOptionAsync("LowerThreshold");
        await dialog.Locator("#n-value").FillAsync("100");
        await dialog.Locator("[data-key=set-monitor]").ClickAsync();
        await Assertions.Expect(Row(page, "LowerThreshold")).ToContainTextAsync("5 Alert");
        await Assertions.Expect(Row(page, "Alerting")).ToContainTextAsync("EVSE@1.Power"); // nobody charges: it is below already
        await Row(page, "LowerThreshold").Locator(".iconbtn").ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Clear monitor" }).ClickAsync();
        await Assertions.Expect(page.Locator(".empty", new() { HasText = "The station watches nothing" })).ToBeVisibleAsync();

        var viewer = await Host.AsAsync(Role.Viewer, "/stations/CONF-01?tab=configuration&vq=Heartbeat");
        await Assertions.Expect(Row(viewer, "HeartbeatInterval")).ToContainTextAsync("60");
        await Assertions.Expect(viewer.Locator("[data-variable], [data-key=read]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Operator_MakesATemplateOfAStation_FindsWhoDiffersAndAppliesIt()
    {
        await using var first = await HereAsync("DRIFT-01", OcppVersion.V201);
        await using var second = await HereAsync("DRIFT-02", OcppVersion.V16);
        foreach (var id in (string[])["DRIFT-01", "DRIFT-02"])
        {
            var reading = await Host.AsAsync(Role.Operator, $"/stations/{id}?tab=configuration");
            await reading.ClickAsync(".empty button");
            await Assertions.Expect(reading.Locator(".filterbar [role=status]")).ToContainTextAsync("variables, latest");
        }

        var page = await Host.AsAsync(Role.Operator, "/configuration");
        await page.ClickAsync("[data-key=add]");
        var dialog = page.Locator(".rz-dialog");
        await dialog.Locator("[data-key=add-value]").ClickAsync();
        await dialog.Locator("[data-wanted='0']").FillAsync("SecurityCtrlr.BasicAuthPassword");
        await dialog.Locator("[data-key=save]").ClickAsync();
        await Assertions.Expect(dialog.Locator(".value .wrong")).ToContainTextAsync("A password is set station by station");
        await dialog.Locator("[data-wanted='0']").FillAsync("HeartbeatInterval"); // as 1.6 calls it
        await dialog.Locator("[data-wanted-value='0']").FillAsync("120");
        await dialog.Locator("#t-vendor").FillAsync(first.Options.Vendor[..3] + "*");
        await dialog.Locator("#t-name").FillAsync("Drift defaults");
        await dialog.Locator("#t-id").FillAsync("drift");
        await dialog.Locator("[data-key=save]").ClickAsync();

        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Drift defaults");
        await Assertions.Expect(Row(page, "DRIFT-02")).ToContainTextAsync($"{Interval} is 300, wanted 120");
        var apply = page.Locator("[data-key=apply]");
        await apply.ClickAsync();
        await Assertions.Expect(dialog.Locator(".what")).ToContainTextAsync($"{Interval} = 120");
        await dialog.Locator("#b-pause").FillAsync("0");
        await dialog.Locator("button[type=submit]").ClickAsync();
        await Assertions.Expect(Row(page, "DRIFT-01")).ToContainTextAsync("Done");
        await Assertions.Expect(Row(page, "DRIFT-02")).ToContainTextAsync("Done");

        await page.GoLiveAsync("/stations/DRIFT-02?tab=configuration&compare=drift");
        await Assertions.Expect(Row(page, "HeartbeatInterval")).ToContainTextAsync("OCPPCommCtrlr");
        await Assertions.Expect(page.Locator("[data-drift]")).ToHaveCountAsync(0);
        await page.FillAsync("[data-compare]", "DRIFT-01");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".vt-head")).ToContainTextAsync("DRIFT-01");
        await page.FillAsync("[data-compare]", "NOBODY");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".with .wrong")).ToContainTextAsync("There is no template or station NOBODY.");
    }

    private static ILocator Row(IPage page, string text) => page.Locator(".vt-row", new() { HasText = text });

    private async Task<VirtualStation> HereAsync(string id, OcppVersion version)
    {
        await EnterAsync(id);
        var station = Station(id, version);
        await station.ConnectAndBootAsync(Deadline);
        return station;
    }
}
