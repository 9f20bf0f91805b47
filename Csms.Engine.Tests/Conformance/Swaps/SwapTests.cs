using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Swaps;
using Csms.Engine.Tests.Support;
using Csms.Engine.Units;
using Csms.Simulator.Station;
using Microsoft.Extensions.DependencyInjection;

namespace Csms.Engine.Tests.Conformance.Swaps;

/// <summary>Battery swaps over a real socket: one swap whatever the order and however often it is told.</summary>
[Collection(EngineCollection.Name)]
public sealed class SwapTests(EngineHost host)
{
    private SwapBook Book => host.Services.GetRequiredService<SwapBook>();

    [Fact]
    [UseCase("S01", "2.1")]
    [UseCase("S03", "2.1")]
    public async Task Swap_AtTheStation_IsKeptOnce_InAnyOrder()
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), "ocpp2.1");
        var authorized = await station.CallAsync(new("Authorize", new JsonObject { ["idToken"] = Token(EngineHost.Token) }));
        Assert.Equal("Accepted", (string?)authorized["idTokenInfo"]!["status"]);

        await station.CallAsync(Told("BatteryIn", 7, ("A-1", 1, 12.5)));
        await station.CallAsync(Told("BatteryIn", 7, ("A-1", 1, 12.5)));
        Assert.Equal(SwapState.Open, Assert.Single(await OfAsync(station)).State);
        await station.CallAsync(Told("BatteryOut", 7, ("B-1", 2, 98)));
        await station.CallAsync(Told("BatteryOut", 7, ("B-1", 2, 98)));

        var swap = Assert.Single(await OfAsync(station));
        Assert.Equal((SwapState.Completed, 7, EngineHost.Token, "Accepted", null), (swap.State, swap.RequestId, swap.IdToken, swap.TokenStatus, swap.Actor));
        Assert.Equal(("A-1", 1, 12.5m, 97m, "LFP 2.1"), Assert.Single(swap.In) is var put ? (put.Serial, put.EvseId, put.SocPercent, put.SohPercent, put.VendorInfo) : default);
        Assert.Equal("B-1", Assert.Single(swap.Out).Serial);
        Assert.NotNull(swap.EndedAt);

        // The end before the beginning: what was told offline comes in any order.
        await station.CallAsync(Told("BatteryOut", 8, ("B-2", 2, 91)));
        Assert.Equal(SwapState.Open, (await OfAsync(station))[0].State);
        await station.CallAsync(Told("BatteryIn", 8, ("A-2", 1, 20)));
        Assert.Equal(SwapState.Completed, (await OfAsync(station))[0].State);

        // Not taken in time, of a token that nobody knows; then the number is used again.
        await station.CallAsync(Told("BatteryIn", 9, "STRANGER", ("A-3", 1, 20)));
        await station.CallAsync(Told("BatteryOutTimeout", 9, "STRANGER", ("B-3", 2, 90)));
        var late = (await OfAsync(station))[0];
        Assert.Equal((SwapState.TimedOut, "Unknown", "B-3"), (late.State, late.TokenStatus == "Invalid" ? "Unknown" : late.TokenStatus, Assert.Single(late.Left).Serial));
        await station.CallAsync(Told("BatteryIn", 9, ("A-4", 1, 20)));
        Assert.Equal(4, (await OfAsync(station)).Count);

        // A battery's way: taken out in one swap, brought back in another.
        await station.CallAsync(Told("BatteryIn", 10, ("b-1", 1, 15)));
        Assert.Equal([10, 7], (await Book.ListAsync(new SwapQuery { Battery = "B-1", Station = station.Id }, CancellationToken.None)).Select(each => each.RequestId));
    }

    [Fact]
    [UseCase("S02", "2.1")]
    public async Task Swap_AskedForFromHere_IsKeptWithTheStationsAnswer()
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), "ocpp2.1");
        await AskedAsync(station, 61, """{"status":"Rejected","statusInfo":{"reasonCode":"NoBatteryAvailable","additionalInfo":"All are charging"}}""");
        var refused = Assert.Single(await OfAsync(station));
        Assert.Equal((SwapState.Refused, "test", "NoBatteryAvailable", "All are charging"), (refused.State, refused.Actor, refused.ReasonCode, refused.Reason));

        await AskedAsync(station, 62, """{"status":"Accepted"}""");
        Assert.Equal((SwapState.Requested, null), (await OfAsync(station))[0] is var asked ? (asked.State, asked.EndedAt) : default);
        await station.CallAsync(Told("BatteryIn", 62, ("A-1", 1, 9)));
        await station.CallAsync(Told("BatteryOut", 62, ("B-1", 2, 99)));
        var done = (await OfAsync(station))[0];
        Assert.Equal((SwapState.Completed, "test", 62), (done.State, done.Actor, done.RequestId));
        Assert.Equal(2, (await OfAsync(station)).Count);

        // The answer is heard after all of it was told: it is one swap still.
        var body = JsonElement.Parse($$$"""{"requestId":63,"idToken":{"idToken":"{{{EngineHost.Token}}}","type":"Central"} }""");
        var late = host.Commands.ExecuteAsync(new CommandRequest(StationId.Parse(station.Id), "RequestBatterySwap", body, "test"), CancellationToken.None);
        var (asking, _) = await station.ExpectCallAsync("RequestBatterySwap");
        await station.CallAsync(Told("BatteryIn", 63, ("A-1", 1, 9)));
        await station.CallAsync(Told("BatteryOut", 63, ("B-1", 2, 99)));
        await station.AnswerAsync(asking, new JsonObject { ["status"] = "Accepted" });
        await late;
        Assert.Equal((SwapState.Completed, "test"), (await OfAsync(station))[0] is var whole ? (whole.State, whole.Actor) : default);
        Assert.Equal(3, (await OfAsync(station)).Count);
    }

    [Fact]
    [UseCase("S01", "2.1")]
    [UseCase("S02", "2.1")]
    [UseCase("S03", "2.1")]
    public async Task SimulatedSwapStation_SwapsByTokenAndOnRequest_AndTellsWhatIsLeft()
    {
        var id = EngineHost.NewStation();
        await using var station = new VirtualStation(new StationOptions
        {
            Id = id, Url = new Uri(host.Stations, "/ocpp"), Version = OcppVersion.V21, BatterySlots = 4, Speed = 60,
        });
        await station.ConnectAndBootAsync(TimeSpan.FromSeconds(30));
        Conversations.Note(station);
        Assert.Equal(SwapOutcome.Refused, await station.SwapAsync(new IdToken("NOBODY", "Central")));
        Assert.Equal(SwapOutcome.Done, await station.SwapAsync(new IdToken(EngineHost.Token, "Central")));

        var command = await host.Commands.ExecuteAsync(
            new CommandRequest(StationId.Parse(id), "RequestBatterySwap", JsonElement.Parse($$$"""{"idToken":{"idToken":"{{{EngineHost.Token}}}","type":"Central"} }"""), "test"), CancellationToken.None);
        Assert.Equal("Accepted", command.Status);
        await Eventually.TrueAsync(async () => (await ListAsync(id)) is [{ State: SwapState.Completed, Actor: "test" }, ..], "the swap that was asked for is done");

        station.DriversForgetBatteries = true;
        Assert.Equal(SwapOutcome.TimedOut, await station.SwapAsync(new IdToken(EngineHost.Token, "Central")));
        Assert.Equal([SwapState.TimedOut, SwapState.Completed, SwapState.Completed], (await ListAsync(id)).Select(swap => swap.State));
    }

    private static JsonObject Token(string token) => new() { ["idToken"] = token, ["type"] = "ISO14443" };

    private static ScriptedMessage Told(string what, int request, params (string Serial, int Slot, double Soc)[] batteries) => Told(what, request, EngineHost.Token, batteries);

    private static ScriptedMessage Told(string what, int request, string token, params (string Serial, int Slot, double Soc)[] batteries) => new("BatterySwap", new JsonObject
    {
        ["eventType"] = what,
        ["requestId"] = request,
        ["idToken"] = Token(token),
        ["batteryData"] = new JsonArray([.. batteries.Select(battery => (JsonNode)new JsonObject
        {
            ["evseId"] = battery.Slot, ["serialNumber"] = battery.Serial, ["soC"] = battery.Soc, ["soH"] = 97, ["productionDate"] = "2025-03-01T00:00:00Z", ["vendorInfo"] = "LFP 2.1",
        })]),
    });

    private Task<IReadOnlyList<BatterySwap>> OfAsync(ScriptedStation station) => ListAsync(station.Id);

    private Task<IReadOnlyList<BatterySwap>> ListAsync(string station) => Book.ListAsync(new SwapQuery { Station = station }, CancellationToken.None);

    private async Task AskedAsync(ScriptedStation station, int request, string answer)
    {
        var body = JsonElement.Parse($$$"""{"requestId":{{{request}}},"idToken":{"idToken":"{{{EngineHost.Token}}}","type":"Central"} }""");
        var command = host.Commands.ExecuteAsync(new CommandRequest(StationId.Parse(station.Id), "RequestBatterySwap", body, "test"), CancellationToken.None);
        var (asked, _) = await station.ExpectCallAsync("RequestBatterySwap");
        await station.AnswerAsync(asked, (JsonObject)JsonNode.Parse(answer)!);
        await command;
    }
}
