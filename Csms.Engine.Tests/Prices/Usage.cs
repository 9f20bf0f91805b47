using System.Collections.Immutable;
using Csms.Engine.Prices;

namespace Csms.Engine.Tests.Prices;

/// <summary>Random tariffs and what sessions use; whole minutes and steady power, so that counting seconds is exact.</summary>
internal static class Usage
{
    private static readonly DateTimeOffset[] Begins =
    [
        new(2026, 10, 24, 22, 40, 0, TimeSpan.Zero), // the clock of Berlin goes back at 01:00 UTC
        new(2026, 3, 28, 23, 20, 0, TimeSpan.Zero), // and forth
        new(2026, 11, 27, 20, 0, 0, TimeSpan.Zero), // a Friday evening
        new(2026, 11, 30, 15, 0, 0, TimeSpan.Zero), // the last of November
    ];

    /// <summary>Until a reading.</summary>
    /// <param name="Spans">Seconds that pass, and whether it charges.</param>
    /// <param name="WhPerSecond">While it charges; where it never does, all the time.</param>
    public sealed record Interval(ImmutableArray<(int Seconds, bool Charging)> Spans, int WhPerSecond)
    {
        public int Seconds => Spans.Sum(x => x.Seconds);

        public int EnergyWh => WhPerSecond * (Spans.Any(x => x.Charging) ? Spans.Where(x => x.Charging).Sum(x => x.Seconds) : Seconds);
    }

    public static (PriceTerms Terms, DateTimeOffset Begin, ImmutableArray<Interval> Use) Of(int seed, bool withPower = true)
    {
        var random = new Random(seed);
        var price = 0;
        var tariff = new Tariff
        {
            Id = $"random-{seed}",
            Version = 1,
            Currency = "EUR",
            Body = "{}",
            Energy = Part(random, ref price, withPower),
            ChargingTime = Part(random, ref price, withPower),
            IdleTime = Part(random, ref price, withPower),
            FixedFee = random.Next(2) == 0 ? null : new([new(1, PriceConditions.None)], []),
        };
        var use = Enumerable.Range(0, random.Next(1, 9)).Select(_ => new Interval(
            [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => (60 * random.Next(1, 40), random.Next(3) > 0))],
            random.Next(0, 5)));
        return (new PriceTerms(tariff, PriceMaker.Berlin) { Kind = EvseKind.AC }, Begins[random.Next(Begins.Length)], [.. use]);
    }

    /// <summary>A reading closes each interval.</summary>
    public static SessionPrice Played(PriceTerms terms, DateTimeOffset begin, IEnumerable<Interval> use, Func<SessionPrice, SessionPrice>? afterEach = null)
    {
        var price = SessionPrice.Begin(terms, begin, false, 0);
        var (at, energy) = (begin, 0m);
        foreach (var interval in use)
        {
            foreach (var (seconds, charging) in interval.Spans)
            {
                price = Then(price.Pass(at, charging));
                at = at.AddSeconds(seconds);
            }

            price = Then(price.Read(at, energy += interval.EnergyWh, null, null));
        }

        return price;

        SessionPrice Then(SessionPrice next) => afterEach?.Invoke(next) ?? next;
    }

    /// <summary>Prices above 0, each another, so that a line of the cost names its price.</summary>
    private static PricePart? Part(Random random, ref int price, bool withPower)
    {
        if (random.Next(5) == 0)
        {
            return null;
        }

        var prices = new List<ConditionalPrice>();
        for (var count = random.Next(1, 5); count > 0; count--)
        {
            prices.Add(new(0.01m * ++price, Conditions(random, withPower)));
        }

        return new([.. prices], random.Next(2) == 0 ? [] : [new("VAT", 19)]);
    }

    private static PriceConditions Conditions(Random random, bool withPower)
    {
        var all = PriceConditions.None;
        for (var count = random.Next(3); count > 0; count--)
        {
            var minutes = random.Next(1, 120);
            all = random.Next(withPower ? 11 : 9) switch
            {
                0 => all with { StartTimeOfDay = new(random.Next(24), 15 * random.Next(4)), EndTimeOfDay = random.Next(3) == 0 ? null : new(random.Next(24), 15 * random.Next(4)) } is var window
                    && window.StartTimeOfDay != window.EndTimeOfDay ? window : all,
                1 => all with { EndTimeOfDay = new(random.Next(24), 30) },
                2 => all with { Days = [.. Enum.GetValues<DayOfWeek>().Where(_ => random.Next(2) == 0)] },
                3 => random.Next(2) == 0 ? all with { ValidFrom = new(2026, 12, 1) } : all with { ValidTo = new(2026, 11, 28) },
                4 => all with { MinEnergyWh = 720 * random.Next(0, 15) },
                5 => all with { MaxEnergyWh = 720 * random.Next(1, 15) },
                6 => random.Next(2) == 0 ? all with { MinTimeS = 60 * minutes } : all with { MaxTimeS = 60 * minutes },
                7 => random.Next(2) == 0 ? all with { MinChargingTimeS = 60 * minutes } : all with { MaxChargingTimeS = 60 * minutes },
                8 => random.Next(2) == 0 ? all with { MinIdleTimeS = 60 * minutes } : all with { MaxIdleTimeS = 60 * minutes },
                9 => all with { MinPowerW = 3600 * random.Next(0, 4) },
                _ => all with { MaxPowerW = 3600 * random.Next(1, 5) },
            };
        }

        return all;
    }
}
