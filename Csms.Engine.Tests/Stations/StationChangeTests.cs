using Csms.Engine.Tests.Support;
using Csms.Engine.Units;

namespace Csms.Engine.Tests.Stations;

/// <summary>People and programs change a station at the same time.</summary>
[Collection(EngineCollection.Name)]
public sealed class StationChangeTests(EngineHost host)
{
    [Fact]
    public async Task TwoChangesAtOnce_NeitherIsLost()
    {
        var id = StationId.Parse(EngineHost.NewStation());
        await host.Directory.PutAsync(id, profile => profile, CancellationToken.None);
        for (var round = 1; round <= 25; round++)
        {
            var (name, tariff) = ($"name {round}", $"tariff-{round}");
            await Task.WhenAll(
                Task.Run(() => host.Directory.PutAsync(id, profile => profile with { Name = name }, CancellationToken.None)),
                Task.Run(() => host.Directory.PutAsync(id, profile => profile with { TariffId = tariff }, CancellationToken.None)));

            var profile = host.State(id.Value).Profile;
            Assert.Equal((name, tariff), (profile.Name, profile.TariffId));
            Assert.Equal([[name, tariff]], await host.Database.RowsAsync($"SELECT name, tariff_id FROM csms.stations WHERE id = '{id}'"));
        }
    }

    [Fact]
    public async Task EnteredWhileItConnectsUnknown_IsEnteredOnceWithWhatWasSaid()
    {
        for (var round = 0; round < 10; round++)
        {
            var id = EngineHost.NewStation();
            var connecting = ScriptedStation.ConnectAsync(host, id, "ocpp2.1");
            await host.Directory.PutAsync(StationId.Parse(id), profile => profile with { Name = "Named" }, CancellationToken.None);
            await using var station = await connecting;
            await station.CallAsync(ScriptedStation.Boot("ocpp2.1"));
            Assert.Equal("Named", host.State(id).Profile.Name);
        }
    }
}
