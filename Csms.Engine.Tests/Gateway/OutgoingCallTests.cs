using System.Text;
using System.Text.Json;
using Csms.Engine.Gateway;
using Csms.Engine.Ocpp;
using Csms.Engine.Ocpp.Framing;
using Csms.Engine.Tests.Support;

namespace Csms.Engine.Tests.Gateway;

/// <summary>CALLs to a station: one under way, queue, timeout, pairing.</summary>
public sealed class OutgoingCallTests : IAsyncLifetime
{
    private GatewayHost _host = null!;

    public async Task InitializeAsync() => _host = await GatewayHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Call_Answered_PayloadComesBackAndTheExchangeIsLogged()
    {
        await using var station = await ConnectAsync();
        var outcome = Call("Reset", """{"type":"Soft"}""");
        var (id, action, payload) = await ReceiveCallAsync(station);
        Assert.Equal(("Reset", """{"type":"Soft"}"""), (action, payload));
        Assert.InRange(id.Length, 1, 36);
        await station.SendAsync($$"""[3,"{{id}}",{"status":"Accepted"}]""");
        var answered = await outcome;
        Assert.Equal(CallResult.Answered, answered.Result);
        Assert.Equal("""{"status":"Accepted"}""", Encoding.UTF8.GetString(answered.Payload.Span));
        Assert.Equal(id, answered.MessageId);
        Assert.Equal(_host.Time.GetUtcNow(), answered.AnsweredAt);
        Assert.Equal(
            new LoggedFrame(false, OcppMessageType.Call, "Reset", id, """{"type":"Soft"}""", OcppMessageType.CallResult, """{"status":"Accepted"}""", null, null),
            Assert.Single(_host.Frames));
    }

    [Fact]
    public async Task Call_Secret_IsMaskedInTheLogOnly()
    {
        await using var station = await ConnectAsync();
        var outcome = _host.Inbox("CS-1").Link.CallAsync(
            new OutgoingCall("ChangeConfiguration", """{"value":"DEADBEEF"}"""u8.ToArray()) { LoggedPayload = """{"value":"***"}"""u8.ToArray() }, default);
        var (id, _, payload) = await ReceiveCallAsync(station);
        Assert.Equal("""{"value":"DEADBEEF"}""", payload);
        await station.SendAsync($$"""[3,"{{id}}",{}]""");
        await outcome;
        Assert.Equal("""{"value":"***"}""", Assert.Single(_host.Frames).Payload);
    }

    [Fact]
    public async Task Call_CallError_Refused()
    {
        await using var station = await ConnectAsync();
        var outcome = Call("Reset", "{}");
        var (id, _, _) = await ReceiveCallAsync(station);
        await station.SendAsync($$"""[4,"{{id}}","NotSupported","no reset here",{}]""");
        var refused = await outcome;
        Assert.Equal((CallResult.Refused, "NotSupported", "no reset here"), (refused.Result, refused.ErrorCode, refused.ErrorDescription));
    }

    [Fact]
    public async Task Call_SecondWhileOneIsUnderWay_WaitsForTheAnswer()
    {
        await using var station = await ConnectAsync();
        var first = Call("First", "{}");
        var second = Call("Second", "{}");
        var (id, action, _) = await ReceiveCallAsync(station);
        Assert.Equal("First", action);

        // The station's own CALL crosses ours and is answered meanwhile; the next thing it hears is that answer, not our second CALL.
        Assert.StartsWith("""[3,"x",""", await station.AskAsync("""[2,"x","Heartbeat",{}]"""), StringComparison.Ordinal);
        await station.SendAsync($$"""[3,"{{id}}",{}]""");
        await first;
        (id, action, _) = await ReceiveCallAsync(station);
        Assert.Equal("Second", action);
        await station.SendAsync($$"""[3,"{{id}}",{}]""");
        Assert.Equal(CallResult.Answered, (await second).Result);
    }

    [Fact]
    public async Task Call_NoAnswer_TimesOutAndTheNextIsSent()
    {
        await using var station = await ConnectAsync();
        var first = Call("First", "{}").AsTask();
        var second = Call("Second", "{}").AsTask();
        var (late, _, _) = await ReceiveCallAsync(station);
        _host.Time.Advance(TimeSpan.FromSeconds(29));
        Assert.False(first.IsCompleted);
        await Eventually.TrueAsync(
            () =>
            {
                _host.Time.Advance(TimeSpan.FromSeconds(1));
                return first.IsCompleted;
            },
            "timed out");
        Assert.Equal(CallResult.TimedOut, (await first).Result);
        var (id, action, _) = await ReceiveCallAsync(station);
        Assert.Equal("Second", action);

        await station.SendAsync($$"""[3,"{{late}}",{"status":"Late"}]""");
        await station.SendAsync($$"""[3,"{{id}}",{}]""");
        Assert.Equal(CallResult.Answered, (await second).Result);
        Assert.Contains(_host.Frames, x => x.MessageId == late && x.Note == "Nobody waits for this answer: dropped");
        Assert.Contains(_host.LogLines, x => x == $"Station CS-1 did not answer First {late} within 30 s");
    }

    [Fact]
    public async Task Call_ConnectionLost_UnderWayIsLostAndWaitingIsNotSent()
    {
        var station = await ConnectAsync();
        var first = Call("First", "{}");
        var second = Call("Second", "{}");
        await ReceiveCallAsync(station);
        await station.DisposeAsync();
        Assert.Equal(CallResult.LinkLost, (await first).Result);
        Assert.Equal(CallResult.NotSent, (await second).Result);
        Assert.Equal(CallResult.NotSent, (await Call("Third", "{}")).Result);
        Assert.Equal("First", Assert.Single(_host.Frames).Action);
    }

    [Fact]
    public async Task Call_QueueFull_NotSent()
    {
        await using var station = await ConnectAsync();
        var calls = Enumerable.Range(0, 101).Select(x => Call("Reset", "{}").AsTask()).ToList();
        Assert.Equal(CallResult.NotSent, (await Call("Reset", "{}")).Result);
        Assert.DoesNotContain(calls, x => x.IsCompleted);
    }

    [Fact]
    public async Task Call_GivenUpWhileWaiting_IsNeverSent()
    {
        await using var station = await ConnectAsync();
        using var giveUp = new CancellationTokenSource();
        var first = Call("First", "{}");
        var second = _host.Inbox("CS-1").Link.CallAsync(new OutgoingCall("Second", "{}"u8.ToArray()), giveUp.Token);
        var third = Call("Third", "{}");
        await giveUp.CancelAsync();
        await Assert.ThrowsAsync<TaskCanceledException>(async () => await second);
        var (id, _, _) = await ReceiveCallAsync(station);
        await station.SendAsync($$"""[3,"{{id}}",{}]""");
        await first;
        (id, var action, _) = await ReceiveCallAsync(station);
        Assert.Equal("Third", action);
        await station.SendAsync($$"""[3,"{{id}}",{}]""");
        await third;
    }

    [Theory]
    [InlineData("ocpp1.6", "FormationViolation", false)]
    [InlineData("ocpp2.0.1", "FormatViolation", false)]
    [InlineData("ocpp2.1", "FormatViolation", true)]
    public async Task Answer_NoObject_RefusedAndComplainedAboutIn21(string subprotocol, string code, bool complains)
    {
        await using var station = await ConnectAsync(subprotocol);
        var outcome = Call("Reset", "{}");
        var (id, _, _) = await ReceiveCallAsync(station);
        await station.SendAsync($$"""[3,"{{id}}","yes"]""");
        if (complains)
        {
            await station.ExpectAsync($$"""[5,"{{id}}","FormatViolation","The payload is not an object",{}]""");
        }

        var refused = await outcome;
        Assert.Equal((CallResult.Refused, code), (refused.Result, refused.ErrorCode));
    }

    [Fact]
    public async Task CallResultError_Of21_IsRecorded()
    {
        await using var station = await ConnectAsync("ocpp2.1");
        await station.AskAsync("""[2,"1","Heartbeat",{}]""");
        await station.SendAsync("""[5,"1","FormatViolation","no such time",{}]""");
        await Eventually.TrueAsync(() => _host.Frames.Any(x => x is { Type: OcppMessageType.CallResultError, MessageId: "1", ErrorCode: "FormatViolation" }), "recorded");
        Assert.Contains(_host.LogLines, x => x == "Station CS-1 could not use our answer 1: FormatViolation no such time");
    }

    [Fact]
    public async Task MessageIds_OverAllConnections_AreUnique()
    {
        var ids = new HashSet<string>();
        for (var i = 0; i < 20; i++)
        {
            await using var station = await ConnectAsync(id: $"CS-{i}");
            _ = Call("Reset", "{}", $"CS-{i}").AsTask();
            var (id, _, _) = await ReceiveCallAsync(station);
            Assert.True(ids.Add(id));
        }
    }

    private static async Task<(string Id, string Action, string Payload)> ReceiveCallAsync(FakeStation station)
    {
        using var json = JsonDocument.Parse(await station.ReceiveAsync());
        Assert.Equal(2, json.RootElement[0].GetInt32());
        return (json.RootElement[1].GetString()!, json.RootElement[2].GetString()!, json.RootElement[3].GetRawText());
    }

    private async Task<FakeStation> ConnectAsync(string subprotocol = "ocpp1.6", string id = "CS-1")
    {
        var station = await FakeStation.ConnectAsync(_host.Plain, id, subprotocol);
        await Eventually.TrueAsync(() => !_host.Inbox(id).Opened.IsEmpty, "link open");
        return station;
    }

    private ValueTask<CallOutcome> Call(string action, string payload, string id = "CS-1") =>
        _host.Inbox(id).Link.CallAsync(new OutgoingCall(action, Encoding.UTF8.GetBytes(payload)), default);
}
