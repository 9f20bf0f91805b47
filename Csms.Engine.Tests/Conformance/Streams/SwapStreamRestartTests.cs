using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Streams;
using Csms.Engine.Swaps;
using Csms.Engine.Tests.Support;
using Csms.Engine.Units;
using Microsoft.Extensions.DependencyInjection;

namespace Csms.Engine.Tests.Conformance.Streams;

/// <summary>What a station has told of swaps and streams outlives the program.</summary>
public sealed class SwapStreamRestartTests(EngineHost host) : IClassFixture<EngineHost>
{
    [Fact]
    [UseCase("S02", "2.1")]
    [UseCase("N15", "2.1")]
    public async Task Restart_SwapGoesOnAndIsStillOne_StreamIsStillOpen()
    {
        var id = EngineHost.NewStation();
        var of = StationId.Parse(id);
        await using (var station = await ScriptedStation.BootAsync(host, id, "ocpp2.1"))
        {
            var body = JsonElement.Parse($$$"""{"requestId":5,"idToken":{"idToken":"{{{EngineHost.Token}}}","type":"Central"} }""");
            var command = host.Commands.ExecuteAsync(new CommandRequest(of, "RequestBatterySwap", body, "test"), CancellationToken.None);
            var (asked, _) = await station.ExpectCallAsync("RequestBatterySwap");
            await station.AnswerAsync(asked, new JsonObject { ["status"] = "Accepted" });
            await command;
            await station.CallAsync(Told("BatteryIn", "A"));
            await station.CallAsync(new("OpenPeriodicEventStream", (JsonObject)JsonNode.Parse("""{"constantStreamData":{"id":2,"variableMonitoringId":8,"params":{}}}""")!));
        }

        await host.RestartAsync();

        await using var again = await ScriptedStation.ConnectAsync(host, id, "ocpp2.1");
        await again.CallAsync(Told("BatteryIn", "A")); // it never had the answer
        await again.CallAsync(Told("BatteryOut", "B"));
        var swap = Assert.Single(await host.Services.GetRequiredService<SwapBook>().ListAsync(new SwapQuery { Station = id }, CancellationToken.None));
        Assert.Equal((SwapState.Completed, "test", 1, 1), (swap.State, swap.Actor, swap.In.Length, swap.Out.Length));

        await again.Wire.SendAsync("""[6,"v1","NotifyPeriodicEventStream",{"id":2,"pending":0,"basetime":"2026-03-01T10:00:00Z","data":[{"t":0,"v":"7"}]}]""");
        await again.CallAsync(new("Heartbeat", [])); // nothing was asked of the station: the stream is known
        var stream = Assert.Single(host.Services.GetRequiredService<StreamBook>().Find(of).All.Values);
        Assert.Equal((2, 8, StreamState.Open), (stream.Id, stream.MonitorId, stream.State));
        Assert.Equal("7", Assert.Single(await host.Services.GetRequiredService<StreamValueReader>().ValuesAsync(host.State(id).Key, stream.Number, null, null, null, 9, CancellationToken.None)).Value);
    }

    private static ScriptedMessage Told(string what, string serial) => new("BatterySwap", new JsonObject
    {
        ["eventType"] = what,
        ["requestId"] = 5,
        ["idToken"] = new JsonObject { ["idToken"] = EngineHost.Token, ["type"] = "Central" },
        ["batteryData"] = new JsonArray(new JsonObject { ["evseId"] = 1, ["serialNumber"] = serial, ["soC"] = 50, ["soH"] = 90 }),
    });
}
