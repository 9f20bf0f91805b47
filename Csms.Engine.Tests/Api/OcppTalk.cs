using System.Text.Json;
using Csms.Engine.Tests.Support;

namespace Csms.Engine.Tests.Api;

/// <summary>A station's half of the conversation: its calls with their answers, and answers to calls of the CSMS.</summary>
internal sealed class OcppTalk(string id, string protocol, FakeStation socket) : IAsyncDisposable
{
    private readonly Queue<string> _calls = new();
    private int _next;

    public string Id => id;

    public FakeStation Socket => socket;

    public Task<JsonElement> BootAsync() => CallAsync("BootNotification", protocol == "ocpp1.6"
        ? """{"chargePointVendor":"Vendor","chargePointModel":"Model","firmwareVersion":"1.2.3","chargePointSerialNumber":"S1"}"""
        : """{"reason":"PowerUp","chargingStation":{"vendorName":"Vendor","model":"Model","firmwareVersion":"1.2.3","serialNumber":"S1"}}""");

    /// <summary>Sends a CALL and gives the payload of its CALLRESULT.</summary>
    public async Task<JsonElement> CallAsync(string action, string payload)
    {
        var answer = await FrameOfCallAsync(action, payload);
        return answer[0].GetInt32() == 3 ? answer[2] : throw new InvalidOperationException($"{action} was refused: {answer.GetRawText()}");
    }

    /// <summary>Sends a CALL and gives the whole answer, also when it is a CALLERROR.</summary>
    public async Task<JsonElement> FrameOfCallAsync(string action, string payload)
    {
        var messageId = $"m{++_next}";
        await socket.SendAsync($"""[2,"{messageId}","{action}",{payload}]""");
        while (true)
        {
            var text = await socket.ReceiveAsync();
            var frame = JsonElement.Parse(text);
            if (frame[0].GetInt32() != 2)
            {
                Assert.Equal(messageId, frame[1].GetString());
                return frame;
            }

            _calls.Enqueue(text);
        }
    }

    /// <summary>The next CALL of the CSMS; fails when it is another action.</summary>
    public async Task<JsonElement> ExpectAsync(string action)
    {
        var frame = JsonElement.Parse(_calls.TryDequeue(out var kept) ? kept : await socket.ReceiveAsync());
        Assert.Equal(2, frame[0].GetInt32());
        Assert.Equal(action, frame[2].GetString());
        return frame;
    }

    /// <summary>Answers the next CALL of the CSMS.</summary>
    /// <returns>Its payload.</returns>
    public async Task<JsonElement> AnswerAsync(string action, string payload)
    {
        var call = await ExpectAsync(action);
        await socket.SendAsync($"""[3,"{call[1].GetString()}",{payload}]""");
        return call[3];
    }

    /// <summary>Refuses the next CALL of the CSMS.</summary>
    public async Task RefuseAsync(string action, string code, string description)
    {
        var call = await ExpectAsync(action);
        await socket.SendAsync($$"""[4,"{{call[1].GetString()}}","{{code}}","{{description}}",{}]""");
    }

    public ValueTask DisposeAsync() => socket.DisposeAsync();
}
