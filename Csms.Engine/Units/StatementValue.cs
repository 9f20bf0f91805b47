using System.Globalization;

namespace Csms.Engine.Units;

/// <summary>One value in a <see cref="Statement{TCode}"/>: a number, a word, an instant, a length of time or another statement; none of them where it is not known.</summary>
public readonly record struct StatementValue
{
    /// <summary>A whole number.</summary>
    public long? Number { get; private init; }

    /// <summary>A word of the protocol or of a person: it is not translated.</summary>
    public string? Word { get; private init; }

    /// <summary>An instant; UTC.</summary>
    public DateTimeOffset? At { get; private init; }

    /// <summary>A length of time.</summary>
    public TimeSpan? Span { get; private init; }

    /// <summary>Another statement.</summary>
    public StatementWithin? Within { get; private init; }

    /// <summary>A whole number.</summary>
    public static implicit operator StatementValue(long? value) => Of(value);

    /// <summary>A word.</summary>
    public static implicit operator StatementValue(string? value) => Of(value);

    /// <summary>An instant.</summary>
    public static implicit operator StatementValue(DateTimeOffset? value) => Of(value);

    /// <summary>A length of time.</summary>
    public static implicit operator StatementValue(TimeSpan value) => Of(value);

    /// <summary>A whole number.</summary>
    public static StatementValue Of(long? value) => new() { Number = value };

    /// <summary>A word.</summary>
    public static StatementValue Of(string? value) => new() { Word = value };

    /// <summary>An instant.</summary>
    public static StatementValue Of(DateTimeOffset? value) => new() { At = value?.ToUniversalTime() };

    /// <summary>A length of time.</summary>
    public static StatementValue Of(TimeSpan value) => new() { Span = value };

    /// <summary>Another statement.</summary>
    public static StatementValue Of(StatementWithin within) => new() { Within = within };

    /// <summary>In English.</summary>
    public override string ToString() => this switch
    {
        { Number: { } number } => number.ToString(CultureInfo.InvariantCulture),
        { Word: { } word } => word,
        { Within: { } within } => within.Text,
        { At: { } at } => at.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        { Span.TotalDays: >= 2 and var days } => string.Create(CultureInfo.InvariantCulture, $"{days:F0} days"),
        { Span: { } span } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalMinutes:F0} min"),
        _ => "–",
    };
}
