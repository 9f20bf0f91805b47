using System.Buffers;
using System.Text.Json;
using Csms.Engine.Ocpp.Wire;

namespace Csms.Engine.Ocpp.Framing;

/// <summary>Writes frames as UTF-8 JSON.</summary>
internal static class FrameWriter
{
    public const int LongestErrorDescription = 255;

    public static void WriteCall(IBufferWriter<byte> output, string messageId, string action, IWireMessage payload) =>
        Write(output, OcppMessageType.Call, messageId, action, payload, default);

    /// <param name="output">Takes the text.</param>
    /// <param name="messageId">At most 36 characters.</param>
    /// <param name="action">As in the specification.</param>
    /// <param name="payload">A valid JSON object.</param>
    public static void WriteCall(IBufferWriter<byte> output, string messageId, string action, ReadOnlySpan<byte> payload) =>
        Write(output, OcppMessageType.Call, messageId, action, null, payload);

    public static void WriteCallResult(IBufferWriter<byte> output, string messageId, IWireMessage payload) =>
        Write(output, OcppMessageType.CallResult, messageId, null, payload, default);

    public static void WriteCallResult(IBufferWriter<byte> output, string messageId, ReadOnlySpan<byte> payload) =>
        Write(output, OcppMessageType.CallResult, messageId, null, null, payload);

    public static void WriteSend(IBufferWriter<byte> output, string messageId, string action, IWireMessage payload) =>
        Write(output, OcppMessageType.Send, messageId, action, payload, default);

    public static void WriteSend(IBufferWriter<byte> output, string messageId, string action, ReadOnlySpan<byte> payload) =>
        Write(output, OcppMessageType.Send, messageId, action, null, payload);

    public static void WriteCallError(
        IBufferWriter<byte> output, OcppVersion version, string messageId, OcppErrorCode code, string description, ReadOnlySpan<byte> details = default) =>
        WriteError(output, OcppMessageType.CallError, version, messageId, code, description, details);

    /// <summary>Only 2.1 knows this frame.</summary>
    public static void WriteCallResultError(
        IBufferWriter<byte> output, OcppVersion version, string messageId, OcppErrorCode code, string description, ReadOnlySpan<byte> details = default) =>
        WriteError(output, OcppMessageType.CallResultError, version, messageId, code, description, details);

    public static void WriteAnswer(IBufferWriter<byte> output, OcppVersion version, FrameAnswer answer) =>
        WriteError(output, answer.Type, version, answer.MessageId, answer.Code, answer.Description, default);

    private static void Write(IBufferWriter<byte> output, OcppMessageType type, string messageId, string? action, IWireMessage? message, ReadOnlySpan<byte> payload)
    {
        var writer = Begin(output, type, messageId);
        if (action is not null)
        {
            writer.WriteStringValue(action);
        }

        if (message is not null)
        {
            message.WireType.WriteMessage(writer, message);
        }
        else
        {
            writer.WriteRawValue(payload, skipInputValidation: true);
        }

        End(writer);
    }

    private static void WriteError(
        IBufferWriter<byte> output, OcppMessageType type, OcppVersion version, string messageId, OcppErrorCode code, string description, ReadOnlySpan<byte> details)
    {
        var writer = Begin(output, type, messageId);
        writer.WriteStringValue(code.Spelling(version));
        writer.WriteStringValue(Cut(description));
        writer.WriteRawValue(details.IsEmpty ? "{}"u8 : details, skipInputValidation: true);
        End(writer);
    }

    private static ReadOnlySpan<char> Cut(string description)
    {
        if (description.Length <= LongestErrorDescription)
        {
            return description;
        }

        // Half of a surrogate pair must not remain at the end.
        var length = char.IsHighSurrogate(description[LongestErrorDescription - 1]) ? LongestErrorDescription - 1 : LongestErrorDescription;
        return description.AsSpan(0, length);
    }

    private static Utf8JsonWriter Begin(IBufferWriter<byte> output, OcppMessageType type, string messageId)
    {
        var writer = WireOutput.Rent(output);
        writer.WriteStartArray();
        writer.WriteNumberValue((int)type);
        writer.WriteStringValue(messageId);
        return writer;
    }

    private static void End(Utf8JsonWriter writer)
    {
        writer.WriteEndArray();
        WireOutput.Return(writer);
    }
}
