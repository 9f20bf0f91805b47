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
}
