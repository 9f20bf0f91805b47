using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Streams;
using Csms.Engine.Tests.Support;
using Csms.Engine.Units;
using Csms.Simulator.Station;
using Microsoft.Extensions.DependencyInjection;

namespace Csms.Engine.Tests.Conformance.Streams;

/// <summary>Periodic event streams over a real socket: opened, told, read, adjusted, closed, and a flood that hurts nobody.</summary>
[Collection(EngineCollection.Name)]
public sealed class StreamTests(EngineHost host)
{
    private static readonly string Now = DateTimeOffset.UtcNow.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private StreamBook Book => host.Services.GetRequiredService<StreamBook>();

    private StreamValueReader Reader => host.Services.GetRequiredService<StreamValueReader>();

    [Fact]
    [UseCase("N11", "2.1")]
    [UseCase("N13", "2.1")]
    [UseCase("N15", "2.1")]
    public async Task Stream_OpenedToldAndClosed_ItsValuesAreKept()
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), "ocpp2.1");
        Assert.Equal("Accepted", await OpenAsync(station, 3, 11));
        Assert.Equal("Accepted", await OpenAsync(station, 3, 11)); // asked twice it is one
        await ValuesAsync(station, 3, 4, (0, "21.5"), (1.5, "22"), (2, "Faulted"));

        var stream = Assert.Single(All(station));
        Assert.Equal((3, 11, 5, 2, StreamState.Open), (stream.Id, stream.MonitorId, stream.IntervalSeconds, stream.Values, stream.State));
        var values = await KeptAsync(station, stream.Number);
        Assert.Equal((4, 3L, 0L, "Faulted"), Book.Now(StationId.Parse(station.Id), stream.Number) is { } now ? (now.Pending, now.Received, now.Dropped, now.Value) : default);
        Assert.Equal([("Faulted", null), ("22", 22d), ("21.5", 21.5d)], values.Select(value => (value.Value, value.Number)));
        Assert.Equal(TimeSpan.FromSeconds(1.5), values[1].At - values[2].At);

        await station.CallAsync(new("ClosePeriodicEventStream", new JsonObject { ["id"] = 3 }));
        Assert.Equal((StreamState.Closed, StreamEnd.Station), Assert.Single(All(station)) is var closed ? (closed.State, closed.End) : default);

        // Opened again it is the same stream; a boot ends it.
        await OpenAsync(station, 3, 11);
        Assert.Equal((stream.Number, StreamState.Open), Assert.Single(All(station)) is var again ? (again.Number, again.State) : default);
        await station.CallAsync(ScriptedStation.Boot("ocpp2.1"));
        Assert.Equal((StreamState.Closed, StreamEnd.Boot), Assert.Single(All(station)) is var booted ? (booted.State, booted.End) : default);
        Assert.Equal(3, (await KeptAsync(station, stream.Number)).Count);
    }

    [Fact]
    [UseCase("N12", "2.1")]
    [UseCase("N14", "2.1")]
    [UseCase("N15", "2.1")]
    public async Task Stream_NobodyHasHeardOf_IsAskedFor_AndAdjusted()
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), "ocpp2.1");
        await ValuesAsync(station, 9, 0, (0, "1"));
        var (asked, _) = await station.ExpectCallAsync("GetPeriodicEventStream");
        Assert.Equal((StreamState.Found, null), Assert.Single(All(station)) is var found ? (found.State, found.MonitorId) : default);
        await station.AnswerAsync(asked, (JsonObject)JsonNode.Parse("""{"constantStreamData":[{"id":9,"variableMonitoringId":5,"params":{"interval":10}},{"id":10,"variableMonitoringId":6,"params":{}}]}""")!);
        await Eventually.TrueAsync(() => All(station) is [{ Id: 9, MonitorId: 5, IntervalSeconds: 10, State: StreamState.Open }, { Id: 10, MonitorId: 6 }], "the streams are known as the station told them");
        Assert.Single(await KeptAsync(station, All(station)[0].Number)); // what came before it was known is not lost

        Assert.Equal("Rejected", (await AskedAsync(station, "AdjustPeriodicEventStream", """{"id":9,"params":{"interval":99}}""", """{"status":"Rejected"}""")).Status);
        Assert.Equal(10, All(station)[0].IntervalSeconds);
        await AskedAsync(station, "AdjustPeriodicEventStream", """{"id":9,"params":{"interval":30,"values":6}}""", """{"status":"Accepted"}""");
        Assert.Equal((30, 6), (All(station)[0].IntervalSeconds, All(station)[0].Values));

        await AskedAsync(station, "GetPeriodicEventStream", "{}", """{"constantStreamData":[{"id":10,"variableMonitoringId":6,"params":{}}]}""");
        Assert.Equal([(9, StreamEnd.NotListed), (10, null)], All(station).Select(stream => (stream.Id, stream.End)));
    }

    [Fact]
    [UseCase("N11", "2.1")]
    public async Task Stream_OneTooMany_IsRefused()
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), "ocpp2.1");
        var most = new StreamOptions().MostPerStation;
        for (var id = 0; id < most; id++) Assert.Equal("Accepted", await OpenAsync(station, id, id));
        var refused = await station.CallAsync(Open(most, 7));
        Assert.Equal(("Rejected", StreamBook.TooMany), ((string?)refused["status"], (string?)refused["statusInfo"]!["reasonCode"]));
        await station.CallAsync(new("ClosePeriodicEventStream", new JsonObject { ["id"] = 0 }));
        Assert.Equal("Accepted", await OpenAsync(station, most, 7));
    }

    [Fact]
    [UseCase("N15", "2.1")]
    public async Task Stream_ThatFloods_LosesTheOldestOfWhatIsTooMuch_AndHoldsNothingUp()
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), "ocpp2.1");
        await OpenAsync(station, 1, 1);
        var options = new StreamOptions();
        var allowed = options.ValuesPerSecond * ValueAllowance.BurstSeconds;
        const int Each = 4000, Messages = 10;
        for (var message = 0; message < Messages; message++) await ValuesAsync(station, 1, 0, [.. Enumerable.Range(message * Each, Each).Select(value => (value / 1000d, value.ToString(CultureInfo.InvariantCulture)))]);
        await station.CallAsync(new("Heartbeat", [])); // answered: the mailbox is free

        var stream = Assert.Single(All(station));
        await Eventually.TrueAsync(() => Book.Now(StationId.Parse(station.Id), stream.Number)?.Received == Each * Messages, "all of it is counted");
        var now = Book.Now(StationId.Parse(station.Id), stream.Number)!;
        var kept = await host.Database.ScalarAsync<long>("SELECT count(*) FROM csms.stream_values WHERE station_key = $1", host.State(station.Id).Key);
        await Eventually.TrueAsync(async () => (kept = await host.Database.ScalarAsync<long>("SELECT count(*) FROM csms.stream_values WHERE station_key = $1", host.State(station.Id).Key)) == now.Received - now.Dropped, "what is not dropped is stored");
        Assert.InRange(kept, allowed, allowed + (options.ValuesPerSecond * 60)); // the burst, and a little for the time it took
        Assert.True(now.Dropped >= (Each * Messages) - allowed - (options.ValuesPerSecond * 60));
    }

    [Fact]
    [UseCase("N11", "2.1")]
    [UseCase("N12", "2.1")]
    [UseCase("N13", "2.1")]
    [UseCase("N14", "2.1")]
    [UseCase("N15", "2.1")]
    public async Task SimulatedStation_GivenAPeriodicMonitor_StreamsIt_AndObeys()
    {
        var id = EngineHost.NewStation();
        await using var station = new VirtualStation(new StationOptions { Id = id, Url = new Uri(host.Stations, "/ocpp"), Version = OcppVersion.V21, Speed = 20 });
        await station.ConnectAndBootAsync(TimeSpan.FromSeconds(30));
        Conversations.Note(station);
        var of = StationId.Parse(id);
        await AskAsync(of, "SetVariableMonitoring", """
            {"setMonitoringData":[{"value":2,"type":"Periodic","severity":8,"component":{"name":"EVSE","evse":{"id":1}},"variable":{"name":"Power"},"periodicEventStream":{"interval":4,"values":2}}]}
            """);
        await Eventually.TrueAsync(() => Book.Find(of).All.Values.FirstOrDefault() is { } opened && Book.Now(of, opened.Number)?.Received >= 4, "values come");
        var stream = Assert.Single(Book.Find(of).All.Values);
        Assert.Equal("EVSE@1.Power", Book.Find(of).Monitors[stream.MonitorId!.Value]);

        await AskAsync(of, "AdjustPeriodicEventStream", $$$"""{"id":{{{stream.Id}}},"params":{"interval":6,"values":3} }""");
        var listed = await AskAsync(of, "GetPeriodicEventStream", "{}");
        Assert.Equal(6, (int)listed.Response!["constantStreamData"]![0]!["params"]!["interval"]!);
        Assert.Equal((6, 3), (Book.Find(of).All[stream.Number].IntervalSeconds, Book.Find(of).All[stream.Number].Values));

        await AskAsync(of, "ClearVariableMonitoring", $$$"""{"id":[{{{stream.MonitorId}}}]}""");
        await Eventually.TrueAsync(() => Book.Find(of).All[stream.Number].End == StreamEnd.Station, "the stream went with its monitor");
    }

    private static ScriptedMessage Open(int id, int monitor) => new("OpenPeriodicEventStream", new JsonObject
    {
        ["constantStreamData"] = new JsonObject { ["id"] = id, ["variableMonitoringId"] = monitor, ["params"] = new JsonObject { ["interval"] = 5, ["values"] = 2 } },
    });

    private static async Task<string?> OpenAsync(ScriptedStation station, int id, int monitor) => (string?)(await station.CallAsync(Open(id, monitor)))["status"];

    private static Task ValuesAsync(ScriptedStation station, int id, int pending, params (double Offset, string Value)[] values) => station.Wire.SendAsync(new JsonArray(6, Guid.NewGuid().ToString(), "NotifyPeriodicEventStream", new JsonObject
    {
        ["id"] = id,
        ["pending"] = pending,
        ["basetime"] = Now,
        ["data"] = new JsonArray([.. values.Select(value => (JsonNode)new JsonObject { ["t"] = value.Offset, ["v"] = value.Value })]),
    }).ToJsonString());

    private IReadOnlyList<EventStream> All(ScriptedStation station) => [.. Book.Find(StationId.Parse(station.Id)).All.Values];

    private async Task<IReadOnlyList<KeptValue>> KeptAsync(ScriptedStation station, int stream)
    {
        await station.CallAsync(new("Heartbeat", [])); // what was sent before has been taken in
        return await Reader.ValuesAsync(host.State(station.Id).Key, stream, null, null, null, 100, CancellationToken.None);
    }

    private async Task<StationCommand> AskedAsync(ScriptedStation station, string action, string body, string answer)
    {
        var command = host.Commands.ExecuteAsync(new CommandRequest(StationId.Parse(station.Id), action, JsonElement.Parse(body), "test"), CancellationToken.None);
        var (asked, _) = await station.ExpectCallAsync(action);
        await station.AnswerAsync(asked, (JsonObject)JsonNode.Parse(answer)!);
        return await command;
    }

    private async Task<StationCommand> AskAsync(StationId station, string action, string body)
    {
        var command = await host.Commands.ExecuteAsync(new CommandRequest(station, action, JsonElement.Parse(body), "test"), CancellationToken.None);
        Assert.Equal("Accepted", command.Status);
        return command;
    }
}
