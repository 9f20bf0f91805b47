using System.Text.Json;
using System.Text.Unicode;
using Csms.Engine.Ocpp.Wire;

namespace Csms.Engine.Ocpp.Framing;

/// <summary>Takes a text message apart into a frame. Bad input of any kind is a <see cref="FrameFault"/>, never an exception.</summary>
public static class FrameReader
{
    /// <summary>Letters of a message id at most (OCPP-J 4.1.4: a UUID).</summary>
    public const int LongestMessageId = 36;

    // An id beyond this is not echoed: the answer to a hostile frame stays small.
    private const int LongestEcho = 255;

    private static readonly byte[] EmptyObject = "{}"u8.ToArray();

    /// <summary>Reads one whole text message; on false <paramref name="fault"/> says why.</summary>
    public static bool TryRead(OcppVersion version, ReadOnlyMemory<byte> text, out OcppFrame frame, out FrameFault fault)
    {
        OcppMessageType? type = null;
        string? id = null;
        FrameFaultKind? kind;
        frame = default;
        try
        {
            // Utf8JsonReader passes over the inside of strings; the check here lets everyone after us trust them.
            kind = Utf8.IsValid(text.Span) ? Read(version, text, ref type, ref id, ref frame) : FrameFaultKind.NotJson;
        }
        catch (JsonException)
        {
            // The one edge where a peer's bad JSON turns into a value.
            kind = FrameFaultKind.NotJson;
        }

        fault = kind is { } found ? new FrameFault(found, type, id) : default;
        frame = kind is null ? frame : default;
        return kind is null;
    }

    private static FrameFaultKind? Read(OcppVersion version, ReadOnlyMemory<byte> text, ref OcppMessageType? type, ref string? id, ref OcppFrame frame)
    {
        var reader = new Utf8JsonReader(text.Span, new JsonReaderOptions { MaxDepth = WireLimits.MaxDepth });
        var names = new WireReading(text.Span);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return reader.Read() ? FrameFaultKind.NotJson : FrameFaultKind.NotAnArray;
        }

        reader.Read();
        if (reader.TokenType != JsonTokenType.Number)
        {
            return FrameFaultKind.TypeMissing;
        }

        var known = reader.TryGetInt32(out var number) && number is >= 2 and <= 6 && (number <= 4 || version == OcppVersion.V21);
        type = known ? (OcppMessageType)number : null;
        reader.Read();
        if (ReadId(ref reader, ref names, ref id) is { } bad)
        {
            return known ? bad : FrameFaultKind.UnknownType;
        }

        if (!known)
        {
            return FrameFaultKind.UnknownType;
        }

        reader.Read();
        return number is 4 or 5
            ? ReadError(ref reader, ref names, text, (OcppMessageType)number, id!, ref frame)
            : ReadPayload(ref reader, ref names, text, version, (OcppMessageType)number, id!, ref frame);
    }

    private static FrameFaultKind? ReadId(ref Utf8JsonReader reader, ref WireReading names, ref string? id)
    {
        if (reader.TokenType == JsonTokenType.EndArray)
        {
            return FrameFaultKind.IdMissing;
        }

        if (reader.TokenType != JsonTokenType.String || !names.TryText(ref reader, out var text))
        {
            return FrameFaultKind.IdNotAString;
        }

        id = text.Length <= LongestEcho ? text : null;
        return text.Length switch
        {
            0 => FrameFaultKind.IdMissing,
            > LongestMessageId => FrameFaultKind.IdTooLong,
            _ => null,
        };
    }

    private static FrameFaultKind? ReadPayload(
        ref Utf8JsonReader reader, ref WireReading names, ReadOnlyMemory<byte> text, OcppVersion version, OcppMessageType type, string id, ref OcppFrame frame)
    {
        var action = "";
        if (type is OcppMessageType.Call or OcppMessageType.Send)
        {
            if (reader.TokenType != JsonTokenType.String)
            {
                return FrameFaultKind.ActionMissing;
            }

            if (!reader.ValueIsEscaped && version.Actions().Find(reader.ValueSpan) is { } known)
            {
                action = known.Name;
            }
            else if (!names.TryText(ref reader, out action))
            {
                return FrameFaultKind.ActionMissing;
            }

            reader.Read();
        }

        if (reader.TokenType == JsonTokenType.EndArray)
        {
            return FrameFaultKind.PayloadMissing;
        }

        var start = (int)reader.TokenStartIndex;
        ReadOnlyMemory<byte> payload = EmptyObject;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                reader.Skip();
                payload = text[start..(int)reader.BytesConsumed];
                break;
            case JsonTokenType.Null:
                // J 4.1.4 and Part 4 4.1.5: a receiver should take null for {}.
                break;
            default:
                return FrameFaultKind.PayloadNotAnObject;
        }

        reader.Read();
        frame = new OcppFrame(type, id, action, payload, "", "");
        return End(ref reader);
    }

    /// <summary>Errors are read generously: description and details may be missing or of another type.</summary>
    private static FrameFaultKind? ReadError(
        ref Utf8JsonReader reader, ref WireReading names, ReadOnlyMemory<byte> text, OcppMessageType type, string id, ref OcppFrame frame)
    {
        if (reader.TokenType == JsonTokenType.EndArray)
        {
            return FrameFaultKind.PayloadMissing;
        }

        var code = Text(ref reader, ref names);
        var description = reader.TokenType == JsonTokenType.EndArray ? "" : Text(ref reader, ref names);
        ReadOnlyMemory<byte> details = EmptyObject;
        if (reader.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            var isObject = reader.TokenType == JsonTokenType.StartObject;
            reader.Skip();
            details = isObject ? text[start..(int)reader.BytesConsumed] : details;
            reader.Read();
        }

        frame = new OcppFrame(type, id, "", details, code, description);
        return End(ref reader);
    }

    private static string Text(ref Utf8JsonReader reader, ref WireReading names)
    {
        var text = reader.TokenType == JsonTokenType.String && names.TryText(ref reader, out var value) ? value : "";
        reader.Skip();
        reader.Read();
        return text;
    }

    private static FrameFaultKind? End(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.EndArray)
        {
            return FrameFaultKind.TooManyElements;
        }

        // Trailing garbage makes the reader throw, which is NotJson.
        reader.Read();
        return null;
    }
}
