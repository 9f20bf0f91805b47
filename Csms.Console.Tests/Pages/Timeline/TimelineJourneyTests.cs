using Csms.Console.Tests.Support;
using Csms.Engine.Energy;
using Csms.Engine.Stations;
using Csms.Engine.Tests.Support;
using Csms.Engine.Tokens;
using Csms.Engine.Units;
using Csms.Simulator.Station;
using Csms.Simulator.Vehicle;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using StationOptions = Csms.Simulator.Station.StationOptions;

namespace Csms.Console.Tests.Pages.Timeline;

/// <summary>What EVSEs did, in a real browser, with a session that a simulated station has played.</summary>
[Trait("Cost", "Browser")]
public sealed class TimelineJourneyTests(BrowserHost host) : IClassFixture<BrowserHost>, IAsyncLifetime
{
    private const float Patience = SharedBrowser.Patience;
    private static readonly TimeSpan _deadline = TimeSpan.FromMilliseconds(Patience);

    /// <inheritdoc />
    public Task InitializeAsync() => Task.CompletedTask;

    /// <inheritdoc />
    public Task DisposeAsync() => host.CloseAllAsync();

    [Fact]
    public async Task Timeline_SessionPlayedByAStation_IsToldAndOpened()
    {
        await PutSiteAsync("TL-A", "Tegernsee");
        await EnterAsync("TLA-1", "TL-A");
        await host.Services.GetRequiredService<TokenStore>().PutAsync(new() { IdToken = "04TIMELINE1" }, CancellationToken.None);
        await using var station = Station("TLA-1");
        await station.ConnectAndBootAsync(_deadline);
        await station.PlugInAsync(1, new VirtualVehicle());
        await station.TapAsync(1, new IdToken("04TIMELINE1"));

        var page = await host.SignedInAsync("/sites/TL-A?tab=timeline&hours=6");
        await Assertions.Expect(page.Locator(".tlbox[data-lanes='1']")).ToHaveCountAsync(1, new() { Timeout = Patience });
        var card = page.Locator(".tlcard");
        await page.FocusAsync(".tlbox canvas");
        await ToCardAsync(page, "Charging"); // live: it charges within a moment of the page's opening
        await Assertions.Expect(card).ToContainTextAsync("TLA-1 EVSE 1");
        await Assertions.Expect(card.Locator("a")).ToContainTextAsync("S-");
        var session = await card.Locator("a").InnerTextAsync();

        await page.Keyboard.PressAsync("Enter");

        await page.WaitForURLAsync($"**/sessions/{session}", new() { Timeout = Patience });
        await station.UnplugAsync(1);
    }

    [Fact]
    public async Task Timeline_FaultAndTable_SayTheReason()
    {
        await PutSiteAsync("TL-B", "Bodensee");
        await EnterAsync("TLB-1", "TL-B");
        await using var station = Station("TLB-1", OcppVersion.V16);
        await station.ConnectAndBootAsync(_deadline);
        await station.FaultAsync(1, "GroundFailure");
        await Eventually.TrueAsync(() => Board("TLB-1") == EvseCondition.Faulted, "the board shows the fault");

        var page = await host.SignedInAsync("/sites/TL-B?tab=timeline&hours=6");
        await Assertions.Expect(page.Locator(".tlbox[data-lanes='1']")).ToHaveCountAsync(1, new() { Timeout = Patience });
        await page.FocusAsync(".tlbox canvas");
        await ToCardAsync(page, "GroundFailure");

        await page.ClickAsync(".tlbar .iconbtn");
        await Assertions.Expect(page.Locator(".tltable tbody tr", new() { HasText = "GroundFailure" }).First).ToContainTextAsync("Faulted", new() { Timeout = Patience });
    }

    [Fact]
    public async Task Span_Chosen_StandsInTheAddress()
    {
        await PutSiteAsync("TL-C", "Chiemsee");
        await EnterAsync("TLC-1", "TL-C");
        await using var station = Station("TLC-1");
        await station.ConnectAndBootAsync(_deadline);
        var page = await host.SignedInAsync("/sites/TL-C?tab=timeline");
        await Assertions.Expect(page.Locator(".tlbox[data-lanes='1']")).ToHaveCountAsync(1, new() { Timeout = Patience });
        await page.Locator(".tlbar .seg button").Last.ClickAsync();
        await page.WaitForURLAsync("**hours=168*", new() { Timeout = Patience });
        await page.ClickAsync(".tlbar .btn.ic >> nth=0");
        await page.WaitForURLAsync("**until=*", new() { Timeout = Patience });
        await page.GoLiveAsync("/stations/TLC-1?tab=timeline");
        await Assertions.Expect(page.Locator(".tlbox[data-lanes='1']")).ToHaveCountAsync(1, new() { Timeout = Patience });
    }

    // The newest segment is the one that is told; it becomes the wanted one when the state does.
    private static async Task ToCardAsync(IPage page, string words)
    {
        var until = DateTime.UtcNow.AddMilliseconds(Patience);
        var card = page.Locator(".tlcard");
        while (true)
        {
            await page.Keyboard.PressAsync("End");
            if ((await card.InnerTextAsync()).Contains(words, StringComparison.Ordinal)) return;
            Assert.True(DateTime.UtcNow < until, $"No segment says {words}: {await card.InnerTextAsync()}");
            await page.EvaluateAsync("() => new Promise(requestAnimationFrame)");
        }
    }

    private EvseCondition? Board(string id) => host.Services.GetRequiredService<StationRegistry>().Find(StationId.Parse(id)) is { Evses: [var evse, ..] } station ? station.ConditionOf(evse) : null;

    private Task PutSiteAsync(string id, string name) =>
        host.Services.GetRequiredService<SiteDirectory>().PutAsync(new Site { Id = id, Name = name, TimeZone = "Europe/Berlin", GridLimitW = 200_000 }, CancellationToken.None);

    private Task EnterAsync(string id, string site) =>
        host.Services.GetRequiredService<StationDirectory>().PutAsync(StationId.Parse(id), profile => profile with { SiteId = site }, CancellationToken.None);

    private VirtualStation Station(string id, OcppVersion version = OcppVersion.V201) =>
        new(new StationOptions { Id = id, Url = new UriBuilder(host.Address) { Scheme = "ws", Path = "/ocpp" }.Uri, Version = version, Speed = 20 });
}
