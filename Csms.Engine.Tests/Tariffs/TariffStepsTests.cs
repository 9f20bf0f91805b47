using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Tariffs.OnStation;

namespace Csms.Engine.Tests.Tariffs;

/// <summary>What is known of a station's tariffs, step by step.</summary>
public sealed class TariffStepsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 29, 8, 0, 0, TimeSpan.Zero);
    private static readonly int[] Evses = [1, 2];
    private static readonly JsonObject Accepted = new() { ["status"] = "Accepted" };

    [Fact]
    public void Passed_ATariffWhoseTimeHasCome_TakesThePlaceOfTheOneBeforeIt()
    {
        var tariffs = Set(StationTariffs.None, "OLD", 0);
        tariffs = Set(tariffs, "NEW", 1, Now.AddHours(1));
        Assert.Equal("OLD@1,2 NEW@1", Text(tariffs));
        Assert.Same(tariffs, TariffSteps.Passed(tariffs, Now.AddMinutes(59)));
        Assert.Equal("OLD@2 NEW@1", Text(TariffSteps.Passed(tariffs, Now.AddHours(1))));
    }

    [Fact]
    public void Set_TheSameAtAnotherEvse_HoldsAtBoth() => Assert.Equal("A@1,2", Text(Set(Set(StationTariffs.None, "A", 1), "A", 2)));

    [Fact]
    public void Set_WithoutKnownEvses_StandsForAll()
    {
        var tariffs = Set(StationTariffs.None, "A", 0, evses: []);
        Assert.Equal("A@", Text(tariffs));
        Assert.Equal("B@", Text(Set(tariffs, "B", 0, at: Now.AddSeconds(1), evses: [])));
        Assert.Equal("A@ B@1", Text(Set(tariffs, "B", 1, at: Now.AddSeconds(1), evses: [])));
    }

    [Fact]
    public void Refused_IsKeptUpToALimit_NewestFirst()
    {
        var tariffs = StationTariffs.None;
        for (var count = 1; count <= StationTariffs.MostRefused + 3; count++) tariffs = TariffSteps.Set(tariffs, Body($"T{count}", 0, null), new JsonObject { ["status"] = "Rejected" }, Evses, "test", Now);
        Assert.Equal((StationTariffs.MostRefused, $"T{StationTariffs.MostRefused + 3}"), (tariffs.Refused.Length, tariffs.Refused[0].TariffId));
    }

    [Fact]
    public void Cleared_NoTariffWithoutAnId_ClearsWhatWasKnown()
    {
        var none = new JsonObject { ["clearTariffsResult"] = new JsonArray(new JsonObject { ["status"] = "NoTariff" }) };
        Assert.Equal("", Text(TariffSteps.Cleared(Set(StationTariffs.None, "A", 0), JsonElement.Parse("{}"), none, Evses)));
        Assert.Equal("A@2", Text(TariffSteps.Cleared(Set(StationTariffs.None, "A", 0), JsonElement.Parse("""{"evseId":1}"""), none, Evses)));
    }

    [Fact]
    public void Told_OnceForEachEvseOrToken_IsOneTariff()
    {
        var answer = (JsonObject)JsonNode.Parse("""
            {"status":"Accepted","tariffAssignments":[
             {"tariffId":"A","tariffKind":"DefaultTariff","evseIds":[2]},{"tariffId":"A","tariffKind":"DefaultTariff","evseIds":[1]},
             {"tariffId":"D","tariffKind":"DriverTariff","evseIds":[1],"idTokens":["T1"]},{"tariffId":"D","tariffKind":"DriverTariff","idTokens":["T2"]}]}
            """)!;
        var held = TariffSteps.Told(StationTariffs.None, JsonElement.Parse("""{"evseId":0}"""), answer, Evses, Now).Held;
        Assert.Equal(["A@1,2", "D@"], held.Select(each => $"{each.TariffId}@{string.Join(',', each.EvseIds)}"));
        Assert.Equal("T1 T2", string.Join(' ', held[1].IdTokens));
    }

    [Fact]
    public void Support_OfNamesInAnyCase_IsHeard()
    {
        Assert.True(TariffSupport.Is("TARIFFCOSTCTRLR"));
        Assert.Equal(("EUR", 7), (TariffSupport.Unknown.With("currency", "", "EUR").Currency, TariffSupport.Unknown.With("MAXELEMENTS", "tariff", "7").MaxElements));
    }

    [Theory]
    [InlineData("energy.prices[0].priceKwh", """{"tariffId":"T","currency":"EUR","energy":{"prices":[{"priceKwh":1}]}}""", null)]
    [InlineData("none", """{"tariffId":"T","currency":"EUR","reservationFixed":{"prices":[{"priceFixed":1}]}}""", TariffFault.NoPrice)]
    [InlineData("tax", """{"tariffId":"T","currency":"EUR","fixedFee":{"prices":[{"priceFixed":1}],"taxRates":[{"type":"VAT","tax":190}]}}""", TariffFault.Tax)]
    [InlineData("amount", """{"tariffId":"T","currency":"EUR","fixedFee":{"prices":[{"priceFixed":1}]},"maxCost":{}}""", TariffFault.Amount)]
    [InlineData("date", """{"tariffId":"T","currency":"EUR","fixedFee":{"prices":[{"priceFixed":1,"conditions":{"validFromDate":"31.1.2027"}}]}}""", TariffFault.Date)]
    [InlineData("currency of the station", """{"tariffId":"T","currency":"CHF","fixedFee":{"prices":[{"priceFixed":1}]}}""", TariffFault.OtherCurrency)]
    public void Check_FindsWhatIsWrong(string what, string tariff, TariffFault? fault)
    {
        var support = TariffSupport.Unknown.With("Currency", null, "EUR");
        Assert.True(TariffCheck.Of(JsonElement.Parse(tariff), support).Select(finding => (TariffFault?)finding.Fault.Code).SingleOrDefault() == fault, what);
    }

    private static StationTariffs Set(StationTariffs before, string id, int evse, DateTimeOffset? from = null, DateTimeOffset? at = null, int[]? evses = null) =>
        TariffSteps.Set(before, Body(id, evse, from), Accepted, evses ?? Evses, "test", at ?? Now);

    private static JsonElement Body(string id, int evse, DateTimeOffset? from) => JsonSerializer.SerializeToElement(new { evseId = evse, tariff = new { tariffId = id, currency = "EUR", validFrom = from } })
        is var body && from is null ? JsonElement.Parse(body.GetRawText().Replace(",\"validFrom\":null", "", StringComparison.Ordinal)) : body;

    private static string Text(StationTariffs tariffs) => string.Join(" ", tariffs.Held.Select(held => $"{held.TariffId}@{string.Join(",", held.EvseIds)}"));
}
