using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Console.Controls;
using Csms.Console.Pages.Messages;
using Csms.Engine.LiveView;

namespace Csms.Console.Pages.Jobs;

/// <summary>A frame in one line for who has no account: nothing that tells who charges, and no secret. Pure.</summary>
public static class FrameLine
{
    // What these say is about the station. Of every other message only its name and the station's word are told.
    private static readonly HashSet<string> _plain = new(StringComparer.Ordinal)
    {
        "BootNotification", "Heartbeat", "StatusNotification", "MeterValues", "TransactionEvent", "StopTransaction", "StartTransaction", "TriggerMessage", "ExtendedTriggerMessage",
        "RemoteStartTransaction", "RequestStartTransaction", "RemoteStopTransaction", "RequestStopTransaction", "UnlockConnector", "Reset", "ChangeAvailability",
        "FirmwareStatusNotification", "DiagnosticsStatusNotification", "LogStatusNotification",
    };

    private static readonly HashSet<string> _personal = new(StringComparer.OrdinalIgnoreCase)
    {
        "idTag", "idToken", "groupIdToken", "parentIdTag", "evccId", "emaid", "certificate", "iccid", "imsi", "customData", "techInfo", "info",
    };

    /// <summary>The line; empty when there is nothing to tell.</summary>
    public static string Of(LiveFrame frame, EngineWords words)
    {
        if (frame.ErrorCode is { } error) return error.Split(':')[0];
        return frame.Action is { } action && _plain.Contains(action) ? FrameSummary.Of(action, Cleaned(frame.Payload) ?? "{}", Cleaned(frame.AnswerPayload), words) : "";
    }

    private static string? Cleaned(string? json)
    {
        if (string.IsNullOrEmpty(json)) return null;
        try
        {
            var node = JsonNode.Parse(json);
            Clean(node);
            return node?.ToJsonString();
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException)
        {
            return null; // unreadable, or a member twice: nothing of it is shown
        }
    }

    private static void Clean(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var name in members.Select(member => member.Key).Where(_personal.Contains).ToList()) members.Remove(name);
                foreach (var (_, value) in members) Clean(value);
                break;
            case JsonArray items:
                foreach (var item in items) Clean(item);
                break;
        }
    }
}
