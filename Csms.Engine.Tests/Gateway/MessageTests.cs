using System.Net.WebSockets;
using Csms.Engine.Events;
using Csms.Engine.Ocpp.Framing;
using Csms.Engine.Ocpp;
using Csms.Engine.Tests.Support;
using Csms.Engine.Units;

namespace Csms.Engine.Tests.Gateway;

/// <summary>Messages of a station: framing on a real socket, pairing, errors.</summary>
public sealed class MessageTests : IAsyncLifetime
{
    private const string Heartbeat = """[2,"1","Heartbeat",{}]""";
    private const string HeartbeatAnswer = """[3,"1",{"currentTime":"2026-03-01T12:00:00.000Z"}]""";

    private GatewayHost _host = null!;

    public async Task InitializeAsync() => _host = await GatewayHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("ocpp1.6")]
    [InlineData("ocpp2.0.1")]
    [InlineData("ocpp2.1")]
    public async Task Call_AnyVersion_Answered(string subprotocol)
    {
        await using var station = await FakeStation.ConnectAsync(_host.Plain, "CS-1", subprotocol);
        Assert.Equal(HeartbeatAnswer, await station.AskAsync(Heartbeat));
        await Eventually.TrueAsync(() => !_host.Frames.IsEmpty, "frame logged");
        Assert.Equal(
            new LoggedFrame(true, OcppMessageType.Call, "Heartbeat", "1", "{}", OcppMessageType.CallResult, """{"currentTime":"2026-03-01T12:00:00.000Z"}""", null, null),
            Assert.Single(_host.Frames));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0, 3, 0, 7)]
    [InlineData(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1)]
    [InlineData(22)]
    public async Task Call_InFragments_IsOneMessage(params int[] cuts)
    {
        await using var station = await FakeStation.ConnectAsync(_host.Plain, "CS-1");
        await station.SendAsync(Heartbeat, cuts);
        await station.ExpectAsync(HeartbeatAnswer);
    }

    [Theory]
    [InlineData(4096)]
    [InlineData(5000)]
    [InlineData(300_000)]
    public async Task Call_Long_ReadWhole(int length)
    {
        await using var station = await FakeStation.ConnectAsync(_host.Plain, "CS-1");
        var payload = $$"""{"data":"{{new string('x', length)}}"}""";
        Assert.Equal(HeartbeatAnswer, await station.AskAsync($"""[2,"1","DataTransfer",{payload}]"""));
        await Eventually.TrueAsync(() => !_host.Frames.IsEmpty, "frame logged");
        Assert.Equal(payload, Assert.Single(_host.Frames).Payload);
    }

    [Theory]
    [InlineData("ocpp1.6", null)]
    [InlineData("ocpp2.0.1", """[4,"-1","RpcFrameworkError","The text is not valid JSON",{}]""")]
    [InlineData("ocpp2.1", """[4,"-1","RpcFrameworkError","The text is not valid JSON",{}]""")]
    public async Task Text_NotJson_AnsweredAsTheVersionWantsAndTheConnectionStays(string subprotocol, string? answer)
    {
        await using var station = await FakeStation.ConnectAsync(_host.Plain, "CS-1", subprotocol);
        await station.SendAsync("hello, is this OCPP?");
        await station.SendAsync(Heartbeat);
        if (answer is not null)
        {
            await station.ExpectAsync(answer);
        }

        await station.ExpectAsync(HeartbeatAnswer);
        Assert.Contains(_host.Frames, x => x is { Type: null, Payload: "hello, is this OCPP?" });
        Assert.Contains(_host.LogLines, x => x.StartsWith("Station CS-1 sent something unreadable (NotJson", StringComparison.Ordinal));
        Assert.True(_host.Inbox("CS-1").Touches > 0);
    }

    [Fact]
    public async Task Text_Empty_ConnectionStays()
    {
        await using var station = await FakeStation.ConnectAsync(_host.Plain, "CS-1");
        await station.SendAsync("");
        Assert.Equal(HeartbeatAnswer, await station.AskAsync(Heartbeat));
    }

    [Theory]
    [InlineData("ocpp1.6", null)]
    [InlineData("ocpp2.0.1", """[4,"9","MessageTypeNotSupported","The message type number is not supported",{}]""")]
    [InlineData("ocpp2.1", null)]
    public async Task MessageType_Unknown_AnsweredBy201Only(string subprotocol, string? answer)
    {
        await using var station = await FakeStation.ConnectAsync(_host.Plain, "CS-1", subprotocol);
        await station.SendAsync("""[9,"9","Heartbeat",{}]""");
        await station.SendAsync(Heartbeat);
        if (answer is not null)
        {
            await station.ExpectAsync(answer);
        }

        await station.ExpectAsync(HeartbeatAnswer);
    }

    [Theory]
    [InlineData("ocpp1.6", "OccurenceConstraintViolation")]
    [InlineData("ocpp2.0.1", "OccurrenceConstraintViolation")]
    [InlineData("ocpp2.1", "OccurrenceConstraintViolation")]
    public async Task Payload_Refused_CallErrorInThatVersionsSpelling(string subprotocol, string code)
    {
        await using var station = await FakeStation.ConnectAsync(_host.Plain, "CS-1", subprotocol);
        Assert.Equal($$"""[4,"5","{{code}}","idTag is required",{}]""", await station.AskAsync("""[2,"5","Bad",{}]"""));
        Assert.Empty(_host.Inbox("CS-1").Received);
        await Eventually.TrueAsync(() => _host.Inbox("CS-1").Touches == 1, "the station counts as heard"); // noted when the answer has left
    }

    [Theory]
    [InlineData("Bug", "The message could not be processed")]
    [InlineData("Unwritable", "The answer could not be written")]
    public async Task Handling_Throws_CostsOneMessageNotTheConnection(string action, string text)
    {
        await using var station = await FakeStation.ConnectAsync(_host.Plain, "CS-1");
        Assert.Equal($$"""[4,"5","InternalError","{{text}}",{}]""", await station.AskAsync($$"""[2,"5","{{action}}",{}]"""));
        Assert.Equal(HeartbeatAnswer, await station.AskAsync(Heartbeat));
    }

    [Fact]
    public async Task Inbox_Throws_InternalError()
    {
        _host.Inbox("CS-1").OnMessage = (_, _) => throw new InvalidOperationException("a bug in the inbox");
        await using var station = await FakeStation.ConnectAsync(_host.Plain, "CS-1");
        Assert.Equal("""[4,"1","InternalError","The message could not be processed",{}]""", await station.AskAsync(Heartbeat));
    }

    [Fact]
    public async Task Station_NotAccepted_SecurityError()
    {
        _host.Inbox("CS-1").OnMessage = (_, reply) => reply.Answer(NotAccepted.Instance);
        await using var station = await FakeStation.ConnectAsync(_host.Plain, "CS-1", "ocpp2.1");
        Assert.StartsWith("""[4,"1","SecurityError",""", await station.AskAsync(Heartbeat), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_FailedByTheInbox_InternalErrorAndTheRepeatIsProcessed()
    {
        var inbox = _host.Inbox("CS-1");
        inbox.OnMessage = (_, reply) => reply.Fail("set aside");
        await using var station = await FakeStation.ConnectAsync(_host.Plain, "CS-1");
        Assert.Equal("""[4,"1","InternalError","set aside",{}]""", await station.AskAsync(Heartbeat));
        inbox.OnMessage = (_, reply) => reply.Answer(Acknowledged.Instance);
        Assert.Equal("""[3,"1",{}]""", await station.AskAsync(Heartbeat));
    }

    [Fact]
    public async Task Call_Repeated_FirstAnswerAgainWithoutProcessing()
    {
        await using var station = await FakeStation.ConnectAsync(_host.Plain, "CS-1");
        Assert.Equal(HeartbeatAnswer, await station.AskAsync(Heartbeat));
        _host.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(HeartbeatAnswer, await station.AskAsync(Heartbeat));
        Assert.Single(_host.Inbox("CS-1").Received);
        await Eventually.TrueAsync(() => _host.Frames.Count == 2, "both in the raw log");
        Assert.Equal("Repeated under the same message id: first answer sent again", _host.Frames.Last().Note);
        Assert.Equal("""{"currentTime":"2026-03-01T12:00:00.000Z"}""", _host.Frames.Last().AnswerPayload);
    }

    [Theory]
    [InlineData("""[2,"1","Heartbeat",{"customData":{"vendorId":"x"}}]""")]
    [InlineData("""[2,"1","Authorize",{}]""")]
    public async Task Call_SameIdOtherContent_IsAnotherMessage(string other)
    {
        await using var station = await FakeStation.ConnectAsync(_host.Plain, "CS-1");
        await station.AskAsync(Heartbeat);
        await station.AskAsync(other);
        Assert.Equal(2, _host.Inbox("CS-1").Received.Count);
    }

    [Fact]
    public async Task Call_SameIdLongAfter_IsAnotherMessage()
    {
        // A station that numbers every heartbeat "1" must not get its clock set back.
        await using var station = await FakeStation.ConnectAsync(_host.Plain, "CS-1");
        await station.AskAsync(Heartbeat);
        _host.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("""[3,"1",{"currentTime":"2026-03-01T12:05:00.000Z"}]""", await station.AskAsync(Heartbeat));
    }

    [Fact]
    public async Task Call_RepeatedWhileUnderWay_AnsweredOnce()
    {
        var inbox = _host.Inbox("CS-1");
        inbox.OnMessage = (_, _) => { };
        await using var station = await FakeStation.ConnectAsync(_host.Plain, "CS-1");
        await station.SendAsync(Heartbeat);
        await station.SendAsync(Heartbeat);
        await station.SendAsync("""[2,"2","Heartbeat",{}]""");
        await Eventually.TrueAsync(() => inbox.Received.Count == 2, "both different messages received");
        foreach (var reply in inbox.Received.Reverse())
        {
            reply.Answer(Acknowledged.Instance);
        }

        await station.ExpectAsync("""[3,"2",{}]""");
        await station.ExpectAsync("""[3,"1",{}]""");
        Assert.Contains(_host.Frames, x => x.Note == "Repeated while it was being processed: answered once");
    }

    [Fact]
    public async Task Call_Abandoned_NothingIsSentAndTheRepeatIsProcessed()
    {
        var inbox = _host.Inbox("CS-1");
        inbox.OnMessage = (_, reply) => reply.Abandon();
        await using var station = await FakeStation.ConnectAsync(_host.Plain, "CS-1");
        await station.SendAsync(Heartbeat);
        await Eventually.TrueAsync(() => !_host.Frames.IsEmpty, "abandoned");
        Assert.Null(Assert.Single(_host.Frames).AnswerType);
        inbox.OnMessage = (_, reply) => reply.Answer(Acknowledged.Instance);
        Assert.Equal("""[3,"1",{}]""", await station.AskAsync(Heartbeat));
    }

    [Fact]
    public async Task Reply_GivenTwice_Throws()
    {
        await using var station = await FakeStation.ConnectAsync(_host.Plain, "CS-1");
        await station.AskAsync(Heartbeat);
        Assert.True(_host.Inbox("CS-1").Received.TryDequeue(out var reply));
        Assert.Throws<InvalidOperationException>(() => reply.Answer(Acknowledged.Instance));
    }

    [Fact]
    public async Task Answer_AfterTheConnectionEnded_IsDroppedAndLogged()
    {
        var inbox = _host.Inbox("CS-1");
        inbox.OnMessage = (_, _) => { };
        await using (var station = await FakeStation.ConnectAsync(_host.Plain, "CS-1"))
        {
            await station.SendAsync(Heartbeat);
            await Eventually.TrueAsync(() => !inbox.Received.IsEmpty, "received");
        }

        await Eventually.TrueAsync(() => !inbox.Closed.IsEmpty, "closed");
        inbox.Received.Single().Answer(Acknowledged.Instance);
        Assert.Null(Assert.Single(_host.Frames).AnswerType);
    }

    [Fact]
    public async Task Send_Of21_ReceivedWithoutAnswer()
    {
        await using var station = await FakeStation.ConnectAsync(_host.Plain, "CS-1", "ocpp2.1");
        await station.SendAsync("""[6,"s","NotifyPeriodicEventStream",{}]""");
        Assert.Equal(HeartbeatAnswer, await station.AskAsync(Heartbeat));
        Assert.Equal(2, _host.Inbox("CS-1").Received.Count);
        Assert.Contains(_host.Frames, x => x is { Type: OcppMessageType.Send, AnswerType: null });
    }

    [Fact]
    public async Task Notes_OfTheDialect_ReachTheRawLog()
    {
        await using var station = await FakeStation.ConnectAsync(_host.Plain, "CS-1");
        await station.AskAsync("""[2,"1","Odd",{}]""");
        await Eventually.TrueAsync(() => !_host.Frames.IsEmpty, "frame logged");
        Assert.Equal(Statement.TextOf(FrameNote.CommaDecimal), Assert.Single(_host.Frames).Note);
    }

    [Fact]
    public async Task Message_Binary_Closed1003()
    {
        await using var station = await FakeStation.ConnectAsync(_host.Plain, "CS-1");
        await station.SendBinaryAsync([1, 2, 3]);
        Assert.Equal(WebSocketCloseStatus.InvalidMessageType, (await station.ExpectCloseAsync()).Status);
        await Eventually.TrueAsync(() => !_host.Inbox("CS-1").Closed.IsEmpty, "closed");
    }

    [Fact]
    public async Task Message_TooLong_Closed1009WithReason()
    {
        await using var host = await GatewayHost.StartAsync(settings: ("Csms:Ocpp:MaxFrameBytes", "4096"));
        await using var station = await FakeStation.ConnectAsync(host.Plain, "CS-1");
        var longest = $$"""[2,"1","DataTransfer",{"data":"{{new string('x', 4096 - 34)}}"}]""";
        Assert.Equal(4096, longest.Length);
        Assert.StartsWith("[3,", await station.AskAsync(longest), StringComparison.Ordinal);
        await station.SendAsync(longest + new string(' ', 100_000));
        Assert.Equal((WebSocketCloseStatus.MessageTooBig, "message longer than 4096 bytes"), await station.ExpectCloseAsync());
        Assert.Contains(host.LogLines, x => x == "Closing the connection of station CS-1: message longer than 4096 bytes");
    }

    [Fact]
    public async Task Text_UnreadableAgainAndAgain_Closed1008()
    {
        await using var station = await FakeStation.ConnectAsync(_host.Plain, "CS-1");
        for (var i = 0; i < 100; i++)
        {
            await station.SendAsync("{");
        }

        Assert.Equal((WebSocketCloseStatus.PolicyViolation, "100 unreadable messages in a row"), await station.ExpectCloseAsync());
    }

    [Fact]
    public async Task Compression_Offered2x_NegotiatedWithoutContextTakeover()
    {
        await using var station = await FakeStation.ConnectAsync(_host.Plain, "CS-1", "ocpp2.1", configure: x =>
        {
            x.DangerousDeflateOptions = new WebSocketDeflateOptions();
            x.CollectHttpResponseDetails = true;
        });
        var extensions = string.Join(",", station.Socket.HttpResponseHeaders!.Single(x => x.Key.Equals("Sec-WebSocket-Extensions", StringComparison.OrdinalIgnoreCase)).Value);
        Assert.Contains("client_no_context_takeover", extensions, StringComparison.Ordinal);
        Assert.Contains("server_no_context_takeover", extensions, StringComparison.Ordinal);
        for (var i = 0; i < 3; i++)
        {
            var payload = $$"""{"data":"{{new string((char)('a' + i), 20_000)}}"}""";
            Assert.Equal($$"""[3,"{{i}}",{"currentTime":"2026-03-01T12:00:00.000Z"}]""", await station.AskAsync($"""[2,"{i}","DataTransfer",{payload}]"""));
        }
    }

    [Fact]
    public async Task Compression_Offered16_NotNegotiated()
    {
        await using var station = await FakeStation.ConnectAsync(_host.Plain, "CS-1", "ocpp1.6", configure: x =>
        {
            x.DangerousDeflateOptions = new WebSocketDeflateOptions();
            x.CollectHttpResponseDetails = true;
        });
        Assert.DoesNotContain(station.Socket.HttpResponseHeaders!, x => x.Key.Equals("Sec-WebSocket-Extensions", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(HeartbeatAnswer, await station.AskAsync(Heartbeat));
    }
}
