using System.Net.Http.Json;
using Csms.Console.Pages.Map;
using Csms.Console.Security;
using Csms.Console.Security.Accounts;
using Csms.Console.Tests.Support;
using Csms.Engine.Energy;
using Csms.Engine.Stations;
using Csms.Engine.Tests.Support;
using Csms.Engine.Units;
using Csms.Simulator.Station;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using StationOptions = Csms.Simulator.Station.StationOptions;

namespace Csms.Console.Tests.Pages.Map;

/// <summary>The network on a map, in a real browser, with simulated stations on real sockets.</summary>
[Trait("Cost", "Browser")]
public sealed class MapJourneyTests(BrowserHost host) : IClassFixture<BrowserHost>, IAsyncLifetime
{
    private const float Patience = SharedBrowser.Patience;
    private static readonly TimeSpan _deadline = TimeSpan.FromMilliseconds(Patience);

    /// <inheritdoc />
    public Task InitializeAsync() => Task.CompletedTask;

    /// <inheritdoc />
    public Task DisposeAsync() => host.CloseAllAsync();

    [Fact]
    public async Task Map_StationFaults_RecoloursItsMarkerAndItsRow()
    {
        await PutSiteAsync("MAP-A", "Alster", 53.55, 10.0);
        await EnterAsync("MAPA-1", "MAP-A");
        await using var station = Station("MAPA-1");
        await station.ConnectAndBootAsync(_deadline);
        var page = await host.SignedInAsync("/map?site=MAP-A");
        var marker = page.Locator(".mk[data-key='site:MAP-A']");
        await Assertions.Expect(marker).ToHaveAttributeAsync("data-state", "available", new() { Timeout = Patience });
        await Assertions.Expect(marker).ToHaveAttributeAsync("aria-label", "Alster: Available: 1 of 1");

        await station.FaultAsync(1, "GroundFailure");

        await Assertions.Expect(marker).ToHaveAttributeAsync("data-state", "faulted", new() { Timeout = Patience });
        await Assertions.Expect(page.Locator("[data-place='site:MAP-A']")).ToContainTextAsync("Faulted: 1 of 1");
    }

    [Fact]
    public async Task Filter_BySearch_ChangesListAndMapTogether()
    {
        await PutSiteAsync("MAP-B", "Binnenhafen", 53.54, 9.8);
        await PutSiteAsync("MAP-C", "Chiemsee", 47.9, 12.4);
        await EnterAsync("MAPB-1", "MAP-B");
        await EnterAsync("MAPC-1", "MAP-C");
        var page = await host.SignedInAsync("/map?q=MAP");
        await Assertions.Expect(page.Locator("[data-place='site:MAP-B']")).ToHaveCountAsync(1, new() { Timeout = Patience });
        await Assertions.Expect(page.Locator("[data-place='site:MAP-C']")).ToHaveCountAsync(1);

        await page.FillAsync("[data-list-search]", "MAPC-1");

        await Assertions.Expect(page.Locator(".map[data-places='1']")).ToHaveCountAsync(1, new() { Timeout = Patience });
        await Assertions.Expect(page.Locator(".mk[data-key='site:MAP-C']")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator(".mk")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator(".mapline")).ToHaveCountAsync(1);
        Assert.Contains("q=MAPC-1", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_ArrowKeyAndEnter_ChooseOnTheMapAndOpenThePanel()
    {
        await PutSiteAsync("MAP-D", "Donau", 48.4, 10.0);
        await EnterAsync("MAPD-1", "MAP-D");
        await using var station = Station("MAPD-1");
        await station.ConnectAndBootAsync(_deadline);
        var page = await host.SignedInAsync("/map?site=MAP-D");
        await Assertions.Expect(page.Locator(".mk[data-key='site:MAP-D']")).ToHaveCountAsync(1, new() { Timeout = Patience });

        await page.FocusAsync(".maprows");
        await page.Keyboard.PressAsync("ArrowDown");

        await Assertions.Expect(page.Locator(".mk[data-key='site:MAP-D'][data-selected]")).ToHaveCountAsync(1, new() { Timeout = Patience });
        await Assertions.Expect(page.Locator(".mapside h2")).ToHaveTextAsync("Donau");
        await page.Locator("[data-evse-actions]").First.ClickAsync();
        await page.ClickAsync(".mapside [data-command=Unlock]");
        await Assertions.Expect(page.Locator(".rz-dialog-title")).ToContainTextAsync("MAPD-1", new() { Timeout = Patience });
        await page.ClickAsync(".rz-dialog-titlebar-close");
        await Assertions.Expect(page.Locator(".rz-dialog")).ToHaveCountAsync(0, new() { Timeout = Patience });
        await page.FocusAsync(".maprows");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator(".mapside")).ToHaveCountAsync(0, new() { Timeout = Patience });
    }

    [Fact]
    public async Task Stations_WithoutPosition_AreCountedAndListed()
    {
        await EnterAsync("LOST-1", null);
        await EnterAsync("LOST-2", null);
        var page = await host.SignedInAsync("/map?q=LOST-");
        var button = page.Locator(".nowhere");
        await Assertions.Expect(button).ToContainTextAsync("2 stations have no position", new() { Timeout = Patience });
        await button.ClickAsync();
        await Assertions.Expect(page.Locator(".mapside .evse")).ToHaveCountAsync(2, new() { Timeout = Patience });

        await host.Services.GetRequiredService<StationDirectory>()
            .PutAsync(StationId.Parse("LOST-1"), profile => profile with { Position = new GeoPosition(50, 8) }, CancellationToken.None);

        await Assertions.Expect(page.Locator("[data-place='station:LOST-1']")).ToHaveCountAsync(1, new() { Timeout = Patience });
        await Assertions.Expect(button).ToContainTextAsync("1 station has no position");
    }

    [Fact]
    public async Task Equipment_AfterABaseReport_IsKnownToTheFilters()
    {
        await EnterAsync("MAPH-1", null);
        await using var station = Station("MAPH-1");
        await station.ConnectAndBootAsync(_deadline);
        using var client = host.Client(withKey: true);
        using var answer = await client.PostAsJsonAsync("/api/v1/stations/MAPH-1/commands/GetBaseReport", new { requestId = 7, reportBase = "FullInventory" });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());

        var key = host.Services.GetRequiredService<StationRegistry>().Find(StationId.Parse("MAPH-1"))!.Key;
        StationEquipment? known = null;
        await Eventually.TrueAsync(
            async () => (known = (await host.Services.GetRequiredService<VariableStore>().EquipmentAsync(CancellationToken.None)).GetValueOrDefault(key)) is { ConnectorTypes.Count: > 0, MostPowerW: > 0 },
            "power and connector of the station are known");
        Assert.Contains(known!.ConnectorTypes, type => MapFilter.WordOf(type) != type);
    }

    [Fact]
    public async Task SiteManager_SeesOnlyTheSitesGranted()
    {
        await PutSiteAsync("MAP-E", "Eifel", 50.3, 6.9);
        await PutSiteAsync("MAP-F", "Fulda", 50.55, 9.68);
        await EnterAsync("MAPE-1", "MAP-E");
        await EnterAsync("MAPF-1", "MAP-F");
        using var scope = host.Services.CreateScope();
        await scope.ServiceProvider.GetRequiredService<UserAccounts>().CreateAsync(
            new NewAccount("eifel@example.com", "Eifel", "volcano-lake-5", [new GrantWish(Role.SiteManager, "MAP-E")], false), AccessScope.System.Actor);
        var page = await host.OpenAsync("/sign-in?returnUrl=%2Fmap");
        await BrowserHost.SignInAsync(page, "eifel@example.com", "volcano-lake-5");
        await page.LiveAsync();

        await Assertions.Expect(page.Locator("[data-place='site:MAP-E']")).ToHaveCountAsync(1, new() { Timeout = Patience });
        await Assertions.Expect(page.Locator(".map[data-places='1']")).ToHaveCountAsync(1, new() { Timeout = Patience });
        await Assertions.Expect(page.Locator(".mapline")).ToHaveCountAsync(1);
        Assert.DoesNotContain("Fulda", await page.ContentAsync(), StringComparison.Ordinal);
        await page.GoLiveAsync("/map?at=site:MAP-F");
        await Assertions.Expect(page.Locator("[data-place='site:MAP-E']")).ToHaveCountAsync(1, new() { Timeout = Patience });
        await Assertions.Expect(page.Locator(".mapside")).ToHaveCountAsync(0);
    }

    private Task PutSiteAsync(string id, string name, double latitude, double longitude) =>
        host.Services.GetRequiredService<SiteDirectory>().PutAsync(new Site { Id = id, Name = name, TimeZone = "Europe/Berlin", Latitude = latitude, Longitude = longitude }, CancellationToken.None);

    private Task EnterAsync(string id, string? site) =>
        host.Services.GetRequiredService<StationDirectory>().PutAsync(StationId.Parse(id), profile => profile with { SiteId = site }, CancellationToken.None);

    private VirtualStation Station(string id) =>
        new(new StationOptions { Id = id, Url = new UriBuilder(host.Address) { Scheme = "ws", Path = "/ocpp" }.Uri, Version = OcppVersion.V201, Speed = 20 });
}
