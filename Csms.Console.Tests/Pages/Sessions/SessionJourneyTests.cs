using Csms.Console.Security;
using Csms.Console.Security.Accounts;
using Csms.Console.Tests.Support;
using Csms.Engine.Sessions;
using Csms.Engine.Stations;
using Csms.Engine.Tests.Support;
using Csms.Engine.Units;
using Csms.Simulator.Quirks;
using Csms.Simulator.Station;
using Csms.Simulator.Vehicle;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using StationOptions = Csms.Simulator.Station.StationOptions;

namespace Csms.Console.Tests.Pages.Sessions;

/// <summary>From the card to the closed session, in a real browser, with a simulated station on a real socket.</summary>
public sealed class SessionJourneyTests(BrowserHost host) : BrowserTest(host), IClassFixture<BrowserHost>
{
    [Fact]
    public async Task Token_EnteredHere_ChargesAndIsWatchedToTheEnd()
    {
        await EnterAsync("JOURNEY-01");
        var tokens = await Host.SignedInAsync("/tokens");
        await tokens.ClickAsync(".head .btn.p");
        await tokens.ClickAsync(".formbar .btn.p");
        await Assertions.Expect(tokens.Locator(".wrong")).ToContainTextAsync("Which token");
        await tokens.FillAsync("#t-id", "04JOURNEY1");
        await tokens.FillAsync("#t-driver", "Ann Example");
        await tokens.Locator("#t-driver").BlurAsync();
        await tokens.ClickAsync(".formbar .btn.p");
        await Assertions.Expect(tokens.Locator("h1")).ToHaveTextAsync("04JOURNEY1");

        var list = await Host.SignedInAsync("/sessions?q=JOURNEY-01");
        await Assertions.Expect(list.Locator(".empty")).ToBeVisibleAsync();
        await using var station = Station("JOURNEY-01");
        await station.ConnectAndBootAsync(Deadline);
        await station.PlugInAsync(1, new VirtualVehicle());
        await station.TapAsync(1, new IdToken("04JOURNEY1"));

        var row = list.Locator(".vt-row", new() { HasText = "JOURNEY-01" });
        await Assertions.Expect(row).ToContainTextAsync("Charging");
        await Assertions.Expect(row).ToContainTextAsync("Ann Example");
        await row.Locator("a[data-row-link]").ClickAsync();
        await Assertions.Expect(list.Locator(".why .title")).ToHaveTextAsync("Energy flows.");
        await Assertions.Expect(list.Locator(".chart canvas").First).ToBeVisibleAsync();

        await station.UnplugAsync(1);
        await Assertions.Expect(list.Locator(".head .tag")).ToContainTextAsync("Completed");
        await Assertions.Expect(list.Locator("table.events")).ToContainTextAsync("Ended");
        await list.ClickAsync(".chartbox .iconbtn");
        await Assertions.Expect(list.Locator(".twin th").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Limit_SetOnThePage_IsHeldByTheStationAndEndsTheSession()
    {
        await EnterAsync("JOURNEY-21");
        await EnterTokenAsync("04JOURNEY21");
        await using var station = Station("JOURNEY-21", OcppVersion.V21);
        await station.ConnectAndBootAsync(Deadline);
        await station.PlugInAsync(1, new VirtualVehicle());
        await station.TapAsync(1, new IdToken("04JOURNEY21"));
        var page = await Host.SignedInAsync("/sessions?q=JOURNEY-21");
        await page.Locator(".vt-row a[data-row-link]").First.ClickAsync();
        await page.ClickAsync("[data-key=limit]");
        var dialog = page.Locator(".rz-dialog");
        await dialog.Locator("button[type=submit]").ClickAsync();
        await Assertions.Expect(dialog.Locator(".wrong")).ToHaveTextAsync("At least one limit is needed.");
        await dialog.Locator("#l-soc").FillAsync("101");
        await Assertions.Expect(dialog.Locator(".wrong").First).ToHaveTextAsync("1 to 100");
        await dialog.Locator("#l-soc").FillAsync("");
        await dialog.Locator("#l-energy").FillAsync("0.5");
        await dialog.Locator("button[type=submit]").ClickAsync();

        await Assertions.Expect(page.Locator(".kv", new() { HasText = "Limits at the station" })).ToContainTextAsync("0.500 kWh");
        await Assertions.Expect(page.Locator("table.events")).ToContainTextAsync("EnergyLimitReached");
        Assert.Equal("EnergyLimitReached", Assert.Single(station.Record.Transactions).StopReason);
    }

    [Fact]
    public async Task Start_WithALimit_EndsTheSessionThatItBegins()
    {
        await EnterAsync("JOURNEY-22");
        await EnterTokenAsync("04JOURNEY22");
        await using var station = Station("JOURNEY-22", OcppVersion.V21);
        await station.ConnectAndBootAsync(Deadline);
        await station.PlugInAsync(1, new VirtualVehicle());
        var page = await Host.SignedInAsync("/stations/JOURNEY-22");
        await page.Locator(".station .top .head [data-key=actions]").ClickAsync();
        await page.Locator(".station .top .head [data-menu-item][data-command=Start]").ClickAsync();
        var dialog = page.Locator(".rz-dialog");
        await dialog.Locator("#c-token").FillAsync("04JOURNEY22");
        await dialog.Locator("[data-key=limits] summary").ClickAsync();
        await dialog.Locator("#l-soc").FillAsync("101");
        await Assertions.Expect(dialog.Locator(".wrong")).ToHaveTextAsync("1 to 100");
        await dialog.Locator("#l-soc").FillAsync("");
        await dialog.Locator("#l-energy").FillAsync("0.5");
        await dialog.Locator("button[type=submit]").ClickAsync();
        await Assertions.Expect(dialog.Locator(".life li.done", new() { HasText = "Answered: Accepted" })).ToBeVisibleAsync();

        await page.GoLiveAsync("/sessions?q=JOURNEY-22");
        await page.Locator(".vt-row a[data-row-link]").First.ClickAsync();
        await Assertions.Expect(page.Locator(".kv", new() { HasText = "Limits at the station" })).ToContainTextAsync("0.500 kWh");
        await Assertions.Expect(page.Locator("table.events")).ToContainTextAsync("EnergyLimitReached");
    }

    [Fact]
    public async Task Stale_ClosedWithAReason_IsSettledAndAudited()
    {
        await EnterAsync("JOURNEY-02");
        await EnterTokenAsync("04JOURNEY2");
        var station = Station("JOURNEY-02");
        await station.ConnectAndBootAsync(Deadline);
        await station.PlugInAsync(1, new VirtualVehicle());
        await station.TapAsync(1, new IdToken("04JOURNEY2"));
        var page = await Host.SignedInAsync("/sessions?q=JOURNEY-02");
        await page.Locator(".vt-row a[data-row-link]").ClickAsync();
        await page.GetByText("Close stale…").ClickAsync();
        await station.DisposeAsync();
        await page.ClickAsync(".formbar .btn.d");
        await Assertions.Expect(page.Locator(".wrong")).ToBeVisibleAsync();
        await page.FillAsync("#ask-reason", "charger was taken down");
        await page.ClickAsync(".formbar .btn.d");
        await Assertions.Expect(page.Locator(".flag")).ToContainTextAsync("charger was taken down");
        await page.GoLiveAsync("/admin/audit?q=session.close");
        await Assertions.Expect(page.Locator(".vt-row").First).ToContainTextAsync("charger was taken down");
    }

    [Fact]
    public async Task Review_SettledWithATypedReason_CompletesTheSessionAndIsAudited()
    {
        await EnterAsync("JOURNEY-04");
        await EnterTokenAsync("04JOURNEY4");
        await using var station = new VirtualStation(Charger("JOURNEY-04") with { Quirks = [new NoMeterStop()], Speed = 1, MeterInterval = TimeSpan.FromSeconds(1) });
        await station.ConnectAndBootAsync(Deadline);
        await station.PlugInAsync(1, new VirtualVehicle());
        await station.TapAsync(1, new IdToken("04JOURNEY4"));
        await InStateAsync("JOURNEY-04", SessionState.Active);
        await station.UnplugAsync(1);
        await InStateAsync("JOURNEY-04", SessionState.Review);
        var page = await Host.SignedInAsync("/sessions?state=review&q=JOURNEY-04");

        var row = page.Locator(".vt-row", new() { HasText = "JOURNEY-04" });
        await Assertions.Expect(row).ToContainTextAsync("In review");
        await row.Locator("a[data-row-link]").ClickAsync();
        await Assertions.Expect(page.Locator(".flag")).ToContainTextAsync("The end gave no register");
        var energy = await page.Locator(".kv dd.b").InnerTextAsync();
        await page.ClickAsync("[data-key=settle]");
        await page.ClickAsync(".rz-dialog .btn.p");
        await Assertions.Expect(page.Locator(".rz-dialog .wrong")).ToBeVisibleAsync();
        await page.FillAsync("#ask-reason", "meter read on site");
        await page.ClickAsync(".rz-dialog .btn.p");

        await Assertions.Expect(page.Locator(".head .tag")).ToHaveTextAsync("Completed");
        await Assertions.Expect(page.Locator(".flag")).ToContainTextAsync("meter read on site");
        await Assertions.Expect(page.Locator("[data-key=settle], .flag .btn")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator(".kv dd.b")).ToHaveTextAsync(energy);
        await page.GoLiveAsync("/sessions?state=review&q=JOURNEY-04");
        await Assertions.Expect(page.Locator(".empty")).ToBeVisibleAsync();
        await page.GoLiveAsync("/admin/audit?q=session.resolve");
        await Assertions.Expect(page.Locator(".vt-row").First).ToContainTextAsync("meter read on site");
    }

    [Fact]
    public async Task Messages_LivePausedFilteredOpened_ShowWhatTheStationSays()
    {
        await EnterAsync("JOURNEY-03");
        var page = await Host.SignedInAsync("/stations/JOURNEY-03?tab=messages");
        await using var station = Station("JOURNEY-03");
        await station.ConnectAndBootAsync(Deadline);
        var boot = page.Locator(".vt-row", new() { HasText = "BootNotification" });
        await Assertions.Expect(boot).ToContainTextAsync("Accepted");
        await boot.Locator("a[data-row-link]").ClickAsync();
        await Assertions.Expect(page.Locator("aside.detail tr", new() { HasText = "vendorName" })).ToContainTextAsync("Manufacturer");
        await Assertions.Expect(page.Locator("aside.detail code[title*='required']")).Not.ToHaveCountAsync(0);
        Assert.Contains("frame=", page.Url, StringComparison.Ordinal);
        await page.ClickAsync("aside.detail .seg button:nth-child(2)");
        await Assertions.Expect(page.Locator("aside.detail pre").First).ToContainTextAsync("chargingStation");

        await page.ClickAsync(".messages .filterbar .seg button:nth-child(2)");
        await station.PlugInAsync(1, new VirtualVehicle());
        await Assertions.Expect(page.Locator(".messages .filterbar .seg .n")).ToContainTextAsync("+");
        await page.ClickAsync(".messages .filterbar .seg button:nth-child(1)");
        await Assertions.Expect(page.Locator(".vt-row", new() { HasText = "Occupied" }).First).ToBeVisibleAsync();

        await page.GoLiveAsync("/stations/JOURNEY-03?tab=messages&action=BootNotification");
        await Assertions.Expect(page.Locator(".vt-row")).ToHaveCountAsync(1);
    }

    private Task InStateAsync(string station, SessionState state) => Eventually.TrueAsync(
        async () => (await Host.Services.GetRequiredService<SessionStore>().ListAsync(new SessionQuery { StationId = station, State = state }, CancellationToken.None)).Count > 0,
        $"a session of {station} is {state}");

    [Fact]
    public async Task Technician_SeesSessionsButNoTokens()
    {
        var page = await Host.AsAsync(Role.Technician, "/sessions");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Sessions");
        await Assertions.Expect(page.Locator(".nav a[href='/tokens']")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("input[data-list-search]")).Not.ToHaveAttributeAsync("placeholder", "Session, station, token, transaction…");
        await page.GoLiveAsync("/tokens");
        await Assertions.Expect(page.Locator(".vt")).ToHaveCountAsync(0);
    }
}
