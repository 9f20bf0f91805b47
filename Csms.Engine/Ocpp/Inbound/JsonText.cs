using System.Text.Encodings.Web;
using System.Text.Json;

namespace Csms.Engine.Ocpp.Inbound;

/// <summary>DataTransfer data between 1.6, where it is text, and 2.x, where it is any JSON.</summary>
internal static class JsonText
{
    /// <summary>Text as a JSON string.</summary>
    public static string Quote(string text) => "\"" + JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text) + "\"";

    /// <summary>The text of a JSON string; any other JSON as it is written.</summary>
    public static string Unquote(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind == JsonValueKind.String ? document.RootElement.GetString()! : json;
    }
}
