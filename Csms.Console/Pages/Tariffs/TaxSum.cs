using System.Globalization;
using Csms.Engine.Prices;

namespace Csms.Console.Pages.Tariffs;

/// <summary>All taxes of a tariff together: from an amount without them to the one with them and back. Pure.</summary>
internal sealed class TaxSum
{
    private const int MostDigits = 8;
    private readonly decimal _factor;

    public TaxSum(IEnumerable<TaxDraft> taxes)
        : this(taxes.Where(tax => TariffRules.Amount(tax.Percent) is not null).Select(tax => new TaxRate(tax.Name, TariffRules.Amount(tax.Percent)!.Value, tax.Stack ?? 0)))
    {
    }

    // Taxes of one stack are on the same price.
    public TaxSum(IEnumerable<TaxRate> taxes) => _factor = taxes.GroupBy(tax => tax.Stack).Aggregate(1m, (factor, stack) => factor * (1 + (stack.Sum(tax => tax.Percent) / 100)));

    /// <summary>There is a tax.</summary>
    public bool Any => _factor != 1;

    /// <summary>Without taxes, as it is stored.</summary>
    public decimal Without(decimal withTax) => Any ? decimal.Round(withTax / _factor, MostDigits, MidpointRounding.ToEven) : withTax;

    /// <summary>With taxes: the shortest amount that is stored as this one, so that 0.59 stays 0.59.</summary>
    public decimal With(decimal without)
    {
        if (!Any) return without;
        for (var digits = 2; digits < MostDigits; digits++)
        {
            var amount = decimal.Round(without * _factor, digits, MidpointRounding.ToEven);
            if (Without(amount) == without) return amount;
        }

        return decimal.Round(without * _factor, MostDigits, MidpointRounding.ToEven);
    }

    /// <summary>As it is typed with taxes.</summary>
    public string With(string without) => TariffRules.Amount(without) is { } amount ? Typed(With(amount)) : without;

    /// <summary>As it is typed without taxes.</summary>
    public string Without(string withTax) => TariffRules.Amount(withTax) is { } amount ? Typed(Without(amount)) : withTax;

    private static string Typed(decimal amount) => amount.ToString("0.00######", CultureInfo.InvariantCulture);
}
