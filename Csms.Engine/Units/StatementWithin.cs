using System.Collections.Immutable;

namespace Csms.Engine.Units;

/// <summary>A statement that is a value in another one: which schema rule a refused command breaks.</summary>
/// <param name="Key">Type of its code and the code, "FrameNote.Required"; stored.</param>
/// <param name="Text">In English.</param>
/// <param name="Values">In the order of the places in its text.</param>
public sealed record StatementWithin(string Key, string Text, ImmutableArray<StatementValue> Values)
{
    /// <summary>A statement as a value.</summary>
    public static StatementWithin Of<TCode>(Statement<TCode> statement)
        where TCode : struct, Enum
    {
        ArgumentNullException.ThrowIfNull(statement);
        return new StatementWithin($"{typeof(TCode).Name}.{statement.Code}", statement.ToString(), statement.Values);
    }

    /// <inheritdoc/>
    public bool Equals(StatementWithin? other) => other is not null && Key == other.Key && Values.AsSpan().SequenceEqual(other.Values.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Key, Values.Length);
}
