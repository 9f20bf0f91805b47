using Csms.Console.Pages.Simulator;
using Csms.Console.Security;
using Csms.Console.Tests.Support;
using Csms.Simulator.Demo;
using Csms.Simulator.Station;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Csms.Console.Tests.Pages.Simulator;

/// <summary>A virtual station by hand, in a real browser, over its real OCPP link.</summary>
public sealed class SimulatorJourneyTests(DemoBrowserHost host) : BrowserTest(host), IClassFixture<DemoBrowserHost>
{
    [Fact]
    public async Task Station_PluggedTappedBrokenAndMended_IsSeenByTheConsole()
    {
        var network = await NetworkAsync();
        network.IsLively = false; // no driver comes in between
        var station = network.Stations.First(each => each.Options.Version != OcppVersion.V16); // one that knows contracts
        foreach (var evse in station.Evses.Where(evse => evse.Vehicle is not null)) await station.UnplugAsync(evse.Id);
        await station.WaitForAsync(each => each.IsConnected && each.Evses.All(evse => evse is { Fault: null, Transaction: null }), Deadline);
        var page = await Host.SignedInAsync($"/simulator?q={station.Id}");

        await page.SelectOptionAsync("[data-key=card]", DemoNetwork.Tokens.First(token => token.Status == "Accepted").Value);
        await Button(page, SimulatorAction.PlugIn, station.Id).ClickAsync();
        await Assertions.Expect(Button(page, SimulatorAction.Unplug, station.Id)).ToBeVisibleAsync();
        await Button(page, SimulatorAction.Tap, station.Id).ClickAsync();
        await station.WaitForAsync(each => each.Evses[0].Transaction is not null, Deadline);
        var detail = await Host.SignedInAsync($"/stations/{station.Id}");
        await Assertions.Expect(detail.Locator(".evse").First.Locator("a.lnk")).ToBeVisibleAsync();

        await Button(page, SimulatorAction.Break, station.Id).ClickAsync();
        await Assertions.Expect(detail.Locator(".evse").First.Locator(".chip.st-faulted")).ToBeVisibleAsync();
        await Button(page, SimulatorAction.Mend, station.Id).ClickAsync();
        await Assertions.Expect(detail.Locator(".evse").First.Locator(".chip.st-faulted")).ToHaveCountAsync(0);
        await Button(page, SimulatorAction.Unplug, station.Id).ClickAsync();
        await Assertions.Expect(Button(page, SimulatorAction.PlugIn, station.Id)).ToBeVisibleAsync();

        // Another car carries its contract: nobody taps.
        await page.SelectOptionAsync("[data-key=card]", SimulatorBench.ByContract);
        await Assertions.Expect(Button(page, SimulatorAction.Tap, station.Id)).ToBeDisabledAsync();
        await Button(page, SimulatorAction.PlugIn, station.Id).ClickAsync();
        await Assertions.Expect(page.Locator(".told")).ToContainTextAsync("authorised by the contract");
        await Button(page, SimulatorAction.Unplug, station.Id).ClickAsync();
        await Assertions.Expect(Button(page, SimulatorAction.PlugIn, station.Id)).ToBeVisibleAsync();

        Assert.True(network.IsByHand(station.Id, 1));
        await Button(page, SimulatorAction.GiveBack, station.Id).ClickAsync();
        await Assertions.Expect(Button(page, SimulatorAction.GiveBack, station.Id)).ToHaveCountAsync(0);
        Assert.False(network.IsByHand(station.Id, 1));
    }

    [Fact]
    public async Task Battery_IsSwappedWithTheChosenCard_AtTheStationThatHasARack()
    {
        var network = await NetworkAsync();
        network.IsLively = false;
        var station = network.Stations.First(each => each.Batteries.Count > 0);
        await station.WaitForAsync(each => each.IsConnected, Deadline);
        var before = station.Batteries.Values.Select(battery => battery?.Serial).ToList();
        var page = await Host.SignedInAsync($"/simulator?q={station.Id}");
        await page.SelectOptionAsync("[data-key=card]", SimulatorBench.AtTerminal);
        await Button(page, SimulatorAction.Swap, station.Id).ClickAsync();
        await Assertions.Expect(page.Locator(".told")).ToContainTextAsync("with a card");
        await page.SelectOptionAsync("[data-key=card]", DemoNetwork.Tokens.First(token => token.Status == "Accepted").Value);
        await Button(page, SimulatorAction.Swap, station.Id).ClickAsync();
        await Assertions.Expect(page.Locator(".told")).ToContainTextAsync("a battery was put in");
        Assert.NotEqual(before, station.Batteries.Values.Select(battery => battery?.Serial));
        await Assertions.Expect(page.Locator($"[data-do^='{SimulatorAction.Swap} {station.Id}/']")).ToHaveCountAsync(1); // the station's, not each EVSE's
    }

    [Fact]
    public async Task Page_ForAViewer_IsNeitherListedNorOpened()
    {
        await NetworkAsync();
        var page = await Host.AsAsync(Role.Viewer, "/overview");
        await Assertions.Expect(page.Locator("nav a[href='/stations']")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("nav a[href='/simulator']")).ToHaveCountAsync(0);
        var refused = await page.APIRequest.GetAsync("/simulator", new() { MaxRedirects = 0 });
        Assert.NotEqual(200, refused.Status);
    }

    private static ILocator Button(IPage page, SimulatorAction action, string stationId) => page.Locator($"[data-do='{action} {stationId}/1']");

    private async Task<DemoNetwork> NetworkAsync()
    {
        DemoNetwork? network = null;
        using var patience = new CancellationTokenSource(Deadline);
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (network is not { Stations.Count: 4 } && await beat.WaitForNextTickAsync(patience.Token))
        {
            using var scope = Host.Services.CreateScope();
            network = scope.ServiceProvider.GetRequiredService<SimulatorBench>().Network;
        }
        return network!;
    }
}
