using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Csms.Bench.Targets;

/// <summary>
/// The floor: Kestrel's WebSocket and the least that answers a station. Reads type, id and action, sends a canned payload, stores nothing.
/// What a CSMS costs above it is the CSMS's own.
/// </summary>
internal static class FloorHost
{
    private const int LargestFrame = 64 * 1024;

    private static readonly Dictionary<string, byte[]> Answers = new(StringComparer.Ordinal)
    {
        ["BootNotification"] = Encoding.UTF8.GetBytes("""{"currentTime":"2026-01-01T00:00:00Z","interval":300,"status":"Accepted"}"""),
        ["Heartbeat"] = Encoding.UTF8.GetBytes("""{"currentTime":"2026-01-01T00:00:00Z"}"""),
        ["Authorize"] = Encoding.UTF8.GetBytes("""{"idTagInfo":{"status":"Accepted"},"idTokenInfo":{"status":"Accepted"}}"""),
        ["StartTransaction"] = Encoding.UTF8.GetBytes("""{"transactionId":1,"idTagInfo":{"status":"Accepted"}}"""),
    };

    private static readonly Dictionary<string, byte[]>.AlternateLookup<ReadOnlySpan<char>> ByAction = Answers.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Runs until it is told to stop; says its address in its first line.</summary>
    public static async Task RunAsync(string url, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxConcurrentConnections = null;
            kestrel.Limits.MaxConcurrentUpgradedConnections = null;
        });
        await using var app = builder.Build();
        app.UseWebSockets();
        app.Map("/ocpp/{station}", ServeAsync);
        await app.StartAsync(cancellation);
        System.Console.WriteLine(app.Urls.First());
        await app.WaitForShutdownAsync(cancellation);
    }

    private static async Task ServeAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync(context.WebSockets.WebSocketRequestedProtocols.FirstOrDefault());
        try
        {
            while (await AnswerAsync(socket))
            {
                // The next one.
            }
        }
        catch (WebSocketException)
        {
            // The station is gone: nothing to keep.
        }
    }

    private static async Task<bool> AnswerAsync(WebSocket socket)
    {
        if ((await socket.ReceiveAsync(Memory<byte>.Empty, default)).MessageType == WebSocketMessageType.Close) return false;
        var buffer = ArrayPool<byte>.Shared.Rent(4096);
        try
        {
            var length = 0;
            while (true)
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(length), default);
                length += part.Count;
                if (part.EndOfMessage) break;
                if (length < buffer.Length) continue;
                if (length >= LargestFrame) return false;
                var larger = ArrayPool<byte>.Shared.Rent(length * 2);
                buffer.AsSpan(0, length).CopyTo(larger);
                ArrayPool<byte>.Shared.Return(buffer);
                buffer = larger;
            }

            var answer = ArrayPool<byte>.Shared.Rent(512);
            var size = Write(buffer.AsSpan(0, length), answer);
            if (size > 0) await socket.SendAsync(answer.AsMemory(0, size), WebSocketMessageType.Text, true, default);
            ArrayPool<byte>.Shared.Return(answer);
            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static int Write(ReadOnlySpan<byte> frame, Span<byte> answer)
    {
        var reader = new Utf8JsonReader(frame);
        if (!reader.Read() || !reader.Read() || reader.GetInt32() != 2 || !reader.Read()) return 0;
        var id = reader.ValueSpan;
        reader.Read();
        Span<char> action = stackalloc char[64];
        var payload = ByAction.TryGetValue(action[..reader.CopyString(action)], out var canned) ? canned : "{}"u8;
        // Reads the rest as every CSMS must: broken JSON may not be answered as if it were right.
        while (reader.Read())
        {
        }

        "[3,\""u8.CopyTo(answer);
        id.CopyTo(answer[4..]);
        "\","u8.CopyTo(answer[(4 + id.Length)..]);
        payload.CopyTo(answer[(6 + id.Length)..]);
        answer[6 + id.Length + payload.Length] = (byte)']';
        return 7 + id.Length + payload.Length;
    }
}
