using System.Buffers;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Csms.Simulator.Station;

namespace Csms.Simulator.Load;

/// <summary>A station reduced to a script: authorize, start, eight samples, stop, heartbeat, again. No timer, no thread, no queue of its own.</summary>
internal sealed class LoadStation(string id, OcppVersion version, string token)
{
    private const int SamplesPerSession = 8;
    private WebSocket? _socket;
    private int _step;
    private int _messageId;
    private int _transactionId;
    private int _session;
    private int _registerWh = 1_000_000;
    private int _waiting;
    private long _dueAt;

    public string Id => id;

    public bool IsOpen => _socket?.State == WebSocketState.Open;

    /// <summary>True while a call is out.</summary>
    public bool IsWaiting => Volatile.Read(ref _waiting) != 0;

    /// <summary>True right after a session has ended.</summary>
    public bool IsBetweenSessions => _step == 0 && _session > 0;

    /// <summary>Action of the call last sent.</summary>
    public string Action { get; private set; } = "";

    /// <summary>Timestamp at which the call out was due.</summary>
    public long DueAt => Volatile.Read(ref _dueAt);

    public string Subprotocol => "ocpp" + version.Text();

    /// <summary>Some heartbeats before the first session.</summary>
    public void Hesitate(int index) => _step = -(index % (SamplesPerSession + 4));

    public async Task ConnectAsync(Uri url, string? password, string stamp, CancellationToken cancel)
    {
        _socket = await LeanSocket.ConnectAsync(url, id, Subprotocol, password, cancel);
        await RoundTripAsync("BootNotification", version == OcppVersion.V16
            ? """{"chargePointVendor":"Load","chargePointModel":"Lean"}"""
            : """{"chargingStation":{"model":"Lean","vendorName":"Load"},"reason":"PowerUp"}""", cancel);
        await RoundTripAsync("StatusNotification", version == OcppVersion.V16
            ? """{"connectorId":1,"errorCode":"NoError","status":"Available"}"""
            : $$"""{"timestamp":"{{stamp}}","connectorStatus":"Available","evseId":1,"connectorId":1}""", cancel);
    }

    /// <summary>Reads until the link ends; tells each answer.</summary>
    public async Task ReadAsync(Action<LoadStation, bool> answered, CancellationToken cancel)
    {
        var socket = _socket!;
        while (socket.State == WebSocketState.Open)
        {
            // Empty read: holds no buffer while nothing comes.
            await socket.ReceiveAsync(Memory<byte>.Empty, cancel);
            var buffer = ArrayPool<byte>.Shared.Rent(8192);
            try
            {
                var length = await ReadMessageAsync(socket, buffer, cancel);
                if (length < 0) return;
                await HandleAsync(buffer.AsMemory(0, length), answered, cancel);
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
    }

    /// <summary>Sends the next call of the script.</summary>
    public ValueTask SendNextAsync(ArrayBufferWriter<byte> buffer, string stamp, long dueAt, CancellationToken cancel)
    {
        buffer.Clear();
        Volatile.Write(ref _waiting, 1);
        Volatile.Write(ref _dueAt, dueAt);
        Write(buffer, stamp);
        return _socket!.SendAsync(buffer.WrittenMemory, WebSocketMessageType.Text, true, cancel);
    }

    public async Task SendHeartbeatAsync(long dueAt, CancellationToken cancel)
    {
        Action = "Heartbeat";
        Volatile.Write(ref _waiting, 1);
        Volatile.Write(ref _dueAt, dueAt);
        await _socket!.SendAsync(Encoding.UTF8.GetBytes($"[2,\"{++_messageId}\",\"Heartbeat\",{{}}]").AsMemory(), WebSocketMessageType.Text, true, cancel);
    }

    public void Close() => _socket?.Abort();

    private void Write(ArrayBufferWriter<byte> buffer, string stamp)
    {
        var step = _step;
        _step = step == SamplesPerSession + 3 ? 0 : step + 1;
        if (step is > 1 and <= SamplesPerSession + 2) _registerWh += 120;
        var is16 = version == OcppVersion.V16;
        var (action, payload) = step switch
        {
            < 0 => ("Heartbeat", "{}"),
            0 => ("Authorize", is16 ? $$"""{"idTag":"{{token}}"}""" : $$$"""{"idToken":{"idToken":"{{{token}}}","type":"ISO14443"}}"""),
            1 => Start(is16, stamp),
            SamplesPerSession + 2 => Stop(is16, stamp),
            SamplesPerSession + 3 => ("Heartbeat", "{}"),
            _ => Sample(is16, stamp, step),
        };
        Action = action;
        var text = $"[2,\"{++_messageId}\",\"{action}\",{payload}]";
        buffer.Advance(Encoding.UTF8.GetBytes(text, buffer.GetSpan(text.Length * 3)));
    }

    private (string, string) Start(bool is16, string stamp)
    {
        _session++;
        return is16
            ? ("StartTransaction", $$"""{"connectorId":1,"idTag":"{{token}}","meterStart":{{_registerWh}},"timestamp":"{{stamp}}"}""")
            : ("TransactionEvent", Event("Started", stamp, "Authorized", 0, $$""","idToken":{"idToken":"{{token}}","type":"ISO14443"}""", "Transaction.Begin"));
    }

    private (string, string) Stop(bool is16, string stamp) => is16
        ? ("StopTransaction", $$"""{"idTag":"{{token}}","meterStop":{{_registerWh}},"timestamp":"{{stamp}}","transactionId":{{_transactionId}},"reason":"Local"}""")
        : ("TransactionEvent", Event("Ended", stamp, "StopAuthorized", SamplesPerSession + 1, "", "Transaction.End"));

    private (string, string) Sample(bool is16, string stamp, int step) => is16
        ? ("MeterValues", $$"""{"connectorId":1,"transactionId":{{_transactionId}},"meterValue":[{"timestamp":"{{stamp}}","sampledValue":[{{Values(true, "Sample.Periodic")}}]}]}""")
        : ("TransactionEvent", Event("Updated", stamp, "MeterValuePeriodic", step - 1, "", "Sample.Periodic"));

    private string Event(string type, string stamp, string trigger, int seqNo, string extra, string context)
    {
        var reason = type == "Ended" ? ",\"stoppedReason\":\"Local\"" : "";
        return $$"""{"eventType":"{{type}}","timestamp":"{{stamp}}","triggerReason":"{{trigger}}","seqNo":{{seqNo}},"transactionInfo":{"transactionId":"{{id}}-{{_session}}","chargingState":"Charging"{{reason}}},"meterValue":[{"timestamp":"{{stamp}}","sampledValue":[{{Values(false, context)}}]}],"evse":{"id":1,"connectorId":1}{{extra}}}""";
    }

    private string Values(bool is16, string context)
    {
        var text = new StringBuilder(900);
        Add("Energy.Active.Import.Register", _registerWh, "Wh", null);
        Add("Power.Active.Import", 11040, "W", null);
        foreach (var phase in (string[])["L1", "L2", "L3"]) Add("Current.Import", 16, "A", phase);
        foreach (var phase in (string[])["L1-N", "L2-N", "L3-N"]) Add("Voltage", 230, "V", phase);
        return text.ToString();

        void Add(string measurand, int value, string unit, string? phase)
        {
            if (text.Length > 0) text.Append(',');
            var of = phase is null ? "" : $",\"phase\":\"{phase}\"";
            text.Append(CultureInfo.InvariantCulture, $"{{\"value\":{(is16 ? $"\"{value}\"" : value)},\"context\":\"{context}\",\"measurand\":\"{measurand}\"{of},");
            text.Append(is16 ? $"\"unit\":\"{unit}\"}}" : $"\"unitOfMeasure\":{{\"unit\":\"{unit}\"}}}}");
        }
    }

    private async Task RoundTripAsync(string action, string payload, CancellationToken cancel)
    {
        await _socket!.SendAsync(Encoding.UTF8.GetBytes($"[2,\"{++_messageId}\",\"{action}\",{payload}]").AsMemory(), WebSocketMessageType.Text, true, cancel);
        var buffer = new byte[4096];
        var done = false;
        while (!done)
        {
            var length = await ReadMessageAsync(_socket, buffer, cancel);
            if (length < 0) throw new WebSocketException($"{id}: closed after {action}.");
            await HandleAsync(buffer.AsMemory(0, length), (_, isResult) => done = isResult ? true : throw new InvalidOperationException($"{id}: {action} was answered with an error."), cancel);
        }
    }

    private static async Task<int> ReadMessageAsync(WebSocket socket, byte[] buffer, CancellationToken cancel)
    {
        var length = 0;
        while (true)
        {
            var result = await socket.ReceiveAsync(buffer.AsMemory(length), cancel);
            if (result.MessageType == WebSocketMessageType.Close) return -1;
            length += result.Count;
            if (result.EndOfMessage) return length;
            if (length == buffer.Length) throw new InvalidDataException("A frame of the CSMS is larger than the load client reads.");
        }
    }

    private async Task HandleAsync(ReadOnlyMemory<byte> message, Action<LoadStation, bool> answered, CancellationToken cancel)
    {
        if (Read(message.Span, out var transactionId, out var callId) is not { } type) return;
        if (type == 2)
        {
            // A load station has no functions: it says so, as the standard asks.
            await _socket!.SendAsync(Encoding.UTF8.GetBytes($"[4,\"{callId}\",\"NotSupported\",\"\",{{}}]").AsMemory(), WebSocketMessageType.Text, true, cancel);
            return;
        }
        if (transactionId is { } given) _transactionId = given;
        answered(this, type == 3);
        Volatile.Write(ref _waiting, 0);
    }

    private static int? Read(ReadOnlySpan<byte> json, out int? transactionId, out string? callId)
    {
        transactionId = null;
        var reader = new Utf8JsonReader(json);
        callId = null;
        if (!reader.Read() || !reader.Read() || reader.TokenType != JsonTokenType.Number) return null;
        var type = reader.GetInt32();
        if (!reader.Read()) return null;
        if (type == 2) callId = reader.GetString();
        if (type != 3) return type;
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals("transactionId"u8)) continue;
            reader.Read();
            if (reader.TokenType == JsonTokenType.Number) transactionId = reader.GetInt32();
        }
        return type;
    }
}
