namespace Csms.Engine.Tokens;

/// <summary>
/// The number of a contract (E-Mobility Account Identifier): country, provider, instance, and a check digit that may be left out, with hyphens or without
/// (eMI3 part 2; ISO 15118-2, annex H). DIN 91286 wrote stars.
/// </summary>
public static class Emaid
{
    /// <summary>The type of an id token that is one.</summary>
    public const string TokenType = "eMAID";

    /// <summary>Country (2), provider (3) and instance (9).</summary>
    private const int Bare = 14;

    /// <summary>Without separators and check digit, in capitals: what two spellings of one contract have in common.</summary>
    public static string Normalize(string emaid)
    {
        ArgumentNullException.ThrowIfNull(emaid);
        var letters = Letters(emaid);
        return letters.Length == Bare + 1 ? letters[..Bare] : letters;
    }

    /// <summary>Texts of tokens: without regard to case, and contracts in any spelling of their number.</summary>
    public static IEqualityComparer<string> Spelling { get; } = EqualityComparer<string>.Create(static (one, other) => Key(one) == Key(other), static text => Key(text)!.GetHashCode(StringComparison.Ordinal));

    /// <summary>Whether two texts name one contract. Two check digits must be the same.</summary>
    public static bool AreSame(string one, string other)
    {
        var (a, b) = (Letters(one), Letters(other));
        return a.Length == b.Length ? a == b : Math.Min(a.Length, b.Length) == Bare && Normalize(one) == Normalize(other);
    }

    private static string? Key(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var letters = Letters(text);
        return letters.Length is Bare or Bare + 1 && letters[..2].All(char.IsAsciiLetterUpper) && letters.All(char.IsAsciiLetterOrDigit) ? letters[..Bare] : text.ToUpperInvariant();
    }

    private static string Letters(string emaid) =>
        new string([.. emaid.Where(letter => letter is not ('-' or '*' or ' '))]).ToUpperInvariant();
}
