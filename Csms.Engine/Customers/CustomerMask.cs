using System.Text.Json;
using System.Text.Json.Nodes;

namespace Csms.Engine.Customers;

/// <summary>Messages about a customer without the customer. Pure.</summary>
internal static class CustomerMask
{
    /// <summary>The command.</summary>
    public const string Asked = "CustomerInformation";

    /// <summary>What brings its report.</summary>
    public const string Told = "NotifyCustomerInformation";

    /// <summary>What stands in place of the data.</summary>
    public const string Text = "[removed]";

    /// <summary>What a masked payload holds, as SQL's LIKE finds it.</summary>
    public const string Mark = """%"[removed]","customData":{"vendorId":"csms.removed"}}""";

    private const string Vendor = "csms.removed";

    // A member twice would be found out only when the object is read: the station's frame stands in the log as it came.
    private static readonly JsonDocumentOptions _options = new() { AllowDuplicateProperties = false };

    private static readonly string[] Kept = ["requestId", "report", "clear", "seqNo", "tbc", "generatedAt"];

    /// <summary>A payload with nothing left but its numbers and times.</summary>
    public static string Of(string action, string payload)
    {
        var masked = new JsonObject();
        if (Read(payload) is { } told)
        {
            // Numbers, times and switches alone: a text in their place is the station's, and may be the customer's.
            foreach (var member in Kept)
            {
                if (told[member] is JsonValue value && (value.GetValueKind() is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False || (member == "generatedAt" && value.TryGetValue<DateTimeOffset>(out _)))) masked[member] = value.DeepClone();
            }
        }

        masked[action == Told ? "data" : "customerIdentifier"] = Text;
        masked["customData"] = new JsonObject { ["vendorId"] = Vendor };
        return masked.ToJsonString();
    }

    /// <summary>It is masked; a customData of a vendor's own says nothing of that.</summary>
    public static bool IsMasked(JsonObject payload) =>
        payload["customData"] is JsonObject custom && custom["vendorId"] is JsonValue vendor && vendor.TryGetValue<string>(out var name) && name == Vendor
        && payload["data"] is JsonValue data && data.TryGetValue<string>(out var text) && text == Text;

    /// <summary>The number of the request; null: none is to be found.</summary>
    public static int? RequestOf(string payload) => Read(payload)?["requestId"] is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;

    private static JsonObject? Read(string payload)
    {
        try
        {
            return JsonNode.Parse(payload, documentOptions: _options) as JsonObject;
        }
        catch (JsonException)
        {
            return null; // nothing of it is kept
        }
    }
}
