using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Csms.Engine.Events;
using Csms.Engine.Gateway;
using Csms.Engine.Ocpp;
using Csms.Engine.Tests.Support;
using Csms.Engine.Units;
using Microsoft.Extensions.DependencyInjection;

namespace Csms.Engine.Tests.Gateway;

/// <summary>The life of a connection: replaced, closed, dead, slow, flooding.</summary>
public sealed class ConnectionTests
{
    private const string Heartbeat = """[2,"1","Heartbeat",{}]""";

    [Fact]
    public async Task Connection_SecondOfTheSameStation_ReplacesTheFirstCleanly()
    {
        await using var host = await GatewayHost.StartAsync();
        var inbox = host.Inbox("CS-1");
        await using var first = await FakeStation.ConnectAsync(host.Plain, "CS-1");
        await Eventually.TrueAsync(() => inbox.Opened.Count == 1, "first open");
        await using var second = await FakeStation.ConnectAsync(host.Plain, "CS-1", "ocpp2.0.1");
        Assert.Equal((WebSocketCloseStatus.NormalClosure, "replaced by a new connection"), await first.ExpectCloseAsync());
        await Eventually.TrueAsync(() => inbox.Closed.Count == 1, "first closed");
        Assert.Equal(2, inbox.Opened.Count);
        Assert.Same(inbox.Opened.First(), inbox.Closed.Single().Link);
        Assert.StartsWith("[3,", await second.AskAsync(Heartbeat), StringComparison.Ordinal);
        Assert.Equal(1, host.Services.GetRequiredService<ConnectionRegistry>().Count);
    }

    [Fact]
    public async Task Connections_ManyOfOneStationAtOnce_TheInboxHearsLastOfTheOneThatStays()
    {
        await using var host = await GatewayHost.StartAsync();
        var inbox = host.Inbox("CS-1");
        var stations = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => FakeStation.ConnectAsync(host.Plain, "CS-1")));
        await Eventually.TrueAsync(() => inbox.Opened.Count == 20, "all opened");
        Assert.True(host.Services.GetRequiredService<ConnectionRegistry>().TryGet(inbox.Id, out var current));
        Assert.Same(current, inbox.Link);
        foreach (var station in stations)
        {
            await station.DisposeAsync();
        }

        await Eventually.TrueAsync(() => inbox.Closed.Count == 20, "all closed");
        Assert.Equal(0, host.Services.GetRequiredService<ConnectionRegistry>().Count);
    }

    [Fact]
    public async Task Close_ByTheHost_QueuedFramesLeaveFirst()
    {
        await using var host = await GatewayHost.StartAsync();
        var inbox = host.Inbox("CS-1");
        inbox.OnMessage = (link, reply) =>
        {
            reply.Answer(Acknowledged.Instance);
            link.Close(Statement.AsSaid<LinkEnd>("registration was rejected"));
        };
        await using var station = await FakeStation.ConnectAsync(host.Plain, "CS-1");
        Assert.Equal("""[3,"1",{}]""", await station.AskAsync(Heartbeat));
        Assert.Equal((WebSocketCloseStatus.NormalClosure, "registration was rejected"), await station.ExpectCloseAsync());
        await Eventually.TrueAsync(() => inbox.Closed.Count == 1, "closed");
        Assert.Equal("registration was rejected", inbox.Closed.Single().Reason);
    }

    [Fact]
    public async Task Close_ReasonTooLongForAFrame_IsCut()
    {
        await using var host = await GatewayHost.StartAsync();
        host.Inbox("CS-1").OnMessage = (link, _) => link.Close(Statement.AsSaid<LinkEnd>(new string('ä', 200)));
        await using var station = await FakeStation.ConnectAsync(host.Plain, "CS-1");
        await station.SendAsync(Heartbeat);
        Assert.Equal(new string('ä', 61), (await station.ExpectCloseAsync()).Reason);
    }

    [Fact]
    public async Task Close_ByTheStation_AnsweredWithItsStatus()
    {
        await using var host = await GatewayHost.StartAsync();
        await using var station = await FakeStation.ConnectAsync(host.Plain, "CS-1");
        await station.CloseAsync(WebSocketCloseStatus.EndpointUnavailable, "going to sleep");
        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, station.Socket.CloseStatus);
        await Eventually.TrueAsync(() => host.Inbox("CS-1").Closed.Count == 1, "closed");
        Assert.Equal("closed by the station (1001): going to sleep", host.Inbox("CS-1").Closed.Single().Reason);
    }

    [Fact]
    public async Task Close_NeverAnswered_TornDownAfterTheGrace()
    {
        await using var host = await GatewayHost.StartAsync();
        var inbox = host.Inbox("CS-1");
        using var raw = await RawAsync(host, "CS-1");
        await Eventually.TrueAsync(() => inbox.Opened.Count == 1, "open");
        inbox.Link.Close(Statement.AsSaid<LinkEnd>("go away"));
        await Eventually.TrueAsync(
            () =>
            {
                host.Time.Advance(TimeSpan.FromSeconds(1));
                return !inbox.Closed.IsEmpty;
            },
            "torn down");
    }

    [Fact]
    public async Task Link_Dropped_InboxIsTold()
    {
        await using var host = await GatewayHost.StartAsync();
        using (await RawAsync(host, "CS-1"))
        {
            await Eventually.TrueAsync(() => host.Inbox("CS-1").Opened.Count == 1, "open");
        }

        await Eventually.TrueAsync(() => host.Inbox("CS-1").Closed.Count == 1, "closed");
    }

    [Fact]
    public async Task Link_HalfOpen_NoticedByTheMissingPong()
    {
        // The socket layer's keep-alive runs on the real clock, so this test does too, with short times.
        await using var host = await GatewayHost.StartAsync(
            new LinkTiming { KeepAliveInterval = TimeSpan.FromMilliseconds(200), KeepAliveTimeout = TimeSpan.FromMilliseconds(200) }, realTime: true);
        using var silent = await RawAsync(host, "CS-1");
        await Eventually.TrueAsync(() => host.Inbox("CS-1").Closed.Count == 1, "the dead link is noticed");
    }

    [Fact]
    public async Task Reader_TakesNothing_TornDownWithALogLine()
    {
        await using var host = await GatewayHost.StartAsync(new LinkTiming { MaxQueuedBytes = 64 * 1024 * 1024 });
        var inbox = host.Inbox("CS-1");
        using var raw = await RawAsync(host, "CS-1");
        await Eventually.TrueAsync(() => inbox.Opened.Count == 1, "open");
        var call = inbox.Link.CallAsync(new OutgoingCall("SendLocalList", Encoding.UTF8.GetBytes($$"""{"x":"{{new string('x', 32 * 1024 * 1024)}}"}""")), default).AsTask();
        await Eventually.TrueAsync(
            () =>
            {
                host.Time.Advance(TimeSpan.FromSeconds(10));
                return !inbox.Closed.IsEmpty;
            },
            "torn down");
        Assert.NotEqual(CallResult.Answered, (await call).Result);
        Assert.Contains(host.LogLines, x => x == "Connection of station CS-1 torn down: slow reader: a frame did not leave in time");
    }

    [Fact]
    public async Task Reader_TooSlowForItsQueue_TornDownWithALogLine()
    {
        await using var host = await GatewayHost.StartAsync(new LinkTiming { MaxQueuedBytes = 64 * 1024 });
        var inbox = host.Inbox("CS-1");
        using var raw = await RawAsync(host, "CS-1");
        await Eventually.TrueAsync(() => inbox.Opened.Count == 1, "open");
        var connection = (StationConnection)inbox.Link;
        var text = new byte[1024 * 1024];
        await Eventually.TrueAsync(
            () =>
            {
                connection.Send(OutgoingFrame.Of(text));
                return !inbox.Closed.IsEmpty;
            },
            "torn down");
        Assert.Contains(host.LogLines, x => x == "Connection of station CS-1 torn down: slow reader: too much waits to be sent");
    }

    [Fact]
    public async Task Station_DoesNotWaitForAnswers_ReadingStopsAtTheBoundAndNothingIsLost()
    {
        await using var host = await GatewayHost.StartAsync(new LinkTiming { MaxInProgress = 8 });
        var inbox = host.Inbox("CS-1");
        inbox.OnMessage = (_, _) => { };
        await using var station = await FakeStation.ConnectAsync(host.Plain, "CS-1");
        for (var i = 0; i < 50; i++)
        {
            await station.SendAsync($$"""[2,"{{i}}","Heartbeat",{}]""");
        }

        for (var i = 0; i < 50; i++)
        {
            await Eventually.TrueAsync(() => inbox.Received.Count >= Math.Min(i + 8, 50), "read up to the bound");
            Assert.InRange(inbox.Received.Count, i, i + 8);
            inbox.Received.ElementAt(i).Answer(Acknowledged.Instance);
            await station.ExpectAsync($$"""[3,"{{i}}",{}]""");
        }
    }

    [Fact]
    public async Task Station_Floods_ReadSlowerLoggedOnceAndNothingIsLost()
    {
        await using var host = await GatewayHost.StartAsync(settings: ("Csms:Limits:MessagesPerSecond", "2"));
        var inbox = host.Inbox("CS-1");
        await using var station = await FakeStation.ConnectAsync(host.Plain, "CS-1");
        for (var i = 0; i < 60; i++)
        {
            await station.SendAsync($$"""[2,"{{i}}","Heartbeat",{}]""");
        }

        // Ten seconds' worth at once, then one that must be paid for before the next is read.
        await Eventually.TrueAsync(() => host.LogLines.Any(x => x == "Station CS-1 sends more than 2 messages a second; it is read slower"), "flood noticed");
        Assert.Equal(21, inbox.Received.Count);
        await Eventually.TrueAsync(
            () =>
            {
                host.Time.Advance(TimeSpan.FromMilliseconds(500));
                return inbox.Received.Count == 60;
            },
            "all read in time");
        Assert.Single(host.LogLines, x => x.Contains("read slower", StringComparison.Ordinal));
        for (var i = 0; i < 60; i++)
        {
            Assert.StartsWith($"""[3,"{i}",""", await station.ReceiveAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Station_Floods_IsNotTakenForDeadWhileItIsReadSlower()
    {
        // A pong would wait behind the flood: no ping goes out while data is read, because data is a sign of life.
        await using var host = await GatewayHost.StartAsync(
            new LinkTiming { KeepAliveInterval = TimeSpan.FromSeconds(1), KeepAliveTimeout = TimeSpan.FromMilliseconds(100) },
            realTime: true,
            settings: ("Csms:Limits:MessagesPerSecond", "20"));
        await using var station = await FakeStation.ConnectAsync(host.Plain, "CS-1");
        for (var i = 0; i < 250; i++)
        {
            await station.SendAsync($$"""[2,"{{i}}","Heartbeat",{}]""");
        }

        for (var i = 0; i < 250; i++)
        {
            Assert.StartsWith($"""[3,"{i}",""", await station.ReceiveAsync(), StringComparison.Ordinal);
        }

        Assert.Empty(host.Inbox("CS-1").Closed);
    }

    /// <summary>A peer that shakes hands and then does nothing at all: no reads, no pongs.</summary>
    private static async Task<TcpClient> RawAsync(GatewayHost host, string id)
    {
        var client = new TcpClient { ReceiveBufferSize = 4096 };
        await client.ConnectAsync(host.Plain.Host, host.Plain.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"GET /ocpp/{id} HTTP/1.1\r\nHost: {host.Plain.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: ocpp1.6\r\n\r\n"));
        var answer = new byte[64];
        await stream.ReadExactlyAsync(answer.AsMemory(0, 12));
        Assert.Equal("HTTP/1.1 101", Encoding.ASCII.GetString(answer, 0, 12));
        return client;
    }
}
