using Csms.Engine.Prices;
using static Csms.Engine.Tests.Prices.PriceMaker;

namespace Csms.Engine.Tests.Prices;

/// <summary>What drivers read.</summary>
public sealed class TariffTextTests
{
    private const string Usual =
        """{"currency":"EUR","energy":{"prices":[{"priceKwh":0.29411765,"conditions":{"startTimeOfDay":"22:00","endTimeOfDay":"06:00"}},{"priceKwh":0.49579832}],"taxRates":[{"type":"VAT","tax":19}]},"idleTime":{"prices":[{"priceMinute":0.1,"conditions":{"minIdleTime":900}}]},"fixedFee":{"prices":[{"priceFixed":1}]}}""";

    [Theory]
    [InlineData(null, "en", "0.59 EUR/kWh, 0.10 EUR/min when not charging after 15 min, 1.00 EUR start fee")]
    [InlineData("fr", "en", "0.59 EUR/kWh, 0.10 EUR/min when not charging after 15 min, 1.00 EUR start fee")]
    [InlineData("de-AT", "de", "0,59 EUR/kWh, 0,10 EUR/min ohne Laden nach 15 min, 1,00 EUR Startgebühr")]
    public void TextAt_TariffWithoutText_SaysItsPricesWithTax(string? language, string said, string text) =>
        Assert.Equal(new PriceText(said, text), SessionPrice.Begin(Terms(Tariff(Usual)) with { Language = language }, T0, true, 0).TextAt(T0));

    [Fact]
    public void TextAt_AnotherHour_SaysThePriceOfThen()
    {
        var price = SessionPrice.Begin(Terms(Tariff(Usual)), T0, false, 0);

        Assert.StartsWith("0.35 EUR/kWh, 0.10 EUR/min when not charging, ", price.TextAt(T0.AddHours(13))!.Content, StringComparison.Ordinal); // 22:00, and long idle
        Assert.Equal(price.TextAt(T0), price.TextAt(T0.AddMinutes(14)));
    }

    [Theory]
    [InlineData("""{"currency":"EUR"}""", "Free of charge")]
    [InlineData("""{"currency":"JPY","energy":{"prices":[{"priceKwh":50.5}]}}""", "50.5 JPY/kWh")]
    [InlineData("""{"currency":"EUR","chargingTime":{"prices":[{"priceMinute":0.0525}]},"minCost":{"inclTax":2},"maxCost":{"exclTax":20,"taxRates":[{"type":"VAT","tax":19}]}}""", "0.0525 EUR/min while charging, at least 2.00 EUR, at most 23.80 EUR")]
    [InlineData("""{"currency":"EUR","reservationTime":{"prices":[{"priceMinute":0.02}]},"reservationFixed":{"prices":[{"priceFixed":2}]}}""", "0.02 EUR/min reserved, 2.00 EUR reservation fee")]
    public void TextAt_EveryPart_IsNamed(string members, string text) =>
        Assert.Equal(text, SessionPrice.Begin(Terms(Tariff(members)) with { Reserved = TimeSpan.FromMinutes(5) }, T0, true, 0).TextAt(T0)!.Content);

    [Theory]
    [InlineData("de-CH", "Strom 0,59 €")]
    [InlineData("EN", "Power 0.59 €")]
    [InlineData("en-GB", "Power £0.51")]
    [InlineData("nl", "Power 0.59 €")]
    [InlineData(null, "Power 0.59 €")]
    public void TextAt_TariffWithTexts_TakesTheDriversLanguageElseTheFirst(string? language, string text)
    {
        var tariff = Tariff(
            """{"currency":"EUR","description":[{"format":"QRCODE","content":"https://example.org"},{"format":"UTF8","language":"en","content":"Power 0.59 €"},{"format":"UTF8","language":"de","content":"Strom 0,59 €"},{"format":"UTF8","language":"en-GB","content":"Power £0.51"}]}""");

        Assert.Equal(text, SessionPrice.Begin(Terms(tariff) with { Language = language }, T0, true, 0).TextAt(T0)!.Content);
    }

    [Fact]
    public void TextAt_LongText_IsCutWhereStationsEnd() =>
        Assert.Equal(new string('x', 511), SessionPrice.Begin(
            Terms(Tariff($$"""{"currency":"EUR","description":[{"format":"UTF8","content":"{{new string('x', 511)}}🔌 more"}]}""")), T0, true, 0).TextAt(T0)!.Content);
}
