using Csms.Simulator.Demo;
using Csms.Simulator.Station;

namespace Csms.Engine.Tests.Simulator;

public sealed class DemoNetworkTests
{
    [Fact]
    public void Sites_ForAnyNumber_HoldThatManyStationsWithUniqueIds()
    {
        foreach (var number in (int[])[0, 1, 4, 24, 600])
        {
            var ids = DemoPlan.Sites(number).SelectMany(s => s.Stations).Select(s => s.Id).ToArray();
            Assert.Equal(number, ids.Length);
            Assert.Equal(number, ids.Distinct().Count());
        }
    }

    [Fact]
    public async Task Network_Started_BootsAllStationsAndCharges()
    {
        await using var csms = await CannedCsms.StartAsync();
        await using var network = new DemoNetwork(csms.Url, stations: 10, clock: SpeededClock.Over(TimeProvider.System, 8));
        await network.StartAsync();

        await Poll.UntilAsync(() => network.Stations.Count == 10 && network.Stations.All(s => s.Registration == RegistrationState.Accepted));
        await Poll.UntilAsync(() => network.Stations.SelectMany(s => s.Evses).Count(e => e.Transaction is not null) >= 5);
        // What a person has in hand the drivers leave alone.
        var (station, evse) = network.Stations.SelectMany(s => s.Evses, (s, e) => (s, e)).First(each => each.e.Transaction is not null);
        network.TakeByHand(station.Id, evse.Id);
        Assert.True(network.IsByHand(station.Id, evse.Id));
        network.GiveBack(station.Id, evse.Id);
        Assert.False(network.IsByHand(station.Id, evse.Id));
        await network.StopAsync();

        Assert.Empty(network.Stations.SelectMany(s => s.Record.Faults));
        StationConversationTests.AssertSchemaValid(csms);
    }
}
