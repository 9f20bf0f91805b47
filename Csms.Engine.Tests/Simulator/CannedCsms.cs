using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Csms.Engine.Tests.Simulator;

/// <summary>A CSMS of canned answers on a real port: enough to exercise virtual stations without the engine.</summary>
internal sealed class CannedCsms : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, Peer> _peers = new();
    private int _nextTransaction = 100;

    private CannedCsms(WebApplication app) => _app = app;

    public Uri Url { get; private set; } = null!;

    /// <summary>Every CALL a station made: station, action, payload.</summary>
    public ConcurrentQueue<(string Station, string Version, string Action, JsonObject Payload)> Calls { get; } = new();

    /// <summary>Every CALLRESULT a station gave: action asked, payload.</summary>
    public ConcurrentQueue<(string Version, string Action, JsonObject Payload)> Answers { get; } = new();

    /// <summary>Text that was no frame.</summary>
    public ConcurrentQueue<string> Malformed { get; } = new();

    /// <summary>Overrides an answer; null falls back to the canned one. A JsonObject with "$error" becomes a CALLERROR.</summary>
    public Func<string, JsonObject, JsonObject?>? Override { get; set; }

    public static async Task<CannedCsms> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var csms = new CannedCsms(app);
        app.UseWebSockets();
        app.Run(csms.ServeAsync);
        await app.StartAsync();
        csms.Url = new Uri(app.Urls.Single().Replace("http://", "ws://", StringComparison.Ordinal) + "/ocpp");
        return csms;
    }

    public async Task<JsonObject> CallAsync(string station, string action, JsonObject payload)
    {
        var peer = _peers[station];
        var id = Guid.NewGuid().ToString();
        var answer = peer.Pending[id] = new TaskCompletionSource<JsonArray>(TaskCreationOptions.RunContinuationsAsynchronously);
        await peer.SendAsync(new JsonArray(2, id, action, payload.DeepClone()).ToJsonString());
        var frame = await answer.Task.WaitAsync(TimeSpan.FromSeconds(60));
        if (frame[0]!.GetValue<int>() == 4) return new JsonObject { ["$error"] = frame[2]!.GetValue<string>() };
        var result = (JsonObject)frame[2]!.DeepClone();
        Answers.Enqueue((peer.Version, action, result));
        return result;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task ServeAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = 426;
            return;
        }
        var station = Uri.UnescapeDataString(context.Request.Path.Value!.Split('/')[^1]);
        if (station.StartsWith("UNKNOWN", StringComparison.Ordinal))
        {
            context.Response.StatusCode = 404;
            return;
        }
        var version = context.WebSockets.WebSocketRequestedProtocols[0];
        using var socket = await context.WebSockets.AcceptWebSocketAsync(version);
        using var peer = new Peer(socket, version["ocpp".Length..]);
        _peers[station] = peer;
        var buffer = new byte[1 << 20];
        try
        {
            while (true)
            {
                var length = 0;
                ValueWebSocketReceiveResult received;
                do
                {
                    received = await socket.ReceiveAsync(buffer.AsMemory(length), context.RequestAborted);
                    length += received.Count;
                }
                while (!received.EndOfMessage);
                if (received.MessageType == WebSocketMessageType.Close) return;
                await HandleAsync(station, peer, Encoding.UTF8.GetString(buffer, 0, length));
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            return; // The station went.
        }
    }

    private async Task HandleAsync(string station, Peer peer, string text)
    {
        JsonArray frame;
        try
        {
            frame = (JsonArray)JsonNode.Parse(text)!;
        }
        catch (System.Text.Json.JsonException)
        {
            Malformed.Enqueue(text);
            return;
        }
        var id = frame[1]!.GetValue<string>();
        if (frame[0]!.GetValue<int>() != 2)
        {
            if (peer.Pending.TryRemove(id, out var waiting)) waiting.TrySetResult(frame);
            return;
        }
        var action = frame[2]!.GetValue<string>();
        var payload = (JsonObject)frame[3]!.DeepClone();
        var answer = Override?.Invoke(action, payload) ?? Canned(action, payload);
        Calls.Enqueue((station, peer.Version, action, payload));
        if (answer.ContainsKey("$silent")) return;
        await peer.SendAsync((answer["$error"] is { } code
            ? new JsonArray(4, id, code.GetValue<string>(), "", new JsonObject())
            : new JsonArray(3, id, answer)).ToJsonString());
    }

    private JsonObject Canned(string action, JsonObject payload) => action switch
    {
        "BootNotification" => new JsonObject { ["status"] = "Accepted", ["currentTime"] = "2026-01-01T00:00:00Z", ["interval"] = 300 },
        "Heartbeat" => new JsonObject { ["currentTime"] = "2026-01-01T00:00:00Z" },
        "Authorize" => payload.ContainsKey("idTag") ? Judge("idTagInfo", payload["idTag"]!.GetValue<string>()) : Judge("idTokenInfo", payload["idToken"]!["idToken"]!.GetValue<string>()),
        "StartTransaction" => Started(payload),
        "SignCertificate" or "DataTransfer" => new JsonObject { ["status"] = "Accepted" },
        _ => [],
    };

    private JsonObject Started(JsonObject payload)
    {
        var answer = Judge("idTagInfo", payload["idTag"]!.GetValue<string>());
        answer["transactionId"] = Interlocked.Increment(ref _nextTransaction);
        return answer;
    }

    private static JsonObject Judge(string name, string token)
    {
        var info = new JsonObject { ["status"] = token.StartsWith("BAD", StringComparison.Ordinal) ? "Invalid" : "Accepted" };
        if (token.StartsWith("FAM", StringComparison.Ordinal))
        {
            if (name == "idTagInfo") info["parentIdTag"] = "FAMILY";
            else info["groupIdToken"] = new JsonObject { ["idToken"] = "FAMILY", ["type"] = "Central" };
        }
        return new JsonObject { [name] = info };
    }

    private sealed class Peer(WebSocket socket, string version) : IDisposable
    {
        private readonly SemaphoreSlim _write = new(1, 1);

        public string Version => version;

        public ConcurrentDictionary<string, TaskCompletionSource<JsonArray>> Pending { get; } = new();

        public void Dispose() => _write.Dispose();

        public async Task SendAsync(string text)
        {
            await _write.WaitAsync();
            try
            {
                await socket.SendAsync(Encoding.UTF8.GetBytes(text).AsMemory(), WebSocketMessageType.Text, true, CancellationToken.None);
            }
            finally
            {
                _write.Release();
            }
        }
    }
}
