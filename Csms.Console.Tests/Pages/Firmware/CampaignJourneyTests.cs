using Csms.Console.Security;
using Csms.Console.Tests.Support;
using Csms.Engine.Firmware;
using Csms.Simulator.Quirks;
using Csms.Simulator.Station;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Csms.Console.Tests.Pages.Firmware;

/// <summary>A campaign from its form, refused while a field is wrong, over its live progress to the second try of the station that failed.</summary>
public sealed class CampaignJourneyTests(CampaignJourneyTests.ResetHost host) : BrowserTest(host), IClassFixture<CampaignJourneyTests.ResetHost>
{
    [Fact]
    public async Task Campaign_FilledInAndStarted_IsFollowedStationByStation_AndTheFailedOneIsTriedAgain()
    {
        await EnterAsync("CMP-01");
        await EnterAsync("CMP-02");
        await using var good = new VirtualStation(Charger("CMP-01", OcppVersion.V16) with { Quirks = [new FirmwareWaitsWhenInstalled()] });
        await using var bad = new VirtualStation(Charger("CMP-02") with { Quirks = [new FirmwareInstallFails()] });
        await good.ConnectAndBootAsync(Deadline);
        await bad.ConnectAndBootAsync(Deadline);
        using var content = new MemoryStream(new byte[4000]);
        await Host.Services.GetRequiredService<FirmwareLibrary>().AddAsync(new ImageCheck("cmp-8.0.0.bin", "8.0.0", "Arden", null, null, null), content, "test", CancellationToken.None);

        var page = await Host.AsAsync(Role.Operator, "/firmware");
        await page.ClickAsync("[data-key=new]");
        await Assertions.Expect(page.Locator("[data-affects=online]")).ToContainTextAsync("2 stations");
        await page.FillAsync("#c-batch", "0");
        await Assertions.Expect(page.Locator(".wrong")).ToHaveTextAsync("A number from 1 to 500");
        await page.FillAsync("#c-batch", "5");
        await page.FillAsync("#c-canary", "0");
        await page.FillAsync("#c-name", "Winter");
        await page.UncheckAsync("[data-key=window]");
        await page.SelectOptionAsync("#c-reset", "Installed");
        await page.ClickAsync("[data-key=start]");

        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Winter");
        await Assertions.Expect(page.Locator(".facts")).ToContainTextAsync("When installed");
        await Assertions.Expect(Row(page, "CMP-01")).ToContainTextAsync("Installed → Reset → Boot with 8.0.0", new() { Timeout = (float)Deadline.TotalMilliseconds });
        await Assertions.Expect(Row(page, "CMP-01")).ToContainTextAsync("1.4.2 → 8.0.0", new() { Timeout = (float)Deadline.TotalMilliseconds });
        await Assertions.Expect(Row(page, "CMP-01").Locator("[data-state=Done]")).ToHaveCountAsync(1, new() { Timeout = (float)Deadline.TotalMilliseconds });
        await Assertions.Expect(Row(page, "CMP-02").Locator("[data-state=Failed]")).ToHaveCountAsync(1, new() { Timeout = (float)Deadline.TotalMilliseconds });
        await Assertions.Expect(page.Locator("[data-key=pause]")).ToHaveCountAsync(0);

        await page.ClickAsync("[data-key=retry]");
        await page.ClickAsync(".rz-dialog .btn.p");
        await Assertions.Expect(page.Locator(".facts")).ToContainTextAsync("Tries again");
        await Assertions.Expect(Row(page, "CMP-02")).ToHaveCountAsync(1);
        await Assertions.Expect(Row(page, "CMP-01")).ToHaveCountAsync(0);

        await page.GoLiveAsync("/firmware/images");
        await Assertions.Expect(page.Locator(".vt-row", new() { HasText = "cmp-8.0.0.bin" })).ToHaveCountAsync(1);
        var viewer = await Host.AsAsync(Role.Viewer, "/stations");
        await Assertions.Expect(viewer.Locator(".nav a[href='/firmware']")).ToHaveCountAsync(0);
    }

    private static ILocator Row(IPage page, string station) => page.Locator(".vt-row", new() { HasText = station });

    /// <summary>Stations that stand still are reset at once.</summary>
    public sealed class ResetHost : BrowserHost
    {
        /// <inheritdoc />
        protected override void Configure(IDictionary<string, string?> settings)
        {
            base.Configure(settings);
            settings["Csms:Firmware:ResetAfterSeconds"] = "0";
        }
    }
}
