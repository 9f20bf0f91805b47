using System.Buffers;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Csms.Bench.Operators;

/// <summary>
/// One open page without a browser: speaks the protocol of a Blazor Server circuit (hub protocol "blazorpack", version 1), acknowledges every
/// render batch as the browser's script does, and gives the script's answers that a page waits for. What a browser costs is left out, what
/// the server does for one is all there.
/// </summary>
internal sealed class OperatorCircuit : IAsyncDisposable
{
    private const int ViewHeight = 740;
    private static readonly byte[] Handshake = Encoding.UTF8.GetBytes("{\"protocol\":\"blazorpack\",\"version\":1}\u001e");

    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _writing = new(1);
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _rendered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _reading = Task.CompletedTask;
    private long _batches, _bytes, _calls, _objects;

    private OperatorCircuit()
    {
    }

    /// <summary>Render batches so far.</summary>
    public long Batches => Interlocked.Read(ref _batches);

    /// <summary>What they and all else weighed, bytes.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Why it ended, where it did.</summary>
    public string? Fault { get; private set; }

    /// <summary>Opens the page and waits for its first render batch.</summary>
    public static async Task<OperatorCircuit> OpenAsync(HttpClient client, CookieContainer cookies, string path, CancellationToken cancellation)
    {
        var page = await OperatorPage.OpenAsync(client, path, cancellation);
        var circuit = new OperatorCircuit();
        try
        {
            await circuit.StartAsync(page, cookies, cancellation);
            return circuit;
        }
        catch
        {
            await circuit.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _reading;
        _socket.Dispose();
        _writing.Dispose();
        _stop.Dispose();
    }

    private async Task StartAsync(OperatorPage page, CookieContainer cookies, CancellationToken cancellation)
    {
        var root = new Uri(page.Address, "/");
        _socket.Options.Cookies = cookies;
        _socket.Options.SetRequestHeader("Origin", root.GetLeftPart(UriPartial.Authority));
        await _socket.ConnectAsync(new UriBuilder(root) { Scheme = "ws", Path = "/_blazor" }.Uri, cancellation);
        await _socket.SendAsync(Handshake, WebSocketMessageType.Text, endOfMessage: true, cancellation);
        _reading = ReadAsync(_stop.Token);
        await SendAsync(Call("StartCircuit", 4, "1").Text(root.ToString()).Text(page.Address.ToString()).Text("[]").Text(""), cancellation);
        await SendAsync(Call("UpdateRootComponents", 2).Text(page.Operations).Text(page.State), cancellation);
        await Task.WhenAny(_rendered.Task, _reading).WaitAsync(TimeSpan.FromSeconds(60), cancellation);
        if (!_rendered.Task.IsCompleted) throw new BenchException($"{page.Address} rendered nothing: {Fault ?? "the circuit ended"}.");
    }

    // [1 (Invocation), headers, invocation id, target, arguments, streams]
    private static PackWriter Call(string target, int arguments, string? invocation = null) => new PackWriter().Array(6).Integer(1).EmptyMap().Text(invocation).Text(target).Array(arguments);

    private async Task SendAsync(PackWriter message, CancellationToken cancellation)
    {
        message.Array(0); // no streams
        var frame = new ArrayBufferWriter<byte>(message.Written.Length + 5);
        for (var length = (uint)message.Written.Length; ; length >>= 7)
        {
            frame.Write([(byte)(length > 0x7f ? length | 0x80 : length)]);
            if (length <= 0x7f) break;
        }

        frame.Write(message.Written.Span);
        await _writing.WaitAsync(cancellation);
        try
        {
            await _socket.SendAsync(frame.WrittenMemory, WebSocketMessageType.Binary, endOfMessage: true, cancellation);
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        var buffer = new byte[256 * 1024];
        var filled = 0;
        var greeted = false;
        try
        {
            while (true)
            {
                if (filled == buffer.Length) System.Array.Resize(ref buffer, buffer.Length * 2);
                var received = await _socket.ReceiveAsync(buffer.AsMemory(filled), cancellation);
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    Fault ??= $"the server closed it ({_socket.CloseStatusDescription})";
                    return;
                }

                filled += received.Count;
                Interlocked.Add(ref _bytes, received.Count);
                if (!received.EndOfMessage) continue;
                var used = 0;
                if (!greeted)
                {
                    used = buffer.AsSpan(0, filled).IndexOf((byte)0x1e) + 1;
                    greeted = used > 0;
                }

                while (greeted && Frame(buffer.AsSpan(used, filled - used)) is var (head, length) && length >= 0)
                {
                    await TakeAsync(Read(buffer.AsSpan(used + head, length)), cancellation);
                    used += head + length;
                }

                buffer.AsSpan(used, filled - used).CopyTo(buffer);
                filled -= used;
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Closed by us.
        }
        catch (Exception exception) when (exception is WebSocketException or BenchException)
        {
            Fault ??= exception.Message;
        }
    }

    // A message is preceded by its length, seven bits a byte; length -1: not whole yet.
    private static (int Head, int Length) Frame(ReadOnlySpan<byte> bytes)
    {
        var length = 0;
        for (var i = 0; i < Math.Min(5, bytes.Length); i++)
        {
            length |= (bytes[i] & 0x7f) << (7 * i);
            if ((bytes[i] & 0x80) == 0) return length <= bytes.Length - i - 1 ? (i + 1, length) : (0, -1);
        }

        return (0, -1);
    }

    private static Invocation Read(ReadOnlySpan<byte> message)
    {
        var reader = new PackReader(message);
        reader.Array();
        if (reader.Integer() != 1) return new("", 0, null, null, 0);
        reader.Skip();
        reader.Skip();
        var target = reader.Text() ?? "";
        reader.Array();
        return target switch
        {
            "JS.RenderBatch" => new(target, reader.Integer(), null, null, 0),
            "JS.BeginInvokeJS" => new(target, reader.Integer(), reader.Text(), reader.Text(), (int)reader.Integer()),
            "JS.Error" => new(target, 0, reader.Text(), null, 0),
            _ => new(target, 0, null, null, 0),
        };
    }

    private async Task TakeAsync(Invocation invocation, CancellationToken cancellation)
    {
        switch (invocation.Target)
        {
            case "JS.RenderBatch":
                Interlocked.Increment(ref _batches);
                await SendAsync(Call("OnRenderCompleted", 2).Integer(invocation.Number).Nil(), cancellation);
                _rendered.TrySetResult();
                break;
            case "JS.BeginInvokeJS":
                await AnswerAsync(invocation, cancellation);
                break;
            case "JS.Error":
                Fault ??= invocation.Name;
                break;
        }
    }

    private async Task AnswerAsync(Invocation asked, CancellationToken cancellation)
    {
        // JSCallResultType: 0 a value, 1 a reference to an object of the browser.
        var value = (asked.ResultType, asked.Name) switch
        {
            (1, _) => $"{{\"__jsObjectId\":{Interlocked.Increment(ref _objects)}}}",
            (0, "rowHeight") => "32",
            (0, "csmsShell.keys") => "true",
            _ => "null",
        };
        if (asked.Number != 0) await SendAsync(Call("EndInvokeJSFromDotNet", 3).Integer(asked.Number).Boolean(true).Text($"[{asked.Number},true,{value}]"), cancellation);
        if (asked.Name == "Blazor._internal.Virtualize.init" && Target(asked.Arguments) is { } list)
        {
            // The list is told how much of it is in view, as the browser's observer would.
            var call = Interlocked.Increment(ref _calls);
            await SendAsync(Call("BeginInvokeDotNetFromJS", 5).Text(FormattableString.Invariant($"{call}")).Nil().Text("OnSpacerBeforeVisible").Integer(list).Text($"[0,{ViewHeight},{ViewHeight}]"), cancellation);
        }
    }

    private static long? Target(string? arguments)
    {
        if (arguments is null) return null;
        using var document = JsonDocument.Parse(arguments);
        return document.RootElement.GetArrayLength() > 0 && document.RootElement[0].TryGetProperty("__dotNetObject", out var id) ? id.GetInt64() : null;
    }

    private readonly record struct Invocation(string Target, long Number, string? Name, string? Arguments, int ResultType);
}
