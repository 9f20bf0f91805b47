using System.Diagnostics.CodeAnalysis;

namespace Csms.Engine.Units;

/// <summary>
/// Identity of a charging station as it stands in the connection URL and, for HTTP Basic, in the user name.
/// At most 48 characters of identifierString (OCPP 2.1 Part 4, 3.1.1), without ":" because Basic credentials split there.
/// </summary>
public readonly record struct StationId
{
    /// <summary>The longest identity a station may have, in characters.</summary>
    public const int MaxLength = 48;

    private StationId(string value) => Value = value;

    /// <summary>The identity as the station writes it, case kept.</summary>
    public string Value { get; }

    /// <summary>Reads an identity; false when it is empty, too long or has a character outside identifierString.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out StationId id)
    {
        if (string.IsNullOrEmpty(text) || text.Length > MaxLength)
        {
            id = default;
            return false;
        }

        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('*' or '-' or '_' or '=' or '+' or '|' or '@' or '.'))
            {
                id = default;
                return false;
            }
        }

        id = new StationId(text);
        return true;
    }

    /// <summary>The identity of a station that is known to be valid (read back from the store, or a test's own).</summary>
    /// <exception cref="FormatException">The text is no station identity.</exception>
    public static StationId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is not a station identity.");

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}
