using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Csms.Bench.Wire;

/// <summary>
/// The client side of a WebSocket on a bare socket: one send call a frame, one receive call an answer, no timer, no queue. Control frames
/// are answered; fragmented or compressed frames are refused because no compression is offered.
/// </summary>
internal sealed class StationSocket : IDisposable
{
    private const int Close = 0x8;
    private const int Ping = 0x9;

    private readonly Socket _socket;
    private readonly Lock _sending = new();
    private byte[] _buffer = new byte[1024];
    private int _length;

    private StationSocket(Socket socket) => _socket = socket;

    /// <summary>Connects and upgrades.</summary>
    /// <param name="url">ws://host:port/path; the station's identity is appended.</param>
    /// <param name="server">The address <paramref name="url"/> stands for.</param>
    /// <param name="source">Local address to connect from; null: the system chooses.</param>
    public static async Task<StationSocket> ConnectAsync(Uri url, IPEndPoint server, string id, string subprotocol, string? password, IPAddress? source, CancellationToken cancellation)
    {
        var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            if (source is not null) socket.Bind(new IPEndPoint(source, 0));
            await socket.ConnectAsync(server, cancellation);
            var made = new StationSocket(socket);
            await made.UpgradeAsync(url, id, subprotocol, password, cancellation);
            return made;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Sends a sealed text. Any thread.</summary>
    public void Send(OutgoingText text, byte opcode = 0x1)
    {
        var frame = text.Seal(opcode);
        lock (_sending) _socket.Send(frame);
    }

    /// <summary>Reads until the link ends.</summary>
    public async Task ReadAsync(ITextSink sink)
    {
        while (true)
        {
            var used = 0;
            while (TakeFrame(ref used, sink, out var closed))
            {
                if (closed) return;
            }

            if (used > 0)
            {
                _buffer.AsSpan(used, _length - used).CopyTo(_buffer);
                _length -= used;
            }

            if (_length == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
            var count = await _socket.ReceiveAsync(_buffer.AsMemory(_length), SocketFlags.None);
            if (count == 0) return;
            _length += count;
        }
    }

    public void Dispose() => _socket.Dispose();

    private bool TakeFrame(ref int used, ITextSink sink, out bool closed)
    {
        closed = false;
        var rest = _buffer.AsSpan(used, _length - used);
        if (rest.Length < 2) return false;
        var (header, length) = (2, (long)(rest[1] & 0x7F));
        if (length == 126)
        {
            if (rest.Length < 4) return false;
            (header, length) = (4, BinaryPrimitives.ReadUInt16BigEndian(rest[2..]));
        }
        else if (length == 127)
        {
            if (rest.Length < 10) return false;
            (header, length) = (10, BinaryPrimitives.ReadInt64BigEndian(rest[2..]));
        }

        if ((rest[0] & 0x80) == 0) throw new InvalidDataException("The server sent a fragmented frame, which this client does not read.");
        if (rest.Length < header + length) return false;
        used += header + (int)length;
        var payload = rest.Slice(header, (int)length);
        switch (rest[0] & 0x0F)
        {
            case Close:
                closed = true;
                break;
            case Ping:
                var pong = OutgoingText.Start();
                pong.Add(payload);
                Send(pong, 0xA);
                break;
            case 0x1:
                sink.OnText(payload);
                break;
            default:
                break;
        }

        return true;
    }

    private async Task UpgradeAsync(Uri url, string id, string subprotocol, string? password, CancellationToken cancellation)
    {
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        var authorization = password is null ? "" : $"Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{id}:{password}"))}\r\n";
        var request = $"GET {url.AbsolutePath.TrimEnd('/')}/{Uri.EscapeDataString(id)} HTTP/1.1\r\nHost: {url.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + $"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: {subprotocol}\r\n{authorization}\r\n";
        await _socket.SendAsync(Encoding.ASCII.GetBytes(request).AsMemory(), cancellation);
        int end;
        while ((end = _buffer.AsSpan(0, _length).IndexOf("\r\n\r\n"u8)) < 0)
        {
            if (_length == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
            var count = await _socket.ReceiveAsync(_buffer.AsMemory(_length), SocketFlags.None, cancellation);
            if (count == 0) throw new HandshakeRefusedException($"{id}: the server ended the connection before it answered the upgrade.");
            _length += count;
        }

        if (!_buffer.AsSpan(0, end).StartsWith("HTTP/1.1 101"u8))
        {
            throw new HandshakeRefusedException($"{id}: {Encoding.ASCII.GetString(_buffer, 0, _buffer.AsSpan(0, end + 2).IndexOf("\r\n"u8))}");
        }

        end += 4;
        _buffer.AsSpan(end, _length - end).CopyTo(_buffer);
        _length -= end;
    }
}
