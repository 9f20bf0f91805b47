using System.Text.Json;
using System.Text.Json.Serialization;
using Csms.Engine.Prices;

namespace Csms.Engine.Tests.Prices;

/// <summary>What holds for every tariff and every use, tried on many.</summary>
public sealed class SessionPricePropertyTests
{
    private const int Sessions = 250;
    private const decimal Dust = 0.000_000_001m; // kWh and minutes: of division

    private static readonly JsonSerializerOptions AsStored = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Converters = { new JsonStringEnumConverter() },
    };

    [Fact]
    public void Volumes_OfAnyUse_AreWhatCountingSecondsSays()
    {
        for (var seed = 0; seed < Sessions; seed++)
        {
            var (terms, begin, use) = Usage.Of(seed);
            var slow = SlowPrices.Of(terms, begin, use).ToDictionary(x => x.Key, x => x.Value / (x.Key.Kind == PriceKind.Energy ? 1000 : 60));
            Same(slow, Volumes(Usage.Played(terms, begin, use)), seed);
        }
    }

    [Fact]
    public void Cost_MorePointsAlongTheLine_ChangesNothing()
    {
        for (var seed = 0; seed < Sessions; seed++)
        {
            var (terms, begin, use) = Usage.Of(seed);
            var random = new Random(seed);
            var whole = Usage.Played(terms, begin, use);
            var price = SessionPrice.Begin(terms, begin, false, 0);
            var (at, energy) = (begin, 0m);
            foreach (var interval in use)
            {
                foreach (var (seconds, charging) in interval.Spans)
                {
                    price = price.Pass(at, charging);
                    var flows = charging || !interval.Spans.Any(x => x.Charging);
                    foreach (var ticks in Enumerable.Range(0, random.Next(4)).Select(_ => random.NextInt64(seconds * TimeSpan.TicksPerSecond)).Order())
                    {
                        var counted = flows ? energy + (interval.WhPerSecond * ticks / (decimal)TimeSpan.TicksPerSecond) : energy;
                        price = random.Next(4) == 0 ? price.Pass(at.AddTicks(ticks), charging) : price.Read(at.AddTicks(ticks), counted, null, null);
                    }

                    at = at.AddSeconds(seconds);
                    energy += flows ? interval.WhPerSecond * seconds : 0;
                }

                price = price.Read(at, energy, null, null);
            }

            Same(Volumes(whole), Volumes(price), seed);
            Assert.True(Math.Abs(whole.Cost.InclTax - price.Cost.InclTax) <= 0.01m, $"seed {seed}"); // a cent: only at a tie
        }
    }

    [Fact]
    public void Volumes_OfAnyUse_AddUpToEnergyAndTime()
    {
        for (var seed = 0; seed < Sessions; seed++)
        {
            var (terms, begin, use) = Usage.Of(seed);
            var legs = Usage.Played(terms, begin, use).Legs;
            Assert.Equal(use.Sum(x => x.EnergyWh), legs.Sum(x => x.EnergyWh.Sum()));
            Assert.Equal(use.Sum(x => x.Seconds) * TimeSpan.TicksPerSecond, legs.Sum(x => x.ChargingTicks.Sum() + x.IdleTicks.Sum()));
            Assert.Equal(use.Sum(x => x.Spans.Where(y => y.Charging).Sum(y => y.Seconds)) * TimeSpan.TicksPerSecond, legs.Sum(x => x.ChargingTicks.Sum()));
        }
    }

    [Fact]
    public void Cost_AtAnyTime_IsTheSumOfItsLines()
    {
        for (var seed = 0; seed < Sessions; seed++)
        {
            var (terms, begin, use) = Usage.Of(seed);
            var random = new Random(seed);
            terms = terms with { Tariff = terms.Tariff with { MinCost = new(random.Next(1, 30) / 7m, null, []), MaxCost = new(null, random.Next(30, 60) / 7m, [new("VAT", 7)]) } };
            var ended = Usage.Played(terms, begin, use, price =>
            {
                Adds(price.Cost, seed);
                return price;
            }).End(begin.AddDays(1), null);
            Adds(ended.Cost, seed);
            Adds(ended.CostOf(random.Next(0, 50_000)), seed);
        }
    }

    [Fact]
    public void Cost_WithEveryReading_GrowsAtPricesFromZero()
    {
        for (var seed = 0; seed < Sessions; seed++)
        {
            var (terms, begin, use) = Usage.Of(seed);
            var before = SessionPrice.Begin(terms, begin, false, 0).Cost.InclTax;
            for (var count = 1; count <= use.Length; count++)
            {
                var cost = Usage.Played(terms, begin, use.Take(count)).Cost.InclTax;
                Assert.True(cost >= before, $"seed {seed}, reading {count}: {before} and then {cost}");
                before = cost;
            }
        }
    }

    [Fact]
    public void Memo_AfterEveryStep_ComesBackTheSame()
    {
        for (var seed = 0; seed < Sessions; seed++)
        {
            var (terms, begin, use) = Usage.Of(seed);
            var (other, _, later) = Usage.Of(seed + Sessions);
            var tariffs = new Versions(terms.Tariff, other.Tariff);
            var price = Usage.Played(terms with { Reserved = TimeSpan.FromMinutes(7), Credit = 12.5m, Language = "de" }, begin, use, Back);
            var energy = use.Sum(x => x.EnergyWh);
            price = Back(price.Change(other, begin.AddHours(8), energy + 100) with { Told = new("de", "0,59 EUR/kWh") });
            price = Back(price.Pass(begin.AddHours(9), true));
            price = Back(price.Read(begin.AddHours(10), energy + 900, 7000, 16));
            price = Back(price.Read(begin.AddHours(10), energy / 2, null, null));
            price = Back(price.End(begin.AddHours(11), null));
            Back(price.End(begin.AddHours(12), energy));

            SessionPrice Back(SessionPrice now)
            {
                var stored = JsonSerializer.Serialize(now.ToMemo(), AsStored);
                var back = SessionPrice.From(JsonSerializer.Deserialize<SessionPriceMemo>(stored, AsStored)!, tariffs);
                Assert.Equal(now, back);
                Assert.Equal(now.GetHashCode(), back!.GetHashCode());
                Assert.Equal(stored, JsonSerializer.Serialize(back.ToMemo(), AsStored));
                Assert.Equal(now.Cost.InclTax, back.Cost.InclTax);
                return back;
            }
        }
    }

    [Fact]
    public void PassAndRead_AtTheSameInstant_TheOrderDoesNotMatter()
    {
        for (var seed = 0; seed < Sessions; seed++)
        {
            var (terms, begin, use) = Usage.Of(seed);
            var (one, other) = (SessionPrice.Begin(terms, begin, true, 0), SessionPrice.Begin(terms, begin, true, 0));
            var (at, energy) = (begin, 0m);
            foreach (var interval in use)
            {
                (at, energy) = (at.AddSeconds(interval.Seconds), energy + interval.EnergyWh);
                var charging = interval.Spans[0].Charging;
                one = one.Read(at, energy, null, null).Pass(at, charging);
                other = other.Pass(at, charging).Read(at, energy, null, null);
                Assert.Equal(one, other);
            }
        }
    }

    private static Dictionary<(PriceKind Kind, decimal Price), decimal> Volumes(SessionPrice price) =>
        price.Cost.Lines.Where(x => x.Kind is PriceKind.Energy or PriceKind.ChargingTime or PriceKind.IdleTime).ToDictionary(x => (x.Kind, x.UnitPrice), x => x.Volume);

    private static void Same(Dictionary<(PriceKind Kind, decimal Price), decimal> expected, Dictionary<(PriceKind Kind, decimal Price), decimal> actual, int seed)
    {
        foreach (var key in expected.Keys.Union(actual.Keys))
        {
            var (wanted, found) = (expected.GetValueOrDefault(key), actual.GetValueOrDefault(key));
            Assert.True(Math.Abs(wanted - found) < Dust, $"seed {seed}, {key}: {found} and not {wanted}");
        }
    }

    private static void Adds(SessionCost cost, int seed)
    {
        Assert.True(cost.Lines.Sum(x => x.ExclTax) == cost.ExclTax && cost.Lines.Sum(x => x.InclTax) == cost.InclTax, $"seed {seed}");
        Assert.True(cost.Lines.All(x => decimal.Round(x.ExclTax, 2) == x.ExclTax && decimal.Round(x.InclTax, 2) == x.InclTax), $"seed {seed}: cents");
    }

    private sealed class Versions(params Tariff[] all) : ITariffVersions
    {
        public Tariff? Find(string tariffId, int version) => all.FirstOrDefault(x => x.Id == tariffId && x.Version == version);
    }
}
