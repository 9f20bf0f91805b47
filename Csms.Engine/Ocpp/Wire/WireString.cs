using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Csms.Engine.Ocpp.Wire;

/// <summary>Text, at most so many Unicode characters long.</summary>
internal sealed class WireString(int? maxLength = null) : WireShape<string>
{
    private readonly int longest = maxLength ?? int.MaxValue;

    public override WireKind Kind => WireKind.String;

    public override int? MaxLength => maxLength;

    public override bool TryRead(ref Utf8JsonReader reader, ref WireReading reading, [MaybeNullWhen(false)] out string value)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            value = null;
            return reading.Fail(WireViolationKind.WrongType, FrameNote.NoText);
        }

        if (!reading.TryText(ref reader, out value))
        {
            return false;
        }

        return value.Length <= longest || Characters(value) <= longest
            || reading.Fail(WireViolationKind.TooLong, FrameNote.TooLong, longest);
    }

    public override void Write(Utf8JsonWriter writer, string value) => writer.WriteStringValue(value);

    // JSON Schema counts code points, .NET counts UTF-16 units.
    private static int Characters(string value)
    {
        var count = 0;
        foreach (var _ in value.EnumerateRunes())
        {
            count++;
        }

        return count;
    }
}
