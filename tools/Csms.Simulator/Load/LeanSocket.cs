using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using Csms.Simulator.Station;

namespace Csms.Simulator.Load;

/// <summary>Opens a WebSocket on a bare TCP socket: a tenth of the memory of an HTTP client a connection.</summary>
internal static class LeanSocket
{
    public static async Task<WebSocket> ConnectAsync(Uri url, string id, string subprotocol, string? password, CancellationToken cancel)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(url.Host, url.Port, cancel);
            var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
            var authorization = password is null ? "" : $"Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{id}:{password}"))}\r\n";
            var request = $"GET {url.AbsolutePath.TrimEnd('/')}/{Uri.EscapeDataString(id)} HTTP/1.1\r\nHost: {url.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + $"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: {subprotocol}\r\n{authorization}\r\n";
            await socket.SendAsync(Encoding.ASCII.GetBytes(request).AsMemory(), cancel);
            var head = await ReadHeadAsync(socket, cancel);
            if (!head.StartsWith("HTTP/1.1 101", StringComparison.Ordinal))
            {
                var status = head.Split(' ') is [_, var code, ..] && int.TryParse(code, out var number) ? number : 0;
                throw new StationRefusedException((System.Net.HttpStatusCode)status, $"{id} was not let in at {url}: {head.Split('\r')[0]}", null);
            }
            return WebSocket.CreateFromStream(new NetworkStream(socket, ownsSocket: true), new WebSocketCreationOptions { IsServer = false, SubProtocol = subprotocol, KeepAliveInterval = TimeSpan.Zero });
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task<string> ReadHeadAsync(Socket socket, CancellationToken cancel)
    {
        var buffer = new byte[2048];
        var length = 0;
        while (length < buffer.Length)
        {
            // Looks before it takes: what follows the head belongs to the WebSocket.
            var seen = await socket.ReceiveAsync(buffer.AsMemory(length), SocketFlags.Peek, cancel);
            if (seen == 0) break;
            var end = buffer.AsSpan(0, length + seen).IndexOf("\r\n\r\n"u8);
            var take = end < 0 ? seen : end + 4 - length;
            await socket.ReceiveAsync(buffer.AsMemory(length, take), SocketFlags.None, cancel);
            length += take;
            if (end >= 0) break;
        }
        return Encoding.ASCII.GetString(buffer, 0, length);
    }
}
