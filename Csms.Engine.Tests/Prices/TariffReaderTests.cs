using Csms.Engine.Prices;

namespace Csms.Engine.Tests.Prices;

/// <summary>TariffType to the letter.</summary>
public sealed class TariffReaderTests
{
    [Fact]
    public void Read_EveryMember_IsTaken()
    {
        const string body =
            """
            {"tariffId":"T1","currency":"EUR","validFrom":"2026-12-01T00:00:00+01:00","description":[{"format":"UTF8","language":"en","content":"Text"},{"format":"HTML","content":"<b>x</b>"}],
             "energy":{"prices":[{"priceKwh":0.5,"conditions":{"startTimeOfDay":"08:15","endTimeOfDay":"20:00","dayOfWeek":["Monday","Sunday"],"validFromDate":"2026-12-01","validToDate":"2027-01-01","evseKind":"DC",
               "minEnergy":1,"maxEnergy":2.5,"minCurrent":3,"maxCurrent":4,"minPower":5,"maxPower":6,"minTime":7,"maxTime":8,"minChargingTime":9,"maxChargingTime":10,"minIdleTime":11,"maxIdleTime":12}}],
               "taxRates":[{"type":"VAT","tax":19,"stack":1}]},
             "chargingTime":{"prices":[{"priceMinute":0.1}]},"idleTime":{"prices":[{"priceMinute":0.2}]},
             "fixedFee":{"prices":[{"priceFixed":1,"conditions":{"paymentBrand":"VISA","paymentRecognition":"CC"}}]},
             "reservationTime":{"prices":[{"priceMinute":0.3}]},"reservationFixed":{"prices":[{"priceFixed":2}]},
             "minCost":{"exclTax":1},"maxCost":{"inclTax":10,"taxRates":[{"type":"VAT","tax":7}]}}
            """;

        var tariff = TariffReader.Read(body, 3);

        Assert.Equal(("T1", 3, "EUR", body), (tariff.Id, tariff.Version, tariff.Currency, tariff.Body));
        Assert.Equal((new DateTimeOffset(2026, 11, 30, 23, 0, 0, TimeSpan.Zero), TimeSpan.Zero), (tariff.ValidFrom, tariff.ValidFrom!.Value.Offset));
        Assert.Equal(new PriceText("en", "Text"), Assert.Single(tariff.Texts));
        Assert.Equal(new TaxRate("VAT", 19, 1), Assert.Single(tariff.Energy!.Taxes));
        var when = tariff.Energy.Prices[0].Conditions;
        Assert.Equal([DayOfWeek.Monday, DayOfWeek.Sunday], when.Days.ToArray());
        Assert.Equal(
            new PriceConditions
            {
                StartTimeOfDay = new(8, 15), EndTimeOfDay = new(20, 0), Days = when.Days, ValidFrom = new(2026, 12, 1), ValidTo = new(2027, 1, 1), EvseKind = EvseKind.DC,
                MinEnergyWh = 1, MaxEnergyWh = 2.5m, MinCurrentA = 3, MaxCurrentA = 4, MinPowerW = 5, MaxPowerW = 6,
                MinTimeS = 7, MaxTimeS = 8, MinChargingTimeS = 9, MaxChargingTimeS = 10, MinIdleTimeS = 11, MaxIdleTimeS = 12,
            },
            when);
        Assert.Equal([0.5m, 0.1m, 0.2m, 1m, 0.3m, 2m], new[] { tariff.Energy, tariff.ChargingTime!, tariff.IdleTime!, tariff.FixedFee!, tariff.ReservationTime!, tariff.ReservationFixed! }.Select(x => x.Prices[0].Amount));
        Assert.Equal(("VISA", "CC"), (tariff.FixedFee!.Prices[0].Conditions.PaymentBrand, tariff.FixedFee.Prices[0].Conditions.PaymentRecognition));
        Assert.Equal((1m, (decimal?)null, (decimal?)null, 10m), (tariff.MinCost!.ExclTax, tariff.MinCost.InclTax, tariff.MaxCost!.ExclTax, tariff.MaxCost.InclTax));
    }

    [Theory]
    [InlineData("{", "not JSON")]
    [InlineData("[]", "tariff is not an object")]
    [InlineData("""{"currency":"EUR"}""", "tariffId is missing")]
    [InlineData("""{"tariffId":"T","currency":7}""", "currency is not a text")]
    [InlineData("""{"tariffId":"T","currency":"EUR","energy":{}}""", "energy.prices is missing")]
    [InlineData("""{"tariffId":"T","currency":"EUR","energy":{"prices":[{"priceKwh":0.1},{"priceKwh":"0.5"}]}}""", "energy.prices[1].priceKwh is not a number")]
    [InlineData("""{"tariffId":"T","currency":"EUR","energy":{"prices":[{"priceKwh":1e20}]}}""", "energy.prices[0].priceKwh is not a number")]
    [InlineData("""{"tariffId":"T","currency":"EUR","energy":{"prices":[{"priceKwh":1,"conditions":{"startTimeOfDay":"24:00"}}]}}""", "energy.prices[0].conditions.startTimeOfDay is not a time of day")]
    [InlineData("""{"tariffId":"T","currency":"EUR","energy":{"prices":[{"priceKwh":1,"conditions":{"validToDate":"2026-02-30"}}]}}""", "validToDate is not a date")]
    [InlineData("""{"tariffId":"T","currency":"EUR","energy":{"prices":[{"priceKwh":1,"conditions":{"dayOfWeek":["monday"]}}]}}""", "dayOfWeek[0] is not one of")]
    [InlineData("""{"tariffId":"T","currency":"EUR","idleTime":{"prices":[{"priceMinute":1,"conditions":{"minIdleTime":1.5}}]}}""", "minIdleTime is not a whole number")]
    [InlineData("""{"tariffId":"T","currency":"EUR","energy":{"prices":[],"taxRates":[{"type":"VAT"}]}}""", "energy.taxRates[0].tax is missing")]
    [InlineData("""{"tariffId":"T","currency":"EUR","minCost":{}}""", "minCost.exclTax or inclTax is missing")]
    [InlineData("""{"tariffId":"T","currency":"EUR","validFrom":"soon"}""", "validFrom is not an instant")]
    public void Read_AMemberOfAWrongKind_IsNamed(string body, string message) =>
        Assert.Contains(message, Assert.Throws<FormatException>(() => TariffReader.Read(body, 1)).Message, StringComparison.Ordinal);
}
