using Csms.Console.Tests.Support;
using Csms.Engine.LiveView;
using Csms.Engine.Sessions;
using Microsoft.Extensions.DependencyInjection;

namespace Csms.Console.Tests.Pages.Simulator;

/// <summary>What a demo over an empty database begins with.</summary>
public sealed class DemoPastTests(DemoBrowserHost host) : IClassFixture<DemoBrowserHost>
{
    [Fact]
    public async Task Start_OverAnEmptyDatabase_HasSessionsOfDaysBefore_WithReadingsStatesAndPower()
    {
        var now = DateTimeOffset.UtcNow;
        var past = (await host.Services.GetRequiredService<SessionStore>().ListAsync(new SessionQuery { Limit = 500 }, CancellationToken.None))
            .Where(session => session.StartedAt < now.AddDays(-1)).ToList();
        Assert.Contains(past, session => session.StartedAt < now.AddDays(-6));
        var session = past.First(one => one.EnergyWh > 1000);
        Assert.Equal(session.EnergyWh, session.MeterStopWh - session.MeterStartWh);

        var read = await host.Services.GetRequiredService<DayQueries>().ReadAsync(now.AddHours(-12), now, null, CancellationToken.None);
        Assert.True(read.StartedBefore > 0);
        var power = await host.Services.GetRequiredService<PowerHistory>().ReadAsync(null, now.AddDays(-2), now.AddDays(-1), CancellationToken.None);
        Assert.Equal(1440, power.Count);
        Assert.Contains(power, minute => minute.PowerW > 0);
    }

    [Fact]
    public async Task Page_OfASessionOfThePast_StandsWithItsChart()
    {
        var session = (await host.Services.GetRequiredService<SessionStore>().ListAsync(new SessionQuery { Limit = 500 }, CancellationToken.None))
            .First(one => one.EndedAt < DateTimeOffset.UtcNow.AddDays(-1) && one.EnergyWh > 1000);
        var page = await host.SignedInAsync($"/sessions/{session.Id.Display}");
        await Microsoft.Playwright.Assertions.Expect(page.Locator("h1")).ToHaveTextAsync(session.Id.Display);
        await page.WaitForSelectorAsync("canvas");
    }
}
