using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Csms.Engine.Units;

namespace Csms.Engine.Prices;

/// <summary>What a driver reads of a tariff: its own text, else the prices that apply, with tax.</summary>
internal static class TariffText
{
    /// <summary>MessageContentType.content of 2.0.1; 2.1 takes more.</summary>
    private const int Longest = 512;

    private static readonly Words English = new("en", CultureInfo.InvariantCulture, "while charging", "when not charging", "after {0} min", "start fee", "reserved", "reservation fee", "at least {0}", "at most {0}", "Free of charge");

    private static readonly Words German = new("de", CultureInfo.GetCultureInfo("de-DE"), "beim Laden", "ohne Laden", "nach {0} min", "Startgebühr", "Reservierung", "Reservierungsgebühr", "mindestens {0}", "höchstens {0}", "Kostenlos");

    /// <summary>The text in a language (by its first part: de-AT reads de), else the first; null: the tariff has none.</summary>
    public static PriceText? Own(ImmutableArray<PriceText> texts, string? language)
    {
        if (texts.IsEmpty)
        {
            return null;
        }

        PriceText? alike = null;
        foreach (var text in texts)
        {
            if (language is not null && string.Equals(text.Language, language, StringComparison.OrdinalIgnoreCase))
            {
                return Cut(text);
            }

            alike ??= language is not null && text.Language is not null && Primary(text.Language).Equals(Primary(language), StringComparison.OrdinalIgnoreCase) ? text : null;
        }

        return Cut(alike ?? texts[0]);
    }

    /// <summary>"0.59 EUR/kWh, 0.10 EUR/min when not charging, 1.00 EUR start fee".</summary>
    /// <param name="leg">What applies.</param>
    /// <param name="now">At this instant.</param>
    public static PriceText Made(Reckoning leg, in PriceInstant now)
    {
        var (tariff, terms) = (leg.Terms.Tariff, leg.Terms);
        var words = terms.Language is { } language && Primary(language).Equals("de", StringComparison.OrdinalIgnoreCase) ? German : English;
        var text = new StringBuilder();
        Say(text, words, tariff, tariff.Energy, now.FirstOf(tariff.Energy, terms), "/kWh", null);
        Say(text, words, tariff, tariff.ChargingTime, now.FirstOf(tariff.ChargingTime, terms), "/min", words.Charging);
        var (idle, graceS) = Idle(tariff.IdleTime, terms, now);
        Say(text, words, tariff, tariff.IdleTime, idle, "/min", graceS > 0 ? $"{words.NotCharging} {string.Format(words.Culture, words.After, Math.Ceiling(graceS / 60m))}" : words.NotCharging);
        Say(text, words, tariff, tariff.FixedFee, leg.FixedFee, "", words.StartFee);
        Say(text, words, tariff, tariff.ReservationTime, leg.ReservationTime, "/min", words.Reserved);
        Say(text, words, tariff, tariff.ReservationFixed, leg.ReservationFixed, "", words.ReservationFee);
        if (text.Length == 0 && tariff.MinCost is null)
        {
            text.Append(words.Free);
        }

        Say(text, words, tariff, tariff.MinCost, words.AtLeast);
        Say(text, words, tariff, tariff.MaxCost, words.AtMost);
        return Cut(new(words.Language, text.ToString()));
    }

    /// <summary>The price of idle time: the one that applies, else the one that will after a time without charging.</summary>
    private static (int Price, int GraceS) Idle(PricePart? part, PriceTerms terms, in PriceInstant now)
    {
        var applies = now.FirstOf(part, terms);
        if (part is null || applies < part.Prices.Length)
        {
            return (applies, 0);
        }

        var graceS = int.MaxValue;
        foreach (var price in part.Prices)
        {
            graceS = price.Conditions.MinIdleTimeS is { } wait && wait * (decimal)TimeSpan.TicksPerSecond > now.IdleTicks ? Math.Min(graceS, wait) : graceS;
        }

        if (graceS == int.MaxValue)
        {
            return (applies, 0);
        }

        var then = new PriceInstant
        {
            Local = now.Local,
            ChargedTicks = now.ChargedTicks,
            IdleTicks = graceS * (decimal)TimeSpan.TicksPerSecond,
            EnergyWh = now.EnergyWh,
            PowerW = now.PowerW,
            CurrentA = now.CurrentA,
        };
        return (then.FirstOf(part, terms), graceS);
    }

    private static void Say(StringBuilder text, Words words, Tariff tariff, PricePart? part, int price, string unit, string? what)
    {
        if (part is not null && price >= 0 && price < part.Prices.Length && part.Prices[price].Amount != 0)
        {
            text.Append(text.Length == 0 ? "" : ", ").Append(Amount(words, tariff.Currency, part.Prices[price].Amount * CostSum.TaxFactor(part.Taxes))).Append(unit);
            if (what is not null)
            {
                text.Append(' ').Append(what);
            }
        }
    }

    private static void Say(StringBuilder text, Words words, Tariff tariff, PriceBound? bound, string phrase)
    {
        if (bound is not null)
        {
            var taxes = !bound.Taxes.IsEmpty ? bound.Taxes : (tariff.Energy ?? tariff.ChargingTime ?? tariff.IdleTime ?? tariff.FixedFee)?.Taxes ?? [];
            var amount = bound.InclTax ?? (bound.ExclTax!.Value * CostSum.TaxFactor(taxes));
            text.Append(text.Length == 0 ? "" : ", ").AppendFormat(words.Culture, phrase, Amount(words, tariff.Currency, amount));
        }
    }

    /// <summary>In the currency's smallest unit, or up to two digits finer (prices of a minute are).</summary>
    private static string Amount(Words words, string currency, decimal amount)
    {
        var digits = MinorUnit.Of(currency);
        var rounded = Math.Round(amount, digits + 2, MidpointRounding.AwayFromZero);
        var format = (digits == 0 ? "0" : "0." + new string('0', digits)) + (digits == 0 ? ".##" : "##");
        return $"{rounded.ToString(format, words.Culture)} {currency.ToUpperInvariant()}";
    }

    private static ReadOnlySpan<char> Primary(string language) => language.AsSpan(0, language.IndexOf('-') is var dash and >= 0 ? dash : language.Length);

    private static PriceText Cut(PriceText text) =>
        text.Content.Length <= Longest ? text : text with { Content = text.Content[..(char.IsHighSurrogate(text.Content[Longest - 1]) ? Longest - 1 : Longest)] };

    private sealed record Words(string Language, CultureInfo Culture, string Charging, string NotCharging, string After, string StartFee, string Reserved, string ReservationFee, string AtLeast, string AtMost, string Free);
}
