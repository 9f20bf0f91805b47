using System.Text.Json.Nodes;
using Csms.Engine.Tests.Support;

namespace Csms.Engine.Tests.Metering;

/// <summary>Readings outside of a session.</summary>
[Collection(EngineCollection.Name)]
public sealed class IdleReadingTests(EngineHost host)
{
    [Theory]
    [InlineData("ocpp1.6")]
    [InlineData("ocpp2.0.1")]
    [InlineData("ocpp2.1")]
    public async Task Reading_RepeatedAfterAReconnect_IsStoredOnce(string version)
    {
        var id = EngineHost.NewStation();
        var at = DateTimeOffset.UtcNow.AddSeconds(-30);
        var message = Reading(version, 1, at, 1000);
        await using (var station = await ScriptedStation.BootAsync(host, id, version))
        {
            await station.CallAsync(message);
        }

        await using (var station = await ScriptedStation.ConnectAsync(host, id, version))
        {
            await station.CallAsync(message);
            await station.CallAsync(Reading(version, 2, at, 1000));
            await station.CallAsync(Reading(version, 1, at.AddSeconds(1), 1000));
        }

        var key = host.State(id).Key;
        Assert.Equal(3L, await host.Database.ScalarAsync<long>("SELECT count(*) FROM csms.meter_values WHERE station_key = $1", key));
        Assert.Equal(3L, await host.Database.ScalarAsync<long>("SELECT count(*) FROM csms.raw_samples WHERE station_key = $1", key));
    }

    /// <summary>A clock that lost its time, one that shows local time, one of the next decade.</summary>
    [Theory]
    [InlineData("ocpp1.6", -20000)]
    [InlineData("ocpp1.6", 1)]
    [InlineData("ocpp2.0.1", 1)]
    [InlineData("ocpp2.1", 4000)]
    public async Task Reading_OfAClockThatIsNotBelieved_RepeatedAfterAReconnect_IsStoredOnceAtTheTimeItCame(string version, int daysAhead)
    {
        var id = EngineHost.NewStation();
        var began = DateTimeOffset.UtcNow;
        var said = began.AddDays(daysAhead);
        var message = Reading(version, 1, said, 1000);
        await using (var station = await ScriptedStation.BootAsync(host, id, version))
        {
            await station.CallAsync(message);
        }

        await using (var station = await ScriptedStation.BootAsync(host, id, version))
        {
            await station.CallAsync(message);
            await station.CallAsync(Reading(version, 2, said, 1000));
            await station.CallAsync(Reading(version, 1, said.AddSeconds(1), 1000));
        }

        var key = host.State(id).Key;
        foreach (var table in new[] { "meter_values", "raw_samples" })
        {
            var rows = await host.Database.RowsAsync($"SELECT evse_id, at FROM csms.{table} WHERE station_key = $1 ORDER BY received_at", key);
            Assert.Equal([(short)1, (short)2, (short)1], rows.Select(row => row[0]));
            Assert.All(rows, row => Assert.InRange((DateTime)row[1]!, began.UtcDateTime.AddSeconds(-1), DateTime.UtcNow));
        }
    }

    private static ScriptedMessage Reading(string version, int evse, DateTimeOffset at, long wh)
    {
        var is16 = version == "ocpp1.6";
        return new("MeterValues", new JsonObject
        {
            [is16 ? "connectorId" : "evseId"] = evse,
            ["meterValue"] = new JsonArray(new JsonObject
            {
                ["timestamp"] = TransactionScript.Text(at),
                ["sampledValue"] = new JsonArray(
                    new JsonObject { ["value"] = is16 ? $"{wh}" : wh, ["measurand"] = "Energy.Active.Import.Register" },
                    is16
                        ? new JsonObject { ["value"] = "4f434d467c", ["format"] = "SignedData" }
                        : new JsonObject
                        {
                            ["value"] = wh,
                            ["signedMeterValue"] = new JsonObject
                            {
                                ["signedMeterData"] = "T0NNRnw=", ["signingMethod"] = "", ["encodingMethod"] = "OCMF", ["publicKey"] = "",
                            },
                        }),
            }),
        });
    }
}
