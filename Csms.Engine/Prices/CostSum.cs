using System.Collections.Immutable;
using Csms.Engine.Units;

namespace Csms.Engine.Prices;

/// <summary>What volumes at prices cost: summed without rounding, then held between the least and the most, then rounded once.</summary>
internal static class CostSum
{
    private const decimal WhPerKwh = 1000;

    /// <summary>What is behind them comes of dividing (a third of a minute); it does not decide a half.</summary>
    private const int DustDigits = 12;

    /// <summary>The cost of all legs.</summary>
    /// <param name="legs">In order; never empty.</param>
    /// <param name="factor">By which volumes of energy are scaled.</param>
    /// <param name="ended">Whether the least that a session costs counts: it is owed at the end only.</param>
    public static SessionCost Of(ImmutableArray<Reckoning> legs, decimal factor, bool ended)
    {
        var lines = ImmutableArray.CreateBuilder<CostLine>();
        var energyWh = 0m;
        foreach (var leg in legs)
        {
            foreach (var wh in leg.EnergyWh)
            {
                energyWh += wh * factor;
            }

            var tariff = leg.Terms.Tariff;
            Add(lines, PriceKind.Energy, tariff, tariff.Energy, leg.EnergyWh, factor / WhPerKwh);
            Add(lines, PriceKind.ChargingTime, tariff, tariff.ChargingTime, leg.ChargingTicks, null);
            Add(lines, PriceKind.IdleTime, tariff, tariff.IdleTime, leg.IdleTicks, null);
            Add(lines, PriceKind.FixedFee, tariff, tariff.FixedFee, leg.FixedFee, 1);
            Add(lines, PriceKind.ReservationTime, tariff, tariff.ReservationTime, leg.ReservationTime, (leg.Terms.Reserved?.Ticks ?? 0m) / TimeSpan.TicksPerMinute);
            Add(lines, PriceKind.ReservationFixed, tariff, tariff.ReservationFixed, leg.ReservationFixed, 1);
        }

        var last = legs[^1].Terms.Tariff;
        if (ended && (energyWh > 0 || lines.Count > 0))
        {
            Hold(lines, PriceKind.MinCost, last.Id, last.MinCost);
        }

        Hold(lines, PriceKind.MaxCost, last.Id, last.MaxCost);
        return Rounded(last.Currency, lines);
    }

    /// <summary>What a price is multiplied by for its taxes: the rates of one stack on the net price and all lower stacks (2.1 TaxRateType).</summary>
    public static decimal TaxFactor(ImmutableArray<TaxRate> taxes)
    {
        var (factor, stack) = (1m, int.MinValue);
        while (true)
        {
            var (next, percent) = (int.MaxValue, 0m);
            foreach (var rate in taxes)
            {
                next = rate.Stack > stack ? Math.Min(next, rate.Stack) : next;
            }

            if (next == int.MaxValue)
            {
                return factor;
            }

            foreach (var rate in taxes)
            {
                percent += rate.Stack == next ? rate.Percent : 0;
            }

            factor *= 1 + (percent / 100);
            stack = next;
        }
    }

    private static void Add(ImmutableArray<CostLine>.Builder lines, PriceKind kind, Tariff tariff, PricePart? part, ImmutableArray<decimal> volumes, decimal? perUnit)
    {
        for (var price = 0; price < volumes.Length - 1; price++)
        {
            Add(lines, kind, tariff, part, price, perUnit is { } factor ? volumes[price] * factor : volumes[price] / TimeSpan.TicksPerMinute);
        }
    }

    private static void Add(ImmutableArray<CostLine>.Builder lines, PriceKind kind, Tariff tariff, PricePart? part, int price, decimal volume)
    {
        if (part is not null && price != Reckoning.NoFee && volume > 0)
        {
            var net = volume * part.Prices[price].Amount;
            lines.Add(new(kind, tariff.Id, volume, part.Prices[price].Amount, net, net * TaxFactor(part.Taxes)));
        }
    }

    /// <summary>
    /// Compared with tax where the bound is given with tax, else without. The other amount is the bound's own; else it follows by the bound's taxes; else by the
    /// share of tax in the session's own lines; else there is no tax.
    /// </summary>
    private static void Hold(ImmutableArray<CostLine>.Builder lines, PriceKind kind, string tariffId, PriceBound? bound)
    {
        if (bound is null)
        {
            return;
        }

        var (excl, incl) = (0m, 0m);
        foreach (var line in lines)
        {
            (excl, incl) = (excl + line.ExclTax, incl + line.InclTax);
        }

        var (sum, limit) = bound.InclTax is { } with ? (incl, with) : (excl, bound.ExclTax ?? 0);
        if (kind == PriceKind.MinCost ? sum >= limit : sum <= limit)
        {
            return;
        }

        var tax = !bound.Taxes.IsEmpty ? TaxFactor(bound.Taxes) : excl != 0 && incl / excl is > 0 and var ratio ? ratio : 1;
        var net = bound.ExclTax ?? (limit / tax);
        lines.Add(new(kind, tariffId, 1, 0, net - excl, (bound.InclTax ?? (net * tax)) - incl));
    }

    /// <summary>The only place where money is rounded: the sums half away from zero, and the lines by the largest remainder, so that they add up to them.</summary>
    private static SessionCost Rounded(string currency, ImmutableArray<CostLine>.Builder lines)
    {
        var digits = MinorUnit.Of(currency);
        var (excl, incl) = (new decimal[lines.Count], new decimal[lines.Count]);
        for (var i = 0; i < lines.Count; i++)
        {
            (excl[i], incl[i]) = (lines[i].ExclTax, lines[i].InclTax);
        }

        var (exclTax, inclTax) = (Spread(excl, digits), Spread(incl, digits));
        for (var i = 0; i < lines.Count; i++)
        {
            lines[i] = lines[i] with { ExclTax = excl[i], InclTax = incl[i] };
        }

        return new(currency, exclTax, inclTax, lines.ToImmutable());
    }

    private static decimal Spread(decimal[] amounts, int digits)
    {
        var total = 0m;
        foreach (var amount in amounts)
        {
            total += amount;
        }

        var (unit, zero) = (new decimal(1, 0, 0, false, (byte)digits), new decimal(0, 0, 0, false, (byte)digits)); // 0.00: amounts have all their digits
        total = Math.Round(Math.Round(total, DustDigits), digits, MidpointRounding.AwayFromZero) + zero;
        var remainders = new decimal[amounts.Length];
        var left = total;
        for (var i = 0; i < amounts.Length; i++)
        {
            var floor = Math.Round(amounts[i], digits, MidpointRounding.ToNegativeInfinity) + zero;
            (remainders[i], amounts[i]) = (amounts[i] - floor, floor);
            left -= floor;
        }

        for (; left > 0; left -= unit)
        {
            var largest = 0;
            for (var i = 1; i < remainders.Length; i++)
            {
                largest = remainders[i] > remainders[largest] ? i : largest;
            }

            amounts[largest] += unit;
            remainders[largest] = -1;
        }

        return total;
    }
}
