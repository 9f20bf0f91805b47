using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;

namespace Csms.Engine.Units;

/// <summary>
/// What the engine says to people: a code and the values in it, so that a screen can say it in the person's language. Its own text is
/// stable English, for REST, logs and records.
/// </summary>
/// <typeparam name="TCode">Every member has its text in a <see cref="SaysAttribute"/>; the one of value 0 is <c>AsSaid</c>, text "{0}". The names are stored: append only.</typeparam>
/// <param name="Code">What is said.</param>
/// <param name="Values">In the order of the places in the text.</param>
public sealed record Statement<TCode>(TCode Code, ImmutableArray<StatementValue> Values)
    where TCode : struct, Enum
{
    private static readonly Dictionary<TCode, string> English = Enum.GetValues<TCode>().ToDictionary(
        code => code, code => typeof(TCode).GetField(code.ToString())!.GetCustomAttribute<SaysAttribute>()?.Text ?? throw new InvalidOperationException($"{typeof(TCode).Name}.{code} has no text"));

    /// <summary>The English of a code, with its places.</summary>
    internal static string TextOf(TCode code) => English[code];

    /// <summary>The text with the values in their places.</summary>
    /// <param name="text">With as many places as the code's own text, or fewer.</param>
    /// <param name="say">A value in words.</param>
    public string Fill(string text, Func<StatementValue, string> say) => Statement.Fill(text, Values, say);

    /// <summary>In English.</summary>
    public override string ToString() => Fill(TextOf(Code), value => value.ToString());

    /// <summary>As it is kept in a column of text.</summary>
    public string ToStored() => EqualityComparer<TCode>.Default.Equals(Code, default) && Values is [{ Word: { } said }] && !said.StartsWith('{')
        ? said
        : JsonSerializer.Serialize(this, StatementConverter<TCode>.Options);

    /// <inheritdoc/>
    public bool Equals(Statement<TCode>? other) => other is not null && EqualityComparer<TCode>.Default.Equals(Code, other.Code) && Values.AsSpan().SequenceEqual(other.Values.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Code, Values.Length);
}
