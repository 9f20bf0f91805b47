using Csms.Console.Security;
using Csms.Console.Tests.Support;
using Csms.Engine.Firmware;
using Csms.Simulator.Station;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Csms.Console.Tests.Pages.Firmware;

/// <summary>L03, L04: a local controller publishes firmware to the stations behind it, and takes it back, from its tab.</summary>
public sealed class PublishJourneyTests(BrowserHost host) : BrowserTest(host), IClassFixture<BrowserHost>
{
    [Fact]
    public async Task Image_PublishedByALocalController_IsFollowedAndTakenBack()
    {
        await EnterAsync("PUB-01");
        await using var station = new VirtualStation(Charger("PUB-01"));
        await station.ConnectAndBootAsync(Deadline);
        using var content = new MemoryStream(new byte[4000]);
        await Host.Services.GetRequiredService<FirmwareLibrary>().AddAsync(new ImageCheck("pub-3.0.0.bin", "3.0.0", "Arden", null, null, null), content, "test", CancellationToken.None);
        var page = await Host.AsAsync(Role.Technician, "/stations/PUB-01?tab=firmware");
        var panel = page.GetByRole(AriaRole.Region, new() { Name = "Local controller" });
        await Assertions.Expect(panel).ToContainTextAsync("Nothing is published here.");
        await panel.Locator("[data-key=publish]").ClickAsync();
        await Assertions.Expect(panel.Locator("[data-published]")).ToContainTextAsync("pub-3.0.0.bin");
        await Assertions.Expect(panel.Locator("[data-published]")).ToContainTextAsync("Other stations can fetch it", new() { Timeout = (float)Deadline.TotalMilliseconds });

        var viewer = await Host.AsAsync(Role.Viewer, "/stations/PUB-01?tab=firmware");
        await Assertions.Expect(viewer.Locator("[data-published]")).ToContainTextAsync("Other stations can fetch it");
        await Assertions.Expect(viewer.Locator("[data-key=publish], [data-key=unpublish]")).ToHaveCountAsync(0);

        await panel.Locator("[data-key=unpublish]").ClickAsync();
        await Assertions.Expect(panel).ToContainTextAsync("Nothing is published here.");
    }
}
