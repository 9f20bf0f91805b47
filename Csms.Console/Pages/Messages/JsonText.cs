using System.Text.Encodings.Web;
using System.Text.Json;

namespace Csms.Console.Pages.Messages;

/// <summary>JSON for reading. Pure.</summary>
internal static class JsonText
{
    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Indented; what is no JSON stays as it came.</summary>
    public static string Indented(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return JsonSerializer.Serialize(document.RootElement, _indented);
        }
        catch (JsonException)
        {
            return json;
        }
    }
}
