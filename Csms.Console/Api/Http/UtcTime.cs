using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Csms.Console.Api.Http;

/// <summary>Times of the API: ISO 8601 in UTC with "Z".</summary>
internal sealed class UtcTime : JsonConverter<DateTimeOffset>
{
    public const string Needed = "A time of ISO 8601 is needed, such as 2026-03-01T12:00:00Z.";
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'";

    /// <summary>Reads a time; one without an offset is UTC.</summary>
    public static bool TryParse(string? text, out DateTimeOffset time)
    {
        const DateTimeStyles styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, styles, out time) && text!.Length >= 10 && text[4] == '-';
    }

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && TryParse(reader.GetString(), out var time) ? time : throw new JsonException(Needed);

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture));
}
