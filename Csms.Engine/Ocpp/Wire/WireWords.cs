using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Csms.Engine.Ocpp.Wire;

/// <summary>One of the words of a list that only the running program knows.</summary>
internal sealed class WireWords(IReadOnlyList<string> words) : WireShape<string>
{
    public override WireKind Kind => WireKind.Enum;

    public override IReadOnlyList<string> Words => words;

    public override bool TryRead(ref Utf8JsonReader reader, ref WireReading reading, [MaybeNullWhen(false)] out string value)
    {
        value = null;
        if (reader.TokenType != JsonTokenType.String)
        {
            return reading.Fail(WireViolationKind.WrongType, FrameNote.NoText);
        }

        return reading.TryText(ref reader, out value)
            && (words.Contains(value) || reading.Fail(WireViolationKind.NotInEnum, FrameNote.UndefinedWord, value.Length > 100 ? value[..100] : value));
    }

    public override void Write(Utf8JsonWriter writer, string value) => writer.WriteStringValue(value);
}
