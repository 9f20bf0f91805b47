using System.Buffers;
using System.Text.Json;

namespace Csms.Engine.Ocpp.Wire;

/// <summary>Messages to text, with one reused JSON writer a thread.</summary>
internal static class WireOutput
{
    private static readonly ArrayBufferWriter<byte> Nowhere = new();

    // A text is written in one go, so the writer of a thread is never in use twice.
    [ThreadStatic]
    private static Utf8JsonWriter? cached;

    /// <summary>Writes the message as a JSON object, members in the order of the schema.</summary>
    public static void WriteTo(this IWireMessage message, IBufferWriter<byte> output)
    {
        var writer = Rent(output);
        message.WireType.WriteMessage(writer, message);
        Return(writer);
    }

    /// <summary>The message as a JSON object, members in the order of the schema.</summary>
    public static byte[] ToUtf8(this IWireMessage message)
    {
        var buffer = new ArrayBufferWriter<byte>();
        message.WriteTo(buffer);
        return buffer.WrittenSpan.ToArray();
    }

    public static Utf8JsonWriter Rent(IBufferWriter<byte> output)
    {
        var writer = cached ?? new Utf8JsonWriter(output, WireLimits.WriterOptions);
        cached = null;
        writer.Reset(output);
        return writer;
    }

    /// <summary>Flushes, and lets go of the output: the cache must not keep a connection's buffer alive.</summary>
    public static void Return(Utf8JsonWriter writer)
    {
        writer.Flush();
        writer.Reset(Nowhere);
        cached = writer;
    }
}
