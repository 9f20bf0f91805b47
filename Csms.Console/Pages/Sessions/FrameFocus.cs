using System.Globalization;
using System.Text.Json;
using Csms.Engine.LiveView;
using Csms.Engine.Sessions;

namespace Csms.Console.Pages.Sessions;

/// <summary>Which of a station's frames belong to a session. Pure.</summary>
internal static class FrameFocus
{
    private static readonly HashSet<string> _ofStation = ["Authorize", "BootNotification", "Reset", "RequestStartTransaction", "RemoteStartTransaction"];

    /// <summary>It names this transaction or this EVSE, or concerns the whole station.</summary>
    public static bool Concerns(LiveFrame frame, Session session)
    {
        try
        {
            using var document = JsonDocument.Parse(frame.Payload);
            var payload = document.RootElement;
            if (payload.ValueKind != JsonValueKind.Object) return false;
            if (Transaction(payload) is { } transaction) return transaction == session.TransactionId;
            if (Evse(payload) is { } evse) return evse == session.EvseId || (evse == 0 && frame.Action != "MeterValues");
            return frame.Action == "Authorize" ? SameToken(payload, session) : frame.Action is { } action && _ofStation.Contains(action);
        }
        catch (JsonException)
        {
            return false; // an unreadable frame belongs to nothing
        }
    }

    /// <summary>It changed something: no sample, no sign of life.</summary>
    public static bool Changes(LiveFrame frame) => frame.Action switch
    {
        "MeterValues" or "Heartbeat" => false,
        "TransactionEvent" => !frame.Payload.Contains("\"MeterValuePeriodic\"", StringComparison.Ordinal) && !frame.Payload.Contains("\"MeterValueClock\"", StringComparison.Ordinal),
        _ => true,
    };

    private static string? Transaction(JsonElement payload)
    {
        if (payload.TryGetProperty("transactionInfo", out var info) && info.ValueKind == JsonValueKind.Object) return Transaction(info);
        return payload.TryGetProperty("transactionId", out var id) ? id.ValueKind == JsonValueKind.String ? id.GetString() : id.GetRawText() : null;
    }

    private static int? Evse(JsonElement payload)
    {
        if (payload.TryGetProperty("evse", out var evse) && evse.ValueKind == JsonValueKind.Object) payload = evse;
        foreach (var name in (ReadOnlySpan<string>)["id", "evseId", "connectorId"])
            if (payload.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && int.TryParse(value.GetRawText(), CultureInfo.InvariantCulture, out var number)) return number;
        return null;
    }

    private static bool SameToken(JsonElement payload, Session session)
    {
        var text = payload.TryGetProperty("idTag", out var tag) ? tag.GetString()
            : payload.TryGetProperty("idToken", out var token) && token.ValueKind == JsonValueKind.Object && token.TryGetProperty("idToken", out var value) ? value.GetString() : null;
        return string.Equals(text, session.Token?.Value, StringComparison.OrdinalIgnoreCase);
    }
}
