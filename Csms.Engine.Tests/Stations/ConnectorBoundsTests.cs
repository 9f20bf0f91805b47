using System.Text.Json.Nodes;
using Csms.Engine.Events;
using Csms.Engine.Stations;
using Csms.Engine.Tests.Support;
using Csms.Engine.Units;

namespace Csms.Engine.Tests.Stations;

/// <summary>Numbers of EVSEs and connectors that can't be, and more of them than a station may have.</summary>
[Collection(EngineCollection.Name)]
public sealed class ConnectorBoundsTests(EngineHost host)
{
    public static TheoryData<string> Versions { get; } = ["ocpp1.6", "ocpp2.0.1", "ocpp2.1"];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Number_AboveWhatCanBeStored_IsRefusedByNameAndTheStationGoesOn(string version)
    {
        var id = EngineHost.NewStation();
        await using var station = await ScriptedStation.BootAsync(host, id, version);
        var impossible = new TransactionScript(version, 40_000, EngineHost.Token);
        var now = DateTimeOffset.UtcNow;

        Assert.Equal("PropertyConstraintViolation", await station.ErrorAsync(impossible.Started(now, 1000)));
        Assert.Equal("PropertyConstraintViolation", await station.ErrorAsync(impossible.Status(now, "Available")));
        var answer = await station.AskAsync(
            new ScriptedMessage("MeterValues", new JsonObject
            {
                [version == "ocpp1.6" ? "connectorId" : "evseId"] = 40_000,
                ["meterValue"] = new JsonArray(new JsonObject
                {
                    ["timestamp"] = TransactionScript.Text(now),
                    ["sampledValue"] = new JsonArray(new JsonObject { ["value"] = version == "ocpp1.6" ? "1" : 1 }),
                }),
            }),
            null);
        Assert.Contains("40000", (string?)answer[3], StringComparison.Ordinal);
        // Noted as a statement too: people read it in their language.
        await Eventually.TrueAsync(
            async () => await host.Database.ScalarAsync<long>("SELECT count(*) FROM csms.frames WHERE station_key = (SELECT key FROM csms.stations WHERE id = $1) AND array_to_string(quirks, ' ') LIKE '%EvseOutOfBounds%'", id) == 3,
            "each refusal says why");

        var possible = new TransactionScript(version, 1, EngineHost.Token);
        await station.CallAsync(possible.Started(now, 1000));
        Assert.Equal(1, (await host.OnlyAsync(id)).EvseId);
        Assert.Equal([1], host.State(id).Evses.Select(evse => evse.Id));
    }

    [Fact]
    public void Connectors_TenThousandClaimed_OnlyTheLimitTakesMemory()
    {
        var state = new StationState { Id = StationId.Parse("ST-1"), Key = 1, Profile = new StationProfile { Registration = RegistrationStatus.Accepted } };
        var now = DateTimeOffset.UtcNow;
        var context = new StationContext { Now = now, NextSessionId = () => new SessionId(1), HeartbeatSeconds = 300, ConnectorLimit = 64 };
        var refused = 0;
        for (var number = 1; number <= 10_000; number++)
        {
            // Half of them as EVSEs, half as connectors of the first.
            var report = number % 2 == 0
                ? new ConnectorStatusReported(number, 1, ConnectorStatus.Available, now, null, null, null)
                : new ConnectorStatusReported(1, number, ConnectorStatus.Available, now, null, null, null);
            var decision = StationLogic.Decide(state, report, context);
            refused += decision.Answer is OutOfBounds ? 1 : 0;
            state = decision.State;
        }

        Assert.Equal(64, state.CountConnectors());
        Assert.Equal(10_000 - 64, refused);

        // What is known goes on being told.
        var known = StationLogic.Decide(state, new ConnectorStatusReported(1, 1, ConnectorStatus.Faulted, now, null, null, null), context);
        Assert.Equal(ConnectorStatus.Faulted, known.State.Evse(1)!.Find(1)!.Status);
    }
}
