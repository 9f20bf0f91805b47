using System.Text.Json;
using Csms.Console.Pages.Tariffs;
using Csms.Engine.Prices;

namespace Csms.Console.Tests.Pages.Tariffs;

/// <summary>What is typed becomes a TariffType of OCPP 2.1, and a stored one can be typed on: the same prices, to the last digit.</summary>
public sealed class TariffFormTests
{
    private static readonly TimeZoneInfo _berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData("""{"tariffId":"A","currency":"EUR","energy":{"prices":[{"priceKwh":0.49579832}],"taxRates":[{"type":"VAT","tax":19}]},"maxCost":{"inclTax":150}}""")]
    [InlineData("""{"tariffId":"A","currency":"EUR","energy":{"prices":[{"priceKwh":0.37821234,"conditions":{"startTimeOfDay":"22:00","endTimeOfDay":"06:00","dayOfWeek":["Monday","Sunday"]}},{"priceKwh":0.4958}],"taxRates":[{"type":"VAT","tax":8.1}]},"minCost":{"exclTax":1,"taxRates":[{"type":"VAT","tax":8.1}]}}""")]
    [InlineData("""{"tariffId":"A","currency":"CHF","idleTime":{"prices":[{"priceMinute":0,"conditions":{"maxIdleTime":1800}},{"priceMinute":0.1,"conditions":{"minIdleTime":1800,"minEnergy":500.5,"evseKind":"DC","validFromDate":"2026-12-01","paymentBrand":"X"}}]},"reservationTime":{"prices":[{"priceMinute":0.02}]},"fixedFee":{"prices":[{"priceFixed":0.5,"conditions":{"dayOfWeek":["Friday"]}}]}}""")]
    [InlineData("""{"tariffId":"A","currency":"USD","description":[{"format":"UTF8","language":"en","content":"x"},{"format":"HTML","language":"de","content":"y"}],"validFrom":"2026-12-01T00:00:00Z","chargingTime":{"prices":[{"priceMinute":0.05,"conditions":{"minPower":11000,"maxCurrent":48}}],"taxRates":[{"type":"State","tax":5},{"type":"City","tax":2.5,"stack":1}]}}""")]
    public void Stored_ReadIntoTheForm_IsWrittenTheSame(string body)
    {
        var draft = TariffReading.Draft(body, _berlin, out var whole);

        Assert.True(whole);
        Assert.Empty(TariffRules.Check(draft));
        var written = TariffRules.Tariff(draft, _berlin);
        if (JsonElement.Parse(body).TryGetProperty("validFrom", out var from)) Assert.Equal(from.GetString(), (string?)written["validFrom"]);
        TariffRules.Type(draft, !draft.WithTax);
        TariffRules.Type(draft, !draft.WithTax);
        Assert.True(JsonElement.DeepEquals(Prices(written), Prices(TariffRules.Tariff(draft, _berlin))), "typed with taxes and without again");
    }

    [Theory]
    [InlineData("""{"tariffId":"A","currency":"EUR","energy":{"prices":[{"priceKwh":0.5}],"taxRates":[{"type":"VAT","tax":19}]},"idleTime":{"prices":[{"priceMinute":0.1}]}}""")]
    [InlineData("""{"tariffId":"A","currency":"EUR","energy":{"prices":[{"priceKwh":0.5}]},"customData":{"vendorId":"x"}}""")]
    [InlineData("""{"tariffId":"A","currency":"EUR","energy":{"prices":[{"priceKwh":0.5}]},"maxCost":{"inclTax":10,"exclTax":8}}""")]
    public void Stored_WithWhatTheFormHasNoFieldFor_IsTold(string body)
    {
        TariffReading.Draft(body, _berlin, out var whole);

        Assert.False(whole);
    }

    [Theory]
    [InlineData("0.59", "19", "0.49579832")]
    [InlineData("0,5", "", "0.5")]
    [InlineData("59", "19", "49.57983193")]
    public void Typed_WithTaxes_IsStoredWithout(string typed, string percent, string stored)
    {
        var draft = new TariffDraft { TariffId = "A", WithTax = true, Energy = typed };
        if (percent.Length > 0) draft.Taxes.Add(new TaxDraft { Name = "VAT", Percent = percent });

        var tariff = TariffReader.Read(TariffRules.Tariff(draft, _berlin).ToJsonString(), 1);

        Assert.Equal(decimal.Parse(stored, System.Globalization.CultureInfo.InvariantCulture), tariff.Energy!.Prices[0].Amount);
        Assert.Equal(TariffRules.Amount(typed), new TaxSum(draft.Taxes).With(tariff.Energy.Prices[0].Amount));
    }

    [Theory]
    [InlineData(ConditionKind.Energy, "", "", "Range")]
    [InlineData(ConditionKind.Energy, "10", "5", "Range")]
    [InlineData(ConditionKind.IdleTime, "0.01", "", "Span")]
    [InlineData(ConditionKind.Dates, "2026-12-24", "2026-12-24", "Range")]
    [InlineData(ConditionKind.EvseKind, "", "", "EvseKind")]
    [InlineData(ConditionKind.PaymentBrand, "", "", "Word")]
    public void Condition_ThatSaysNothing_IsNamedBesideIt(ConditionKind kind, string from, string until, string fault)
    {
        var draft = new TariffDraft { TariffId = "A" };
        draft.Bands.Add(new BandDraft { Price = "0.5", Conditions = { new ConditionDraft { Kind = kind, From = from, Until = until } } });

        Assert.Equal(fault, TariffRules.Check(draft)["condition0-0"]);
    }

    [Fact]
    public void Condition_OfAFee_IsOneThatFeesCanHave()
    {
        var draft = new TariffDraft { TariffId = "A" };
        draft.Bands.Add(new BandDraft { Part = "fixedFee", Price = "1", Conditions = { new ConditionDraft { Kind = ConditionKind.Energy, From = "1" } } });
        draft.Bands.Add(new BandDraft { Part = "fixedFee", Price = "1", Conditions = { new ConditionDraft { Kind = ConditionKind.Dates, From = "2026-12-24" } } });

        Assert.Equal("NotOfFees", TariffRules.Check(draft)["condition0-0"]);
        Assert.False(TariffRules.Check(draft).ContainsKey("condition1-0"));
    }

    private static JsonElement Prices(System.Text.Json.Nodes.JsonObject tariff) => JsonElement.Parse(new System.Text.Json.Nodes.JsonObject(
        tariff.Where(member => member.Key is not ("minCost" or "maxCost")).Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()))).ToJsonString());
}
