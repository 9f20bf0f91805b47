using System.Globalization;
using System.Text.Json;
using Csms.Console.Controls;

namespace Csms.Console.Pages.Tariffs;

/// <summary>Prices of a tariff in a few words: of several the range, each with its conditions on hover. Amounts as they were sent.</summary>
public sealed class TariffSums
{
    private readonly JsonElement _tariff;
    private readonly CultureInfo _culture;

    /// <param name="body">TariffType; null: not known.</param>
    /// <param name="culture">How figures are written.</param>
    public TariffSums(string? body, CultureInfo culture) => (_tariff, _culture) = (body is null ? default : JsonElement.Parse(body), culture);

    /// <summary>ISO 4217; null: not known.</summary>
    public string? Currency => _tariff.ValueKind == JsonValueKind.Object && _tariff.TryGetProperty("currency", out var word) ? word.ToString() : null;

    /// <summary>Prices of a part; – where it has none.</summary>
    public string Of(string part, string member)
    {
        var prices = Prices(part, member).ToList();
        if (prices.Count == 0) return Formats.Unknown;
        var (least, most) = (prices.Min(price => price.Amount), prices.Max(price => price.Amount));
        return least == most ? Text(least) : Formats.Range(Text(least), Text(most));
    }

    /// <summary>Each price of a part with its conditions.</summary>
    public string? Each(string part, string member) =>
        string.Join('\n', Prices(part, member).Select(price => price.Conditions is { } conditions ? $"{Text(price.Amount)}: {conditions}" : Text(price.Amount))) is { Length: > 0 } text ? text : null;

    private IEnumerable<(decimal Amount, string? Conditions)> Prices(string part, string member)
    {
        if (_tariff.ValueKind != JsonValueKind.Object || !_tariff.TryGetProperty(part, out var priced) || !priced.TryGetProperty("prices", out var prices)) yield break;
        foreach (var price in prices.EnumerateArray())
        {
            if (!price.TryGetProperty(member, out var amount) || !amount.TryGetDecimal(out var number)) continue;
            yield return (number, price.TryGetProperty("conditions", out var conditions) ? string.Join(", ", conditions.EnumerateObject().Select(each => $"{each.Name} {Word(each.Value)}")) : null);
        }
    }

    private static string Word(JsonElement value) => value.ValueKind == JsonValueKind.Array ? string.Join(" ", value.EnumerateArray()) : value.ToString();

    private string Text(decimal amount) => amount.ToString("0.00######", _culture);
}
