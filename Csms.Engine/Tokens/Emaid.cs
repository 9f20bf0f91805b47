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

    /// <summary>Whether two texts name one contract. Two check digits must be the same.</summary>
    public static bool AreSame(string one, string other)
    {
        var (a, b) = (Letters(one), Letters(other));
        return a.Length == b.Length ? a == b : Math.Min(a.Length, b.Length) == Bare && Normalize(one) == Normalize(other);
    }

    private static string Letters(string emaid) =>
        new string([.. emaid.Where(letter => letter is not ('-' or '*' or ' '))]).ToUpperInvariant();
}
