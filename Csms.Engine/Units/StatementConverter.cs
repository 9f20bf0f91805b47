using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Csms.Engine.Units;

/// <summary>
/// A statement in JSON: <c>{"code", "text", "values"}</c>, the text in English for who reads the record without us. A plain string is read
/// as someone's words.
/// </summary>
/// <typeparam name="TCode">Its codes.</typeparam>
internal sealed class StatementConverter<TCode> : JsonConverter<Statement<TCode>>
    where TCode : struct, Enum
{
    /// <summary>For a statement by itself.</summary>
    public static readonly JsonSerializerOptions Options = new() { Converters = { new StatementConverter<TCode>() } };

    public override Statement<TCode> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return Statement.AsSaid<TCode>(reader.GetString()!);
        }

        using var document = JsonDocument.ParseValue(ref reader);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("code", out var word) || word.ValueKind != JsonValueKind.String)
        {
            throw new JsonException("no statement");
        }

        if (!EnumName.TryFind<TCode>(word.GetString(), out var code))
        {
            // Written by a version that knows more than this one.
            return Statement.AsSaid<TCode>(root.TryGetProperty("text", out var text) ? text.ToString() : word.GetString()!);
        }

        return new Statement<TCode>(code, ValuesOf(root));
    }

    public override void Write(Utf8JsonWriter writer, Statement<TCode> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("code", value.Code.ToString());
        writer.WriteString("text", value.ToString());
        Write(writer, value.Values);
        writer.WriteEndObject();
    }

    private static ImmutableArray<StatementValue> ValuesOf(JsonElement statement) =>
        statement.TryGetProperty("values", out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray().Select(ValueOf)] : [];

    private static void Write(Utf8JsonWriter writer, ImmutableArray<StatementValue> values)
    {
        if (values.IsEmpty)
        {
            return;
        }

        writer.WriteStartArray("values");
        foreach (var item in values)
        {
            Write(writer, item);
        }

        writer.WriteEndArray();
    }

    private static StatementValue ValueOf(JsonElement item) => item.ValueKind switch
    {
        JsonValueKind.Number when item.TryGetInt64(out var number) => number,
        JsonValueKind.String => item.GetString(),
        JsonValueKind.Object when item.TryGetProperty("at", out var at) && at.TryGetDateTimeOffset(out var instant) => StatementValue.Of(instant),
        JsonValueKind.Object when item.TryGetProperty("seconds", out var span) && span.TryGetDouble(out var seconds) => TimeSpan.FromSeconds(seconds),
        JsonValueKind.Object when item.TryGetProperty("says", out var key) && item.TryGetProperty("text", out var text) => StatementValue.Of(new StatementWithin(key.ToString(), text.ToString(), ValuesOf(item))),
        _ => default,
    };

    private static void Write(Utf8JsonWriter writer, StatementValue item)
    {
        switch (item)
        {
            case { Number: { } number }:
                writer.WriteNumberValue(number);
                break;
            case { Word: { } word }:
                writer.WriteStringValue(word);
                break;
            case { At: { } at }:
                writer.WriteStartObject();
                writer.WriteString("at", at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
                writer.WriteEndObject();
                break;
            case { Span: { } span }:
                writer.WriteStartObject();
                writer.WriteNumber("seconds", span.TotalSeconds);
                writer.WriteEndObject();
                break;
            case { Within: { } within }:
                writer.WriteStartObject();
                writer.WriteString("says", within.Key);
                writer.WriteString("text", within.Text);
                Write(writer, within.Values);
                writer.WriteEndObject();
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }
}
