using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Displays;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Tests.Support;
using Csms.Engine.Units;
using Microsoft.Extensions.DependencyInjection;

namespace Csms.Engine.Tests.Conformance.Displays;

/// <summary>Display messages over a real socket: known by what the station accepts and tells.</summary>
[Collection(EngineCollection.Name)]
public sealed class DisplayTests(EngineHost host)
{
    private const string Yes = """{"status":"Accepted"}""";

    private DisplayBook Book => host.Services.GetRequiredService<DisplayBook>();

    [Theory]
    [UseCase("O01", "2.0.1", "2.1")]
    [UseCase("O05", "2.0.1", "2.1")]
    [UseCase("O06", "2.0.1", "2.1")]
    [MemberData(nameof(Versions))]
    public async Task Message_SetReplacedAndCleared_IsKnownAsTheStationAcceptedIt(string version)
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), version);
        await AskedAsync(station, "SetDisplayMessage", Message(3, "Welcome"), Yes);
        await AskedAsync(station, "SetDisplayMessage", Message(4, "<b>Sale</b>", "HTML"), """{"status":"NotSupportedMessageFormat"}""");
        Assert.Equal((3, "Welcome", "test"), Assert.Single(Shown(station)) is var one ? (one.Id, one.Content, one.Actor) : default);

        await AskedAsync(station, "SetDisplayMessage", Message(3, "Closed at noon"), Yes);
        Assert.Equal("Closed at noon", Assert.Single(Shown(station)).Content);

        await AskedAsync(station, "ClearDisplayMessage", """{"id":3}""", Yes);
        Assert.Empty(Shown(station));
    }

    [Theory]
    [UseCase("O02", "2.0.1", "2.1")]
    [MemberData(nameof(Versions))]
    public async Task Message_OfATransaction_GoesWithIt(string version)
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), version);
        var transaction = new TransactionScript(version, 1, EngineHost.Token);
        var at = DateTimeOffset.UtcNow.AddMinutes(-1);
        transaction.Answered(await station.CallAsync(transaction.Started(at, 100)));
        await AskedAsync(station, "SetDisplayMessage", $$$"""{"message":{"id":9,"priority":"InFront","transactionId":"{{{transaction.TransactionId}}}","message":{"format":"UTF8","content":"Charging"} } }""", Yes);
        Assert.Single(Shown(station));

        await station.CallAsync(transaction.Ended(at.AddSeconds(30), 150, "Local"));

        Assert.Empty(Shown(station));
    }

    [Theory]
    [UseCase("O03", "2.0.1", "2.1")]
    [UseCase("O04", "2.0.1", "2.1")]
    [MemberData(nameof(Versions))]
    public async Task Messages_ThatTheStationTells_TakeThePlaceOfWhatWasKnown_SomeOnlyAddToIt(string version)
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), version);
        await AskedAsync(station, "SetDisplayMessage", Message(1, "Old"), Yes);
        await AskedAsync(station, "GetDisplayMessages", """{"requestId":51,"priority":"NormalCycle"}""", Yes);
        await station.CallAsync(Notify(51, false, (2, "Found")));
        Assert.Equal([1, 2], Shown(station).Select(message => message.Id));

        await AskedAsync(station, "GetDisplayMessages", """{"requestId":52}""", Yes);
        await station.CallAsync(Notify(52, true, (2, "Found")));
        Assert.Equal([1, 2], Shown(station).Select(message => message.Id));
        await station.CallAsync(Notify(52, false, (5, "Last")));
        Assert.Equal([2, 5], Shown(station).Select(message => message.Id));
        Assert.NotNull(Book.Find(StationId.Parse(station.Id)).ReadAt);

        await AskedAsync(station, "GetDisplayMessages", """{"requestId":53}""", """{"status":"Unknown"}""");
        Assert.Empty(Shown(station));
    }

    [Theory]
    [UseCase("E14", "2.0.1", "2.1")]
    [MemberData(nameof(Versions))]
    public async Task GetTransactionStatus_IsAnsweredAsTheStationSays(string version)
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), version);
        var command = await AskedAsync(station, "GetTransactionStatus", """{"transactionId":"T-1"}""", """{"messagesInQueue":true,"ongoingIndicator":false}""");
        Assert.True((bool)command.Response!["messagesInQueue"]!);
    }

    [Theory]
    [UseCase("I02", "2.0.1", "2.1")]
    [MemberData(nameof(Versions))]
    public async Task CostUpdated_IsTakenByTheStation(string version)
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), version);
        Assert.Equal("Accepted", (await AskedAsync(station, "CostUpdated", """{"totalCost":3.5,"transactionId":"T-1"}""", "{}")).Status);
    }

    public static TheoryData<string> Versions { get; } = ["ocpp2.0.1", "ocpp2.1"];

    private IReadOnlyList<DisplayMessage> Shown(ScriptedStation station) => [.. Book.Find(StationId.Parse(station.Id)).Messages.Values];

    private static string Message(int id, string content, string format = "UTF8") =>
        $$$"""{"message":{"id":{{{id}}},"priority":"NormalCycle","message":{"format":"{{{format}}}","content":"{{{content}}}"} } }""";

    private static ScriptedMessage Notify(int request, bool more, (int Id, string Content) message) => new("NotifyDisplayMessages", new JsonObject
    {
        ["requestId"] = request,
        ["tbc"] = more,
        ["messageInfo"] = new JsonArray(new JsonObject
        {
            ["id"] = message.Id, ["priority"] = "NormalCycle", ["message"] = new JsonObject { ["format"] = "UTF8", ["content"] = message.Content },
        }),
    });

    private async Task<StationCommand> AskedAsync(ScriptedStation station, string action, string body, string answer)
    {
        var command = host.Commands.ExecuteAsync(new CommandRequest(StationId.Parse(station.Id), action, JsonElement.Parse(body), "test"), CancellationToken.None);
        var (asked, _) = await station.ExpectCallAsync(action);
        await station.AnswerAsync(asked, (JsonObject)JsonNode.Parse(answer)!);
        return await command;
    }
}
