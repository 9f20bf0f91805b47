using Csms.Engine.Energy;
using Csms.Engine.LiveView;
using Csms.Engine.Stations;
using Csms.Engine.Tests.Support;
using Csms.Engine.Tokens;
using Csms.Engine.Units;
using Microsoft.Extensions.DependencyInjection;

namespace Csms.Engine.Tests.Stations;

/// <summary>A station is taken off the list while it is connected and charges: nothing of it stays behind in the live view or at its token.</summary>
[Collection(EngineCollection.Name)]
public sealed class StationRemovalTests(EngineHost host)
{
    [Fact]
    public async Task RemovedWhileCharging_TheSumsAreThoseOfTheOthers()
    {
        var site = "removal-" + Guid.NewGuid().ToString("N")[..8];
        await host.Services.GetRequiredService<SiteDirectory>().PutAsync(new Site { Id = site, Name = site }, CancellationToken.None);
        await using var gone = await ChargingAsync(EngineHost.Token, site);
        await using var stays = await ChargingAsync(EngineHost.Token, site);
        var board = host.Services.GetRequiredService<LiveBoard>();
        Assert.Equal((2, 2, 0, 2), Sums(board.TotalsOf(site)));

        Assert.True(await host.Directory.DeleteAsync(StationId.Parse(gone.Id), CancellationToken.None));
        Assert.Equal((1, 1, 0, 1), Sums(board.TotalsOf(site)));
        await gone.Wire.ExpectGoneAsync();
        await stays.CallAsync(new ScriptedMessage("Heartbeat", []));
        Assert.Equal((1, 1, 0, 1), Sums(board.TotalsOf(site)));
    }

    [Fact]
    public async Task RemovedWhileCharging_TheTokenMayChargeElsewhere()
    {
        var token = "GONE" + Guid.NewGuid().ToString("N")[..8];
        await host.Tokens.PutAsync(new TokenEntry { IdToken = token, Concurrent = false }, CancellationToken.None);
        await using var gone = await ChargingAsync(token, site: null);
        await using var other = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), "ocpp2.1");
        var start = new TransactionScript("ocpp2.1", 1, token);
        Assert.Equal("ConcurrentTx", TransactionScript.VerdictIn(await other.CallAsync(start.Started(DateTimeOffset.UtcNow, 1000))));
        await other.CallAsync(start.Ended(DateTimeOffset.UtcNow, 1000));

        await host.Directory.DeleteAsync(StationId.Parse(gone.Id), CancellationToken.None);

        Assert.Equal("Accepted", TransactionScript.VerdictIn(await other.CallAsync(new TransactionScript("ocpp2.1", 1, token).Started(DateTimeOffset.UtcNow, 1000))));
    }

    private static (int Stations, int Online, int Offline, int Sessions) Sums(NetworkTotals totals) => (totals.Stations, totals.Online, totals.Offline, totals.Sessions);

    private async Task<ScriptedStation> ChargingAsync(string token, string? site)
    {
        var id = EngineHost.NewStation();
        await host.Directory.PutAsync(StationId.Parse(id), profile => profile with { SiteId = site }, CancellationToken.None);
        var station = await ScriptedStation.BootAsync(host, id, "ocpp2.1");
        var answer = await station.CallAsync(new TransactionScript("ocpp2.1", 1, token).Started(DateTimeOffset.UtcNow, 1000));
        Assert.Equal("Accepted", TransactionScript.VerdictIn(answer));
        return station;
    }
}
