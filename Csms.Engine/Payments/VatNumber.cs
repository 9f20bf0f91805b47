using System.Text.RegularExpressions;

namespace Csms.Engine.Payments;

/// <summary>A VAT number that is well-formed: its country, and the rest without blanks and marks.</summary>
/// <param name="Country">Prefix of two letters as the EU's register knows it (Greece is EL, Northern Ireland XI); GB, CH and NO beside it.</param>
/// <param name="Number">What follows the prefix; of Switzerland and Norway the digits alone.</param>
public sealed partial record VatNumber(string Country, string Number)
{
    /// <summary>Reads a number as a driver types it; null when no country has such numbers, or its check digits are wrong.</summary>
    /// <param name="typed">With or without blanks, dots and dashes.</param>
    public static VatNumber? Read(string? typed)
    {
        if (typed is null) return null;
        var text = Marks().Replace(typed, "").ToUpperInvariant();
        if (text.Length is < 4 or > 20 || !text.All(char.IsAsciiLetterOrDigit)) return null;
        var (country, number) = (text[..2], text[2..]);
        if (country == "GR") country = "EL"; // the ISO word, which VAT numbers do not use
        if (country == "CH" && Swiss().Match(number) is { Success: true } swiss) number = swiss.Groups[1].Value;
        if (country == "NO" && number.EndsWith("MVA", StringComparison.Ordinal)) number = number[..^3];
        return VatFormats.IsWellFormed(country, number) ? new VatNumber(country, number) : null;
    }

    /// <inheritdoc/>
    public override string ToString() => Country + Number;

    [GeneratedRegex(@"[\s.\-]")]
    private static partial Regex Marks();

    [GeneratedRegex("^E([0-9]{9})(MWST|TVA|IVA)?$")]
    private static partial Regex Swiss();
}
