using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Csms.Simulator.Station;

namespace Csms.Simulator.Protocol;

/// <summary>One WebSocket connection: one reader, serialized writes.</summary>
internal sealed class StationLink : IDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _write = new(1, 1);
    private readonly HttpMessageInvoker _invoker;
    private MutableStream? _stream;

    private StationLink(StationOptions options)
    {
        var handler = new SocketsHttpHandler { UseProxy = false, ConnectCallback = DialAsync };
        if (options.ClientCertificate is { } certificate) handler.SslOptions.ClientCertificates = [certificate];
        if (options.ServerCertificateCheck is { } check) handler.SslOptions.RemoteCertificateValidationCallback = check;
        _invoker = new HttpMessageInvoker(handler);
    }

    /// <summary>True once the link pretends to be alive but neither reads nor writes.</summary>
    public bool IsMuted => _stream?.IsMuted == true;

    public static async Task<StationLink> ConnectAsync(StationOptions options, StationSettings settings, string subprotocol, CancellationToken cancel)
    {
        var link = new StationLink(options);
        var socket = link._socket;
        socket.Options.AddSubProtocol(subprotocol);
        socket.Options.KeepAliveInterval = TimeSpan.FromSeconds(settings.PingSeconds);
        socket.Options.CollectHttpResponseDetails = true;
        if (settings.PasswordBytes is { } password)
        {
            socket.Options.SetRequestHeader("Authorization", "Basic " + Convert.ToBase64String([.. Encoding.UTF8.GetBytes(options.Id + ":"), .. password]));
        }
        var url = new Uri(options.Url.AbsoluteUri.TrimEnd('/') + "/" + Uri.EscapeDataString(options.Id));
        try
        {
            await socket.ConnectAsync(url, link._invoker, cancel);
            return link;
        }
        catch (WebSocketException e)
        {
            var status = socket.HttpStatusCode;
            link.Dispose();
            throw new StationRefusedException(status, $"{options.Id} was not let in at {url}: {(status == 0 ? "no connection" : $"HTTP {(int)status}")}.", e);
        }
        catch (OperationCanceledException)
        {
            link.Dispose();
            throw;
        }
    }

    /// <summary>Reads whole text messages until the link ends; the handler runs on the reader.</summary>
    public async Task ReadAsync(Func<string, Task> handler, Func<int> delayMilliseconds, TimeProvider clock, CancellationToken cancel)
    {
        var buffer = new byte[4096];
        while (_socket.State is WebSocketState.Open or WebSocketState.CloseSent)
        {
            if (delayMilliseconds() is > 0 and var pause) await Task.Delay(TimeSpan.FromMilliseconds(pause), clock, cancel);
            var length = 0;
            ValueWebSocketReceiveResult result;
            do
            {
                if (length == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
                result = await _socket.ReceiveAsync(buffer.AsMemory(length), cancel);
                length += result.Count;
            }
            while (!result.EndOfMessage);
            if (result.MessageType == WebSocketMessageType.Close)
            {
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancel);
                return;
            }
            await handler(Encoding.UTF8.GetString(buffer, 0, length));
        }
    }

    public async Task SendAsync(string text, CancellationToken cancel)
    {
        await _write.WaitAsync(cancel);
        try
        {
            await _socket.SendAsync(Encoding.UTF8.GetBytes(text).AsMemory(), WebSocketMessageType.Text, true, cancel);
        }
        finally
        {
            _write.Release();
        }
    }

    /// <summary>Half-open from now on.</summary>
    public void Mute() => _stream?.Mute();

    /// <summary>Says goodbye within a second, then cuts.</summary>
    public async Task CloseAsync()
    {
        if (_socket.State != WebSocketState.Open || IsMuted) return;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        try
        {
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, limit.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
        {
            _socket.Abort(); // The peer was gone first: nothing left to close.
        }
    }

    public void Abort() => _socket.Abort();

    public void Dispose()
    {
        _socket.Dispose();
        _invoker.Dispose();
        _write.Dispose();
    }

    private async ValueTask<Stream> DialAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancel);
            return _stream = new MutableStream(new NetworkStream(socket, ownsSocket: true));
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
