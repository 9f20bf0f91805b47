using Csms.Engine.Prices;
using static Csms.Engine.Tests.Prices.PriceMaker;

namespace Csms.Engine.Tests.Prices;

/// <summary>The fold at its edges: late and missing readings, corrections, ends.</summary>
public sealed class SessionPriceTests
{
    private static readonly Tariff TimeAndEnergy = Tariff(
        """{"currency":"EUR","energy":{"prices":[{"priceKwh":0.3,"conditions":{"startTimeOfDay":"10:00"}},{"priceKwh":0.5}]},"chargingTime":{"prices":[{"priceMinute":0.01}]},"idleTime":{"prices":[{"priceMinute":0.1}]}}""");

    [Fact]
    public void Read_LateAndBetweenPasses_LaysEnergyUntilItsTimeOnly()
    {
        var price = SessionPrice.Begin(Terms(TimeAndEnergy), T0, true, 0).Pass(T0.AddMinutes(80), false).Read(T0.AddMinutes(60), 6000, null, null).Read(T0.AddMinutes(90), 8000, null, null);

        Assert.Equal([6m, 2m], price.Cost.Lines.Where(x => x.Kind == PriceKind.Energy).Select(x => x.Volume).OrderDescending()); // 6 before 10:00, 2 in the twenty minutes after
        Assert.Equal((80m, 10m), (Volume(price, PriceKind.ChargingTime), Volume(price, PriceKind.IdleTime)));
    }

    [Fact]
    public void Read_BeforeTheLastReading_CountsTheDifferenceAtThePriceThatHeldLast()
    {
        var price = SessionPrice.Begin(Terms(TimeAndEnergy), T0, true, 0).Read(T0.AddMinutes(60), 6000, null, null).Read(T0.AddMinutes(30), 7000, null, null);

        Assert.Equal([(0.3m, 1m), (0.5m, 6m)], price.Cost.Lines.Where(x => x.Kind == PriceKind.Energy).Select(x => (x.UnitPrice, x.Volume)));
        Assert.Equal(T0.AddMinutes(60), price.KnownAt);
    }

    [Fact]
    public void Pass_Earlier_ChangesWhatFollowsOnly()
    {
        var price = SessionPrice.Begin(Terms(TimeAndEnergy), T0, true, 0).Read(T0.AddMinutes(60), 6000, null, null).Pass(T0.AddMinutes(30), false).Read(T0.AddMinutes(70), 6000, null, null);

        Assert.Equal((60m, 10m), (Volume(price, PriceKind.ChargingTime), Volume(price, PriceKind.IdleTime)));
    }

    [Fact]
    public void Pass_ManyTimesWithoutAReading_KeepsLittleAndAllTheTime()
    {
        var price = SessionPrice.Begin(Terms(TimeAndEnergy), T0, true, 0);
        for (var minute = 1; minute <= 1000; minute++)
        {
            price = price.Pass(T0.AddMinutes(minute), minute % 2 == 0);
        }

        Assert.Equal(64, price.ToMemo().Pending!.Count);
        Assert.Equal((500m, 500m), (Volume(price, PriceKind.ChargingTime), Volume(price, PriceKind.IdleTime)));
        Assert.Equal(T0.AddMinutes(1000), price.KnownAt);
        Assert.Equal(5m, price.Read(T0.AddMinutes(1000), 5000, null, null).Cost.Lines.Where(x => x.Kind == PriceKind.Energy).Sum(x => x.Volume));
    }

    [Fact]
    public void Read_LessThanBefore_ScalesWhatWasCounted()
    {
        var price = SessionPrice.Begin(Terms(TimeAndEnergy), T0, true, 500).Read(T0.AddMinutes(120), 12_500, null, null);

        var corrected = price.Read(T0.AddMinutes(120), 3500, null, null);
        Assert.Equal([(0.3m, 1.5m), (0.5m, 1.5m)], corrected.Cost.Lines.Where(x => x.Kind == PriceKind.Energy).Select(x => (x.UnitPrice, x.Volume)));

        var none = price.Read(T0.AddMinutes(120), 200, null, null);
        Assert.DoesNotContain(none.Cost.Lines, x => x.Kind == PriceKind.Energy);
        Assert.Equal(0.3m, Volume(none.Read(T0.AddMinutes(130), 500, null, null), PriceKind.Energy)); // from the corrected register on
    }

    [Fact]
    public void CostOf_AnotherEnergy_ScalesAndReadsNothing()
    {
        var price = SessionPrice.Begin(Terms(TimeAndEnergy), T0, true, 0).End(T0.AddMinutes(120), 12_000);

        Assert.Equal((6 * 0.3m) + (6 * 0.5m) + 1.2m, price.Cost.InclTax);
        Assert.Equal((3 * 0.3m) + (3 * 0.5m) + 1.2m, price.CostOf(6000).InclTax);
        Assert.Equal(1.2m, price.CostOf(0).InclTax);
        Assert.Equal(price.Cost.InclTax, price.CostOf(12_000).InclTax);
    }

    [Fact]
    public void CostOf_EnergyWhereNoneWasCounted_IsAtThePriceThatHeldLast()
    {
        var price = SessionPrice.Begin(Terms(TimeAndEnergy), T0, true, 0).End(T0.AddMinutes(30), null);

        Assert.Equal(0.3m + (10 * 0.5m), price.CostOf(10_000).InclTax);
    }

    [Fact]
    public void AfterTheEnd_NothingCounts_ButATruerEndDoes()
    {
        var ended = SessionPrice.Begin(Terms(TimeAndEnergy), T0, true, 0).Pass(T0.AddMinutes(20), false).End(T0.AddMinutes(30), 3000);
        var later = ended.Pass(T0.AddMinutes(40), true).Change(Terms(Tariff("other", """{"currency":"EUR"}""")), T0.AddMinutes(50), 9000);
        Assert.Equal(ended, later);
        Assert.Equal((20m, 10m), (Volume(ended, PriceKind.ChargingTime), Volume(ended, PriceKind.IdleTime)));

        // Earlier or later than was believed, with more or less energy; and not over after all.
        Assert.Equal((4m, 20m, 40m), Volumes(ended.End(T0.AddMinutes(60), 4000)));
        Assert.Equal((2m, 15m, 0m), Volumes(ended.End(T0.AddMinutes(15), 2000)));
        Assert.Equal((5m, 20m, 25m), Volumes(ended.Resumed().Read(T0.AddMinutes(45), 5000, null, null)));

        static (decimal, decimal, decimal) Volumes(SessionPrice price) => (Volume(price, PriceKind.Energy), Volume(price, PriceKind.ChargingTime), Volume(price, PriceKind.IdleTime));
    }

    [Fact]
    public void Change_ToAnotherCurrency_IsRefused() =>
        Assert.Throws<ArgumentException>(() => SessionPrice.Begin(Terms(TimeAndEnergy), T0, true, 0).Change(Terms(Tariff("""{"currency":"CHF"}""")), T0.AddMinutes(1), 0));

    [Fact]
    public void Change_AgainBeforeAnythingIsUsed_LeavesNoEmptyLeg()
    {
        var price = SessionPrice.Begin(Terms(TimeAndEnergy), T0, true, 0)
            .Change(Terms(Tariff("b", """{"currency":"EUR"}""")), T0.AddMinutes(1), 100)
            .Change(Terms(Tariff("c", """{"currency":"EUR","energy":{"prices":[{"priceKwh":1}]}}""")), T0.AddMinutes(1), 100);

        Assert.Equal(["t", "c"], price.Legs.Select(x => x.Terms.Tariff.Id));
        Assert.Equal(0.05m + 0.01m + 1m, price.Read(T0.AddMinutes(2), 1100, null, null).Cost.InclTax);
    }

    [Fact]
    public void Read_DischargedPower_MeetsNegativeBounds()
    {
        var tariff = Tariff("""{"currency":"EUR","idleTime":{"prices":[{"priceMinute":1,"conditions":{"minPower":-10000,"maxPower":-50000}},{"priceMinute":2,"conditions":{"minPower":0}}]}}""");
        var price = SessionPrice.Begin(Terms(tariff), T0, false, 0)
            .Read(T0.AddMinutes(1), 0, -9999, null).Read(T0.AddMinutes(3), 0, -10_000, null).Read(T0.AddMinutes(7), 0, -50_000, null).Read(T0.AddMinutes(15), 0, 0, null);

        Assert.Equal([(1m, 2m), (2m, 8m)], price.Cost.Lines.Select(x => (x.UnitPrice, x.Volume)));
    }

    private static decimal Volume(SessionPrice price, PriceKind kind) => price.Cost.Lines.Where(x => x.Kind == kind).Sum(x => x.Volume);
}
