using Csms.Console.Security;
using Csms.Console.Tests.Support;
using Csms.Engine.Sessions;
using Csms.Engine.Units;
using Csms.Simulator.Station;
using Csms.Simulator.Vehicle;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Csms.Console.Tests.Pages.Reviews;

/// <summary>Two sessions flagged by hand wait in the queue, are read one after the other by key and decided, in a real browser.</summary>
public sealed class ReviewJourneyTests(BrowserHost host) : BrowserTest(host), IClassFixture<BrowserHost>
{
    [Fact]
    public async Task Queue_FlaggedSessions_AreReadWithTheirEvidenceAndDecidedOneAfterTheOther()
    {
        var sessions = new[] { await EndedAsync("REVIEW-01", "04REVIEW1"), await EndedAsync("REVIEW-02", "04REVIEW2") };
        var (first, second) = (sessions.MinBy(session => session.StartedAt)!, sessions.MaxBy(session => session.StartedAt)!); // by the stations' clocks

        var page = await Host.SignedInAsync($"/sessions/{first.Id.Display}");
        foreach (var session in new[] { first, second })
        {
            await page.GoLiveAsync($"/sessions/{session.Id.Display}");
            await page.ClickAsync("[data-key=flag]");
            await page.FillAsync("#ask-reason", $"driver of {session.StationId} complains");
            await page.ClickAsync(".formbar .btn.p");
            await Assertions.Expect(page.Locator(".flag").First).ToContainTextAsync("complains");
        }

        await page.GoLiveAsync("/reviews");
        await Assertions.Expect(page.Locator(".queue .item")).ToHaveCountAsync(2);
        await Assertions.Expect(page.Locator(".nav a[href='/reviews'] .n.bad")).ToHaveTextAsync("2");
        await Assertions.Expect(page.Locator(".case")).ToContainTextAsync($"driver of {first.StationId} complains");
        await Assertions.Expect(page.Locator(".evidence section")).ToHaveCountAsync(4);
        await page.Keyboard.PressAsync("j");
        await Assertions.Expect(page.Locator(".case")).ToContainTextAsync($"driver of {second.StationId} complains");
        await page.Keyboard.PressAsync("k");
        await Assertions.Expect(page.Locator(".case")).ToContainTextAsync($"driver of {first.StationId} complains");

        await page.Locator(".decide .way input").Nth(1).CheckAsync();
        await page.FillAsync("#r-figure", "much");
        await page.ClickAsync(".decide .btn.p");
        await Assertions.Expect(page.Locator(".decide .wrong")).ToHaveCountAsync(2);
        await page.FillAsync("#r-figure", "12.5");
        await page.FillAsync("#r-reason", "read off the meter");
        await page.ClickAsync(".decide .btn.p");
        await Assertions.Expect(page.Locator(".ban.ok")).ToContainTextAsync($"{first.Id.Display} is settled with 12.500 kWh");
        await Assertions.Expect(page.Locator(".queue .item")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator(".case")).ToContainTextAsync($"driver of {second.StationId} complains");
        var corrected = await StoredAsync(first.StationId.Value);
        Assert.Equal((SessionState.Completed, 12_500, first.FinalEnergyWh), (corrected.State, corrected.EnergyWh, corrected.FinalEnergyWh));

        await page.Locator(".decide .way input").Nth(0).CheckAsync();
        await page.FillAsync("#r-reason", "driver was wrong");
        await page.ClickAsync(".decide .btn.p");
        await Assertions.Expect(page.Locator(".reviews .empty")).ToBeVisibleAsync();
        var accepted = await StoredAsync(second.StationId.Value);
        Assert.Equal((SessionState.Completed, second.EnergyWh), (accepted.State, accepted.EnergyWh));

        await page.GoLiveAsync($"/sessions/{first.Id.Display}");
        await Assertions.Expect(page.Locator(".flag").First).ToContainTextAsync("read off the meter");
        foreach (var (action, reason) in new[] { ("session.correct", "read off the meter"), ("session.resolve", "driver was wrong") })
        {
            await page.GoLiveAsync($"/admin/audit?q={action}");
            await Assertions.Expect(page.Locator(".vt-row").First).ToContainTextAsync(reason);
        }
    }

    [Fact]
    public async Task Viewer_HasNoReviews()
    {
        var page = await Host.AsAsync(Role.Viewer, "/sessions");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Sessions");
        await Assertions.Expect(page.Locator(".nav a[href='/reviews']")).ToHaveCountAsync(0);
        await page.GoLiveAsync("/reviews");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Your role does not allow this page");
    }

    private async Task<Session> EndedAsync(string id, string token)
    {
        await EnterAsync(id);
        await EnterTokenAsync(token);
        await using var station = Station(id);
        await station.ConnectAndBootAsync(Deadline);
        await station.PlugInAsync(1, new VirtualVehicle());
        await station.TapAsync(1, new IdToken(token));
        var row = (await Host.SignedInAsync($"/sessions?q={id}")).Locator(".vt-row", new() { HasText = id });
        await Assertions.Expect(row).ToContainTextAsync("Charging");
        await station.UnplugAsync(1);
        await Assertions.Expect(row).ToContainTextAsync("Completed");
        return await StoredAsync(id);
    }

    private async Task<Session> StoredAsync(string station) =>
        Assert.Single(await Host.Services.GetRequiredService<SessionStore>().ListAsync(new SessionQuery { StationId = station }, CancellationToken.None));
}
