using System.Text.Json.Nodes;

namespace Csms.Engine.Ocpp.Commands;

/// <summary>
/// Commands that can go to a 1.6 station by an old message or by the one of the security extension (white paper "Improved security for OCPP 1.6-J"):
/// TriggerMessage as ExtendedTriggerMessage, GetLog of the diagnostics as GetLog. What is not asked for leaves by the old one, which every station has.
/// </summary>
public static class SecurityExtension
{
    /// <summary>As vendorId of the command's customData: it shall leave by the message of the security extension. Only 1.6 knows the difference.</summary>
    public const string Vendor = "csms.securityExtension";

    /// <summary>Whether a command has both ways.</summary>
    public static bool IsFor(string action) => action is "TriggerMessage" or "GetLog";

    /// <summary>The customData that asks for it.</summary>
    public static JsonObject Asked() => new() { ["vendorId"] = Vendor };

    internal static bool IsAskedBy(JsonObject body) => body["customData"] is JsonObject custom && JsonTree.Text(custom["vendorId"]) == Vendor;
}
