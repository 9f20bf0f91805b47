using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Csms.Engine.Payments;

/// <summary>
/// Formats of VAT numbers by country, and the check digits of those whose rule is published. Pure. Where a country has numbers of several kinds with rules of their own
/// (BG, CY, CZ, ES, LT, LV, and the letters of FR) the format alone is checked.
/// </summary>
internal static class VatFormats
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    private static readonly FrozenDictionary<string, (Regex Format, Func<string, bool>? Check)> Countries = new Dictionary<string, (Regex, Func<string, bool>?)>
    {
        ["AT"] = (Of("U[0-9]{8}"), n => (10 - ((Folded(n[1..8], 1, 2, 1, 2, 1, 2, 1) + 4) % 10)) % 10 == D(n, 8)),
        ["BE"] = (Of("[01][0-9]{9}"), n => 97 - (long.Parse(n[..8], CultureInfo.InvariantCulture) % 97) == long.Parse(n[8..], CultureInfo.InvariantCulture)),
        ["BG"] = (Of("[0-9]{9,10}"), null),
        ["CY"] = (Of("[0-9]{8}[A-Z]"), null),
        ["CZ"] = (Of("[0-9]{8,10}"), null),
        ["DE"] = (Of("[1-9][0-9]{8}"), Mod11And10),
        ["DK"] = (Of("[1-9][0-9]{7}"), n => Sum(n, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0),
        ["EE"] = (Of("[0-9]{9}"), n => Sum(n, 3, 7, 1, 3, 7, 1, 3, 7, 1) % 10 == 0),
        ["EL"] = (Of("[0-9]{9}"), n => Sum(n, 256, 128, 64, 32, 16, 8, 4, 2) % 11 % 10 == D(n, 8)),
        ["ES"] = (Of("[A-Z][0-9]{7}[A-Z0-9]|[0-9]{8}[A-Z]"), null),
        ["FI"] = (Of("[0-9]{8}"), n => Sum(n, 7, 9, 10, 5, 8, 4, 2, 1) % 11 == 0),
        ["FR"] = (Of("[A-HJ-NP-Z0-9]{2}[0-9]{9}"), n => !char.IsAsciiDigit(n[0]) || !char.IsAsciiDigit(n[1]) || (12 + (3 * (long.Parse(n[2..], CultureInfo.InvariantCulture) % 97))) % 97 == long.Parse(n[..2], CultureInfo.InvariantCulture)),
        ["GB"] = (Of("[0-9]{9}|[0-9]{12}|(GD|HA)[0-9]{3}"), n => !char.IsAsciiDigit(n[0]) || (Sum(n, 8, 7, 6, 5, 4, 3, 2, 10, 1) % 97) is 0 or 42),
        ["HR"] = (Of("[0-9]{11}"), Mod11And10),
        ["HU"] = (Of("[0-9]{8}"), n => Sum(n, 9, 7, 3, 1, 9, 7, 3, 1) % 10 == 0),
        ["IE"] = (Of("[0-9]{7}[A-W][A-I]?|[0-9][A-Z+*][0-9]{5}[A-W]"), null),
        ["IT"] = (Of("[0-9]{11}"), Luhn),
        ["LT"] = (Of("[0-9]{9}|[0-9]{12}"), null),
        ["LU"] = (Of("[0-9]{8}"), n => long.Parse(n[..6], CultureInfo.InvariantCulture) % 89 == long.Parse(n[6..], CultureInfo.InvariantCulture)),
        ["LV"] = (Of("[0-9]{11}"), null),
        ["MT"] = (Of("[1-9][0-9]{7}"), n => (Sum(n, 3, 4, 6, 7, 8, 9) + long.Parse(n[6..], CultureInfo.InvariantCulture)) % 37 == 0),
        ["NL"] = (Of("[0-9]{9}B[0-9]{2}"), n => Sum(n, 9, 8, 7, 6, 5, 4, 3, 2) % 11 == D(n, 8) || Mod97("NL" + n) == 1),
        ["PL"] = (Of("[0-9]{10}"), n => Sum(n, 6, 5, 7, 2, 3, 4, 5, 6, 7) % 11 == D(n, 9)),
        ["PT"] = (Of("[1-9][0-9]{8}"), n => (11 - (Sum(n, 9, 8, 7, 6, 5, 4, 3, 2) % 11)) % 11 % 10 == D(n, 8)),
        ["RO"] = (Of("[1-9][0-9]{1,9}"), n => Sum(n.PadLeft(10, '0'), 7, 5, 3, 2, 1, 7, 5, 3, 2) * 10 % 11 % 10 == D(n, n.Length - 1)),
        ["SE"] = (Of("[0-9]{10}(0[1-9]|[1-8][0-9]|9[0-4])"), n => Luhn(n[..10])),
        ["SI"] = (Of("[1-9][0-9]{7}"), n => 11 - (Sum(n, 8, 7, 6, 5, 4, 3, 2) % 11) is var check && check != 11 && check % 10 == D(n, 7)),
        ["SK"] = (Of("[1-9][0-9]{9}"), n => long.Parse(n, CultureInfo.InvariantCulture) % 11 == 0),
        ["CH"] = (Of("[0-9]{9}"), n => (11 - (Sum(n, 5, 4, 3, 2, 7, 6, 5, 4) % 11)) % 11 == D(n, 8)),
        ["NO"] = (Of("[89][0-9]{8}"), n => (11 - (Sum(n, 3, 2, 7, 6, 5, 4, 3, 2) % 11)) % 11 == D(n, 8)),
    }.ToFrozenDictionary();

    /// <param name="country">Prefix of two letters.</param>
    /// <param name="number">What follows, letters and digits.</param>
    public static bool IsWellFormed(string country, string number) =>
        Countries.TryGetValue(country == "XI" ? "GB" : country, out var rule) && rule.Format.IsMatch(number) && rule.Check?.Invoke(number) != false;

    private static Regex Of(string format) => new($"^(?:{format})$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, Patience);

    private static int D(string number, int place) => number[place] - '0';

    private static int Sum(string number, params ReadOnlySpan<int> weights)
    {
        var sum = 0;
        for (var place = 0; place < weights.Length; place++) sum += D(number, place) * weights[place];
        return sum;
    }

    /// <summary>The same where the digits of each product are added up.</summary>
    private static int Folded(string number, params ReadOnlySpan<int> weights)
    {
        var sum = 0;
        for (var place = 0; place < weights.Length; place++)
        {
            var product = D(number, place) * weights[place];
            sum += product > 9 ? product - 9 : product;
        }

        return sum;
    }

    private static bool Luhn(string number)
    {
        var sum = 0;
        for (var place = 0; place < number.Length; place++)
        {
            var digit = D(number, number.Length - 1 - place) * (place % 2 == 0 ? 1 : 2);
            sum += digit > 9 ? digit - 9 : digit;
        }

        return sum % 10 == 0;
    }

    /// <summary>ISO 7064, MOD 11,10.</summary>
    private static bool Mod11And10(string number)
    {
        var check = 10;
        foreach (var digit in number.AsSpan(0, number.Length - 1))
        {
            var sum = (check + (digit - '0')) % 10;
            check = (sum == 0 ? 10 : sum) * 2 % 11;
        }

        return (check + D(number, number.Length - 1)) % 10 == 1;
    }

    /// <summary>ISO 7064, MOD 97-10: letters count from 10.</summary>
    private static int Mod97(string text)
    {
        var rest = 0;
        foreach (var letter in text)
        {
            var value = char.IsAsciiDigit(letter) ? letter - '0' : letter - 'A' + 10;
            rest = ((rest * (value > 9 ? 100 : 10)) + value) % 97;
        }

        return rest;
    }
}
