using Csms.Console.Security;
using Csms.Console.Security.Accounts;
using Csms.Console.Tests.Support;
using Csms.Engine.Stations;
using Csms.Engine.Units;
using Csms.Simulator.Station;
using Csms.Simulator.Vehicle;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using StationOptions = Csms.Simulator.Station.StationOptions;

namespace Csms.Console.Tests.Pages.Sessions;

/// <summary>From the card to the closed session, in a real browser, with a simulated station on a real socket.</summary>
[Trait("Cost", "Browser")]
public sealed class SessionJourneyTests(BrowserHost host) : IClassFixture<BrowserHost>
{
    private static readonly TimeSpan _deadline = TimeSpan.FromSeconds(30);
    private static readonly LocatorAssertionsToContainTextOptions _patient = new() { Timeout = 20_000 };

    [Fact]
    public async Task Token_EnteredHere_ChargesAndIsWatchedToTheEnd()
    {
        await EnterAsync("JOURNEY-01");
        var tokens = await host.SignedInAsync("/tokens");
        await tokens.ClickAsync(".head .btn.p");
        await tokens.ClickAsync(".formbar .btn.p");
        await Assertions.Expect(tokens.Locator(".wrong")).ToContainTextAsync("Which token", _patient);
        await tokens.FillAsync("#t-id", "04JOURNEY1");
        await tokens.FillAsync("#t-driver", "Ann Example");
        await tokens.Locator("#t-driver").BlurAsync();
        await tokens.ClickAsync(".formbar .btn.p");
        await Assertions.Expect(tokens.Locator("h1")).ToHaveTextAsync("04JOURNEY1", new() { Timeout = 20_000 });

        var list = await host.SignedInAsync("/sessions?q=JOURNEY-01");
        await Assertions.Expect(list.Locator(".empty")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await using var station = Station("JOURNEY-01");
        await station.ConnectAndBootAsync(_deadline);
        await station.PlugInAsync(1, new VirtualVehicle());
        await station.TapAsync(1, new IdToken("04JOURNEY1"));

        var row = list.Locator(".vt-row", new() { HasText = "JOURNEY-01" });
        await Assertions.Expect(row).ToContainTextAsync("Charging", _patient);
        await Assertions.Expect(row).ToContainTextAsync("Ann Example", _patient);
        await row.Locator("a[data-row-link]").ClickAsync();
        await Assertions.Expect(list.Locator(".why .title")).ToHaveTextAsync("Energy flows.", new() { Timeout = 20_000 });
        await Assertions.Expect(list.Locator(".chart canvas").First).ToBeVisibleAsync();

        await station.UnplugAsync(1);
        await Assertions.Expect(list.Locator(".head .tag")).ToContainTextAsync("Completed", _patient);
        await Assertions.Expect(list.Locator("table.events")).ToContainTextAsync("Ended", _patient);
        await list.ClickAsync(".chartbox .iconbtn");
        await Assertions.Expect(list.Locator(".twin th").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Stale_ClosedWithAReason_IsSettledAndAudited()
    {
        await EnterAsync("JOURNEY-02");
        await host.Services.GetRequiredService<Engine.Tokens.TokenStore>().PutAsync(new() { IdToken = "04JOURNEY2" }, CancellationToken.None);
        var station = Station("JOURNEY-02");
        await station.ConnectAndBootAsync(_deadline);
        await station.PlugInAsync(1, new VirtualVehicle());
        await station.TapAsync(1, new IdToken("04JOURNEY2"));
        var page = await host.SignedInAsync("/sessions?q=JOURNEY-02");
        await page.Locator(".vt-row a[data-row-link]").ClickAsync(new() { Timeout = 20_000 });
        await page.GetByText("Close stale…").ClickAsync(new() { Timeout = 20_000 });
        await station.DisposeAsync();
        await page.ClickAsync(".formbar .btn.d");
        await Assertions.Expect(page.Locator(".wrong")).ToBeVisibleAsync();
        await page.FillAsync("#ask-reason", "charger was taken down");
        await page.ClickAsync(".formbar .btn.d");
        await Assertions.Expect(page.Locator(".flag")).ToContainTextAsync("charger was taken down", _patient);
        await page.GotoAsync("/admin/audit?q=session.close");
        await Assertions.Expect(page.Locator(".vt-row").First).ToContainTextAsync("charger was taken down", _patient);
    }

    [Fact]
    public async Task Messages_LivePausedFilteredOpened_ShowWhatTheStationSays()
    {
        await EnterAsync("JOURNEY-03");
        var page = await host.SignedInAsync("/stations/JOURNEY-03?tab=messages");
        await using var station = Station("JOURNEY-03");
        await station.ConnectAndBootAsync(_deadline);
        var boot = page.Locator(".vt-row", new() { HasText = "BootNotification" });
        await Assertions.Expect(boot).ToContainTextAsync("Accepted", _patient);
        await boot.Locator("a[data-row-link]").ClickAsync();
        await Assertions.Expect(page.Locator("aside.detail")).ToContainTextAsync("required", _patient);
        Assert.Contains("frame=", page.Url, StringComparison.Ordinal);
        await page.ClickAsync("aside.detail .seg button:nth-child(2)");
        await Assertions.Expect(page.Locator("aside.detail pre").First).ToContainTextAsync("chargingStation", _patient);

        await page.ClickAsync(".messages .filterbar .seg button:nth-child(2)");
        await station.PlugInAsync(1, new VirtualVehicle());
        await Assertions.Expect(page.Locator(".messages .filterbar .seg .n")).ToContainTextAsync("+", _patient);
        await page.ClickAsync(".messages .filterbar .seg button:nth-child(1)");
        await Assertions.Expect(page.Locator(".vt-row", new() { HasText = "Occupied" }).First).ToBeVisibleAsync(new() { Timeout = 20_000 });

        await page.GotoAsync("/stations/JOURNEY-03?tab=messages&action=BootNotification");
        await Assertions.Expect(page.Locator(".vt-row")).ToHaveCountAsync(1, new() { Timeout = 20_000 });
    }

    [Fact]
    public async Task Technician_SeesSessionsButNoTokens()
    {
        using var scope = host.Services.CreateScope();
        await scope.ServiceProvider.GetRequiredService<UserAccounts>().CreateAsync(
            new NewAccount("tech@example.com", "Tech", "screwdriver-77", [new GrantWish(Role.Technician, null)], false), AccessScope.System.Actor);
        var page = await host.OpenAsync("/sign-in?returnUrl=%2Fsessions");
        await BrowserHost.SignInAsync(page, "tech@example.com", "screwdriver-77");
        await page.WaitForSelectorAsync("html[data-link=live]");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Sessions");
        await Assertions.Expect(page.Locator(".nav a[href='/tokens']")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("input[data-list-search]")).Not.ToHaveAttributeAsync("placeholder", "Session, station, token, transaction…");
        await page.GotoAsync("/tokens");
        await Assertions.Expect(page.Locator(".vt")).ToHaveCountAsync(0);
    }

    private Task EnterAsync(string id) =>
        host.Services.GetRequiredService<StationDirectory>().PutAsync(StationId.Parse(id), profile => profile, CancellationToken.None);

    private VirtualStation Station(string id) =>
        new(new StationOptions { Id = id, Url = new UriBuilder(host.Address) { Scheme = "ws", Path = "/ocpp" }.Uri, Version = OcppVersion.V201, Speed = 20 });
}
