using Csms.Engine.Events;
using Csms.Engine.Tests.Support;

namespace Csms.Engine.Tests.Sessions;

/// <summary>When energy began to flow stands in the session's row while it runs, whatever told it.</summary>
public sealed class SessionEnergyTests(EngineHost host) : SessionTest(host)
{
    [Fact]
    public async Task Energy_ToldByAStatusOf16_IsInTheRowWhileItRunsAndAfterARestart()
    {
        var id = EngineHost.NewStation();
        var transaction = Transaction("ocpp1.6");
        await using (var station = await BootAsync("ocpp1.6", id))
        {
            await StartAsync(station, transaction, T0, 1000);
            await station.CallAsync(transaction.Status(T0.AddSeconds(5), "Charging"));
            await InRowAsync(id);
        }

        await Host.RestartAsync();

        var session = Assert.Single(Host.State(id).Sessions.Sessions);
        Assert.Equal((T0.AddSeconds(5), ChargingState.Charging), (session.EnergySince!.Value, session.ChargingState));
        await InRowAsync(id);
    }

    [Fact]
    public async Task Energy_ToldByTheRegisterAlone_IsInTheRowWhileItRuns()
    {
        var id = EngineHost.NewStation();
        var transaction = Transaction("ocpp1.6");
        await using var station = await BootAsync("ocpp1.6", id);
        await StartAsync(station, transaction, T0, 1000);
        await station.CallAsync(transaction.Sample(T0.AddSeconds(300), 1001)); // 12 W

        await InRowAsync(id);
    }

    private Task InRowAsync(string station) => Eventually.TrueAsync(
        async () => await Host.Database.ScalarAsync<long>(
            "SELECT count(*) FROM csms.sessions WHERE station_id = $1 AND state = 'active' AND detail ? 'energySince'", station) == 1,
        "the row tells since when energy flows");
}
