using System.Net.WebSockets;
using System.Text;

namespace Csms.Engine.Tests.Support;

/// <summary>A station played from a script over a real socket: it sends raw text and expects raw text.</summary>
internal sealed class FakeStation : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly ClientWebSocket _socket;

    private FakeStation(ClientWebSocket socket) => _socket = socket;

    /// <summary>The subprotocol the host chose.</summary>
    public string? Subprotocol => _socket.SubProtocol;

    public ClientWebSocket Socket => _socket;

    /// <summary>Connects with one subprotocol and, when a password is given, HTTP Basic.</summary>
    /// <param name="host">For instance <c>ws://127.0.0.1:8080</c>.</param>
    /// <param name="id">Station identity.</param>
    /// <param name="subprotocol">ocpp1.6, ocpp2.0.1 or ocpp2.1.</param>
    /// <param name="password">Password of HTTP Basic.</param>
    /// <param name="configure">Other settings of the socket.</param>
    public static async Task<FakeStation> ConnectAsync(Uri host, string id, string subprotocol = "ocpp1.6", string? password = null, Action<ClientWebSocketOptions>? configure = null)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol(subprotocol);
        if (password is not null)
        {
            socket.Options.SetRequestHeader("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{id}:{password}")));
        }

        configure?.Invoke(socket.Options);
        using var deadline = new CancellationTokenSource(Deadline);
        try
        {
            await socket.ConnectAsync(new Uri(host, "/ocpp/" + Uri.EscapeDataString(id)), deadline.Token);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        return new FakeStation(socket);
    }

    /// <summary>Sends one text message.</summary>
    public async Task SendAsync(string text)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        await _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, deadline.Token);
    }

    /// <summary>Sends one text message in fragments of the given sizes; the rest goes into the last one.</summary>
    public async Task SendAsync(string text, params int[] cuts)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        var bytes = Encoding.UTF8.GetBytes(text).AsMemory();
        foreach (var cut in cuts)
        {
            await _socket.SendAsync(bytes[..cut], WebSocketMessageType.Text, false, deadline.Token);
            bytes = bytes[cut..];
        }

        await _socket.SendAsync(bytes, WebSocketMessageType.Text, true, deadline.Token);
    }

    /// <summary>Sends one binary message.</summary>
    public async Task SendBinaryAsync(byte[] bytes)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        await _socket.SendAsync(bytes, WebSocketMessageType.Binary, true, deadline.Token);
    }

    /// <summary>Sends a text and gives the next that comes.</summary>
    public async Task<string> AskAsync(string text)
    {
        await SendAsync(text);
        return await ReceiveAsync();
    }

    /// <summary>The next text message.</summary>
    public async Task<string> ReceiveAsync()
    {
        var (text, status, reason) = await NextAsync();
        return text ?? throw new InvalidOperationException($"The host closed the connection: {status} {reason}");
    }

    /// <summary>Fails unless the next text message is this one.</summary>
    public async Task ExpectAsync(string text) => Assert.Equal(text, await ReceiveAsync());

    /// <summary>Fails unless the host closes the connection now; answers the close frame.</summary>
    public async Task<(WebSocketCloseStatus? Status, string? Reason)> ExpectCloseAsync()
    {
        var (text, status, reason) = await NextAsync();
        Assert.Null(text);
        using var deadline = new CancellationTokenSource(Deadline);
        await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, deadline.Token);
        return (status, reason);
    }

    /// <summary>Reads whatever still comes until the connection is gone, by a close frame or without one.</summary>
    public async Task ExpectGoneAsync()
    {
        try
        {
            while ((await NextAsync()).Text is not null)
            {
            }
        }
        catch (WebSocketException)
        {
            // Gone without a close frame: also gone.
        }
    }

    /// <summary>Closes politely and waits for the host's close frame.</summary>
    public async Task CloseAsync(WebSocketCloseStatus status = WebSocketCloseStatus.NormalClosure, string? reason = null)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        await _socket.CloseAsync(status, reason, deadline.Token);
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<(string? Text, WebSocketCloseStatus? Status, string? Reason)> NextAsync()
    {
        using var deadline = new CancellationTokenSource(Deadline);
        var buffer = new byte[8192];
        using var text = new MemoryStream();
        while (true)
        {
            var part = await _socket.ReceiveAsync(buffer.AsMemory(), deadline.Token);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return (null, _socket.CloseStatus, _socket.CloseStatusDescription);
            }

            text.Write(buffer, 0, part.Count);
            if (part.EndOfMessage)
            {
                Conversations.Note(Subprotocol);
                return (Encoding.UTF8.GetString(text.ToArray()), null, null);
            }
        }
    }
}
