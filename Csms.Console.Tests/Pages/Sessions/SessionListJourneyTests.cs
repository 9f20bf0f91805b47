using Csms.Console.Tests.Support;
using Csms.Simulator.Quirks;
using Csms.Simulator.Station;
using Csms.Simulator.Vehicle;
using Microsoft.Playwright;

namespace Csms.Console.Tests.Pages.Sessions;

/// <summary>The views of the list follow a session from its start to its settlement, while somebody looks at them.</summary>
public sealed class SessionListJourneyTests(BrowserHost host) : BrowserTest(host), IClassFixture<BrowserHost>
{
    [Fact]
    public async Task Views_SessionStartsEndsInDoubtAndIsSettled_FollowItWithoutReload()
    {
        const string Id = "FOLLOW-01";
        await EnterAsync(Id);
        await EnterTokenAsync("04FOLLOW1");
        await using var station = new VirtualStation(Charger(Id) with { Quirks = [new NoMeterStop()], Speed = 1, MeterInterval = TimeSpan.FromSeconds(1) });
        await station.ConnectAndBootAsync(Deadline);
        var running = await Host.SignedInAsync("/sessions?state=running");
        var review = await Host.SignedInAsync("/sessions?state=review");
        var completed = await Host.SignedInAsync("/sessions?state=completed");
        foreach (var view in new[] { running, review, completed }) await Assertions.Expect(view.Locator(".empty")).ToBeVisibleAsync();

        await station.PlugInAsync(1, new VirtualVehicle());
        await station.TapAsync(1, new IdToken("04FOLLOW1"));
        await Assertions.Expect(Row(running)).ToContainTextAsync("Charging");
        await Assertions.Expect(View(review, "running")).ToContainTextAsync("1");

        await station.UnplugAsync(1);
        await Assertions.Expect(Row(review)).ToContainTextAsync("In review");
        await Assertions.Expect(View(review, "review")).ToContainTextAsync("1");
        await Assertions.Expect(Row(running)).ToHaveCountAsync(0);
        await Assertions.Expect(Row(completed)).ToHaveCountAsync(0);

        var page = await Host.SignedInAsync("/sessions");
        await Row(page).Locator("a[data-row-link]").ClickAsync();
        await page.ClickAsync("[data-key=settle]");
        await page.FillAsync("#ask-reason", "meter read on site");
        await page.ClickAsync(".rz-dialog .btn.p");
        await Assertions.Expect(Row(completed)).ToContainTextAsync("Completed");
        await Assertions.Expect(Row(review)).ToHaveCountAsync(0);
        await Assertions.Expect(review.Locator(".empty")).ToBeVisibleAsync();

        ILocator Row(IPage of) => of.Locator(".vt-row", new() { HasText = Id });
        ILocator View(IPage of, string name) => of.Locator($".views a[href*='state={name}']");
    }
}
