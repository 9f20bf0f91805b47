using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Csms.Engine.Ocpp.Wire;

/// <summary>The words of a closed set. The members of <typeparamref name="TEnum"/> number 0, 1, 2… in the order of the words.</summary>
internal sealed class WireEnum<TEnum> : WireShape<TEnum>
    where TEnum : struct, Enum
{
    private readonly string[] words;
    private readonly byte[][] utf8;
    private readonly JsonEncodedText[] encoded;

    public WireEnum(params string[] words)
    {
        if (Unsafe.SizeOf<TEnum>() != sizeof(int) || Enum.GetValues<TEnum>().Length != words.Length)
        {
            throw new ArgumentException($"{typeof(TEnum).Name} needs one int member a word.", nameof(words));
        }

        this.words = words;
        utf8 = Array.ConvertAll(words, Encoding.UTF8.GetBytes);
        encoded = Array.ConvertAll(words, word => JsonEncodedText.Encode(word, JavaScriptEncoder.UnsafeRelaxedJsonEscaping));
    }

    public override WireKind Kind => WireKind.Enum;

    public override IReadOnlyList<string> Words => words;

    public override string? EnumName => typeof(TEnum).Name;

    /// <summary>The spelling on the wire.</summary>
    public string Word(TEnum value) => words[Unsafe.BitCast<TEnum, int>(value)];

    /// <summary>The member with exactly this spelling.</summary>
    public bool TryParse(ReadOnlySpan<byte> word, out TEnum value)
    {
        for (var i = 0; i < utf8.Length; i++)
        {
            if (word.SequenceEqual(utf8[i]))
            {
                value = Unsafe.BitCast<int, TEnum>(i);
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <inheritdoc cref="TryParse(ReadOnlySpan{byte}, out TEnum)"/>
    public bool TryParse(string word, out TEnum value)
    {
        var index = Array.IndexOf(words, word);
        value = Unsafe.BitCast<int, TEnum>(Math.Max(index, 0));
        return index >= 0;
    }

    public override bool TryRead(ref Utf8JsonReader reader, ref WireReading reading, out TEnum value)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            value = default;
            return reading.Fail(WireViolationKind.WrongType, FrameNote.NoText);
        }

        if (!reader.ValueIsEscaped && TryParse(reader.ValueSpan, out value))
        {
            return true;
        }

        value = default;
        if (!reading.TryText(ref reader, out var text))
        {
            return false;
        }

        return TryParse(text, out value)
            || reading.Fail(WireViolationKind.NotInEnum, FrameNote.UndefinedWord, text.Length > 50 ? text[..50] : text);
    }

    public override void Write(Utf8JsonWriter writer, TEnum value) => writer.WriteStringValue(encoded[Unsafe.BitCast<TEnum, int>(value)]);
}
