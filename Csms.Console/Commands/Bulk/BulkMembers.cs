using System.Text.Json.Nodes;
using Csms.Engine.Firmware;

namespace Csms.Console.Commands.Bulk;

/// <summary>Members of a command to many that each station gets on its way out.</summary>
internal static class BulkMembers
{
    // Only judged by, never sent.
    private const string SomeAddress = "https://localhost/";
    private static readonly string _someChecksum = new('0', 32);

    /// <summary>
    /// The members as a station would be told them: with an upload address where a GetLog names none (CONTRACTS 9: each station has its own) and with the
    /// checksum of an image of ours. A command must not be refused for what is filled in later.
    /// </summary>
    public static JsonObject Whole(string action, JsonObject body)
    {
        var whole = body.DeepClone().AsObject();
        if (action == "GetLog" && (whole["log"] is null or JsonObject))
        {
            var log = whole["log"] as JsonObject ?? [];
            log["remoteLocation"] ??= SomeAddress;
            whole["log"] ??= log;
        }

        if (action == "PublishFirmware" && whole["location"] is JsonValue value && value.TryGetValue<string>(out var location) && location.StartsWith(FirmwareBook.ImageScheme, StringComparison.Ordinal))
        {
            whole["checksum"] ??= _someChecksum;
        }

        return whole;
    }
}
