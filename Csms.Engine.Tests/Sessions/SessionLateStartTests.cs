using Csms.Engine.Sessions;
using Csms.Engine.Tests.Support;

namespace Csms.Engine.Tests.Sessions;

/// <summary>Ends of 1.6 without a known id (errata 3.18), more of them than a station keeps ended sessions in memory.</summary>
public sealed class SessionLateStartTests(EngineHost host) : SessionTest(host)
{
    private const int Many = 7;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AllEndsBeforeTheirStarts_EachStartFindsItsOwnEnd(bool restart)
    {
        var id = EngineHost.NewStation();
        var transaction = Transaction("ocpp1.6");
        await using (var station = await BootAsync("ocpp1.6", id))
        {
            for (var index = 0; index < Many; index++)
            {
                await station.CallAsync(transaction.Ended(Start(index).AddSeconds(30), Register(index) + 500, by: EngineHost.Token));
            }
        }

        if (restart)
        {
            await Host.RestartAsync();
        }

        await using (var station = await ScriptedStation.ConnectAsync(Host, id, "ocpp1.6"))
        {
            for (var index = 0; index < Many; index++)
            {
                await station.CallAsync(transaction.Started(Start(index), Register(index)));
            }
        }

        var sessions = await Host.StoredAsync(id);
        Assert.Equal(Many, sessions.Count);
        Assert.All(sessions, session => AssertSound(session, 500));
        Assert.Equal(Enumerable.Range(0, Many).Select(index => (long?)Register(index)), sessions.Select(session => session.MeterStartWh));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task EndIsRepeatedAfterManyOtherSessions_IsCountedOnce(bool restart)
    {
        var id = EngineHost.NewStation();
        var first = Transaction("ocpp1.6");
        var station = await BootAsync("ocpp1.6", id);
        await station.CallAsync(first.Started(Start(0), Register(0)));
        var end = first.Ended(Start(0).AddSeconds(30), Register(0) + 500, by: EngineHost.Token); // it names transaction 0
        await station.CallAsync(end);
        for (var index = 1; index < Many; index++)
        {
            var other = Transaction("ocpp1.6");
            await StartAsync(station, other, Start(index), Register(index));
            await station.CallAsync(other.Ended(Start(index).AddSeconds(30), Register(index) + 500));
        }

        await station.DisposeAsync();
        if (restart)
        {
            await Host.RestartAsync();
        }

        await using var again = await ScriptedStation.ConnectAsync(Host, id, "ocpp1.6");
        await again.CallAsync(end);

        var sessions = await Host.StoredAsync(id);
        Assert.Equal(Many, sessions.Count);
        Assert.All(sessions, session => Assert.Equal(500, session.EnergyWh));
        Assert.DoesNotContain(sessions, session => session.Has(SessionFlagKind.StopWithoutStart));
    }

    private DateTimeOffset Start(int index) => T0.AddSeconds(index * 60);

    private static long Register(int index) => 1000 * (index + 1);
}
