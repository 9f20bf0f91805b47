using System.Text.Json.Nodes;

namespace Csms.Engine.Tests.Support;

/// <summary>A station that sends scripted CALLs over a real socket and reads the answers.</summary>
internal sealed class ScriptedStation : IAsyncDisposable
{
    private readonly FakeStation _wire;
    private int _lastId;

    private ScriptedStation(FakeStation wire, string id, string subprotocol) => (_wire, Id, Subprotocol) = (wire, id, subprotocol);

    public string Id { get; }

    public string Subprotocol { get; }

    public FakeStation Wire => _wire;

    /// <summary>Connects and boots.</summary>
    public static async Task<ScriptedStation> BootAsync(EngineHost host, string id, string subprotocol, string? password = null)
    {
        var station = await ConnectAsync(host, id, subprotocol, password);
        await station.CallAsync(Boot(subprotocol));
        return station;
    }

    /// <summary>Connects without booting.</summary>
    public static async Task<ScriptedStation> ConnectAsync(EngineHost host, string id, string subprotocol, string? password = null) =>
        new(await FakeStation.ConnectAsync(host.Stations, id, subprotocol, password), id, subprotocol);

    /// <summary>A BootNotification of the version.</summary>
    public static ScriptedMessage Boot(string subprotocol) => new("BootNotification", subprotocol == "ocpp1.6"
        ? new JsonObject { ["chargePointVendor"] = "Arden", ["chargePointModel"] = "T2" }
        : new JsonObject { ["reason"] = "PowerUp", ["chargingStation"] = new JsonObject { ["vendorName"] = "Arden", ["model"] = "T2" } });

    /// <summary>Sends a message and gives the payload of its CALLRESULT; a CALLERROR fails the test.</summary>
    public async Task<JsonObject> CallAsync(ScriptedMessage message, string? messageId = null)
    {
        var answer = await AskAsync(message, messageId);
        Assert.True((int)answer[0]! == 3, $"{message.Action} was answered {answer.ToJsonString()}");
        return (JsonObject)answer[2]!;
    }

    /// <summary>Sends a message and gives the code of its CALLERROR; a CALLRESULT fails the test.</summary>
    public async Task<string> ErrorAsync(ScriptedMessage message)
    {
        var answer = await AskAsync(message, null);
        Assert.True((int)answer[0]! == 4, $"{message.Action} was answered {answer.ToJsonString()}");
        return (string)answer[2]!;
    }

    /// <summary>Sends a message and gives the whole answering frame.</summary>
    public async Task<JsonArray> AskAsync(ScriptedMessage message, string? messageId)
    {
        var id = await SendAsync(message, messageId);
        var answer = await ReadAsync();
        Assert.Equal(id, (string?)answer[1]);
        return answer;
    }

    /// <summary>Sends a message and does not wait for its answer.</summary>
    public async Task<string> SendAsync(ScriptedMessage message, string? messageId = null)
    {
        var id = messageId ?? $"{Id}-{++_lastId}";
        await _wire.SendAsync(new JsonArray(2, id, message.Action, message.Payload.DeepClone()).ToJsonString());
        return id;
    }

    /// <summary>The next frame of the host.</summary>
    public async Task<JsonArray> ReadAsync() => (JsonArray)JsonNode.Parse(await _wire.ReceiveAsync())!;

    /// <summary>The next CALL of the host; fails unless it is of this action.</summary>
    public async Task<(string MessageId, JsonObject Payload)> ExpectCallAsync(string action)
    {
        var frame = await ReadAsync();
        Assert.Equal(2, (int)frame[0]!);
        Assert.Equal(action, (string?)frame[2]);
        return ((string)frame[1]!, (JsonObject)frame[3]!);
    }

    /// <summary>Answers a CALL of the host.</summary>
    public Task AnswerAsync(string messageId, JsonObject payload) => _wire.SendAsync(new JsonArray(3, messageId, payload).ToJsonString());

    /// <summary>Answers a CALL of the host with an error.</summary>
    public Task FailAsync(string messageId, string code, string description) =>
        _wire.SendAsync(new JsonArray(4, messageId, code, description, new JsonObject()).ToJsonString());

    public ValueTask DisposeAsync() => _wire.DisposeAsync();
}
