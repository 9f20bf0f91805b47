using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Energy.Profiles;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Tests.Support;
using Csms.Engine.Units;
using Microsoft.Extensions.DependencyInjection;

namespace Csms.Engine.Tests.Energy.Profiles;

/// <summary>What is known of smart charging outlasts the engine: profiles, limits of others, abilities; with what ended meanwhile gone.</summary>
public sealed class ChargingRestartTests(EngineHost host) : IClassFixture<EngineHost>
{
    [Fact]
    public async Task Book_EngineRestarts_KnowsTheSameAndGoesOn()
    {
        var id = StationId.Parse(EngineHost.NewStation());
        await using var station = await ScriptedStation.BootAsync(host, id.Value, "ocpp2.1");
        await station.CallAsync(new ScriptedMessage("NotifyReport", (JsonObject)JsonNode.Parse(
            """{"requestId":1,"seqNo":0,"generatedAt":"2026-01-01T00:00:00Z","reportData":[{"component":{"name":"SmartChargingCtrlr"},"variable":{"name":"PeriodsPerSchedule"},"variableAttribute":[{"value":"24"}]},{"component":{"name":"EVSE","evse":{"id":1}},"variable":{"name":"SupplyPhases"},"variableAttribute":[{"value":"1"}]}]}""")!));
        var transaction = new TransactionScript("ocpp2.1", 1, EngineHost.Token);
        await station.CallAsync(transaction.Started(DateTimeOffset.UtcNow, 100));
        await SetAsync("TxDefaultProfile", 1, 16, "");
        await SetAsync("TxProfile", 2, 8, $",\"transactionId\":\"{transaction.TransactionId}\"");
        await station.CallAsync(new ScriptedMessage("NotifyChargingLimit", (JsonObject)JsonNode.Parse("""{"chargingLimit":{"chargingLimitSource":"EMS"},"evseId":0}""")!));
        Assert.Equal(8 * 230, Book.Now(host.State(id.Value), 1).Limit!.Value.Watts); // one phase

        await host.RestartAsync();

        var known = Book.Find(id);
        Assert.Equal((2, 1, 24), (known.Profiles.Length, known.Limits.Length, Book.AbilityOf(id).MaxPeriods));
        Assert.Equal(("test", ProfileOrigin.Set), (known.Profiles[0].Actor, known.Profiles[0].Origin));
        Assert.Equal(8 * 230, Book.Now(host.State(id.Value), 1).Limit!.Value.Watts);
        await using (var again = await ScriptedStation.ConnectAsync(host, id.Value, "ocpp2.1")) await again.CallAsync(transaction.Ended(DateTimeOffset.UtcNow, 200));
        Assert.Equal(1, Assert.Single(Book.Find(id).Profiles).Profile.Id);
        await Eventually.TrueAsync(
            async () => await host.Database.ScalarAsync<long>("SELECT count(*) FROM csms.charging_items c JOIN csms.stations s ON s.key = c.station_key WHERE s.id = $1 AND c.kind = 'profile'", id.Value) == 1,
            "the end of the transaction is written");

        await host.Directory.DeleteAsync(id, CancellationToken.None);
        Assert.Same(StationCharging.None, Book.Find(id));
        Assert.Equal(0L, await host.Database.ScalarAsync<long>("SELECT count(*) FROM csms.charging_items"));

        async Task SetAsync(string purpose, int number, int amps, string more)
        {
            var body = $$$"""{"evseId":1,"chargingProfile":{"id":{{{number}}},"stackLevel":0,"chargingProfilePurpose":"{{{purpose}}}","chargingProfileKind":"Relative"{{{more}}},"chargingSchedule":[{"chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,"limit":{{{amps}}}}]}]}}""";
            var given = host.Commands.ExecuteAsync(new CommandRequest(id, "SetChargingProfile", JsonElement.Parse(body), "test"), CancellationToken.None);
            var (messageId, _) = await station.ExpectCallAsync("SetChargingProfile");
            await station.AnswerAsync(messageId, new JsonObject { ["status"] = "Accepted" });
            Assert.Equal("Accepted", (await given).Status);
        }
    }

    private ChargingBook Book => host.Services.GetRequiredService<ChargingBook>();
}
