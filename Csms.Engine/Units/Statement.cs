using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Csms.Engine.Units;

/// <summary>Makes statements.</summary>
public static class Statement
{
    /// <summary>A statement with its values, in the order of the places in its text.</summary>
    public static Statement<TCode> Of<TCode>(TCode code, params ReadOnlySpan<StatementValue> values)
        where TCode : struct, Enum => new(code, [.. values]);

    /// <summary>Someone else's words, as they are: a station's, a person's, or those of a record from before there were codes.</summary>
    public static Statement<TCode> AsSaid<TCode>(string text)
        where TCode : struct, Enum => new(default, [text]);

    /// <summary>A text with values in its places.</summary>
    /// <param name="text">With as many places as there are values, or fewer.</param>
    /// <param name="values">In the order of the places.</param>
    /// <param name="say">A value in words.</param>
    public static string Fill(string text, ImmutableArray<StatementValue> values, Func<StatementValue, string> say)
    {
        ArgumentNullException.ThrowIfNull(say);
        // A stored statement may have fewer values than the text of today has places.
        var words = new object[Math.Max(values.Length, 8)];
        for (var place = 0; place < words.Length; place++)
        {
            words[place] = say(place < values.Length ? values[place] : default);
        }

        return string.Format(CultureInfo.InvariantCulture, text, words);
    }

    /// <summary>The English of a code, with its places.</summary>
    public static string TextOf<TCode>(TCode code)
        where TCode : struct, Enum => Statement<TCode>.TextOf(code);

    /// <summary>From a column of text; what was written before there were codes is said as it stands.</summary>
    public static Statement<TCode>? Read<TCode>(string? stored)
        where TCode : struct, Enum
    {
        if (stored is null || !stored.StartsWith('{'))
        {
            return stored is null ? null : AsSaid<TCode>(stored);
        }

        try
        {
            return JsonSerializer.Deserialize<Statement<TCode>>(stored, StatementConverter<TCode>.Options);
        }
        catch (JsonException)
        {
            return AsSaid<TCode>(stored); // a text that only looks like one
        }
    }
}
