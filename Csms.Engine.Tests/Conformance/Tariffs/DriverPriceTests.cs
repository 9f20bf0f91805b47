using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Tests.Api;
using Csms.Engine.Tests.Conformance.Charging;
using Csms.Engine.Tests.Support;

namespace Csms.Engine.Tests.Conformance.Tariffs;

/// <summary>What drivers are told of the price: before, while and after they charge (block I; C23), over REST and a real socket.</summary>
public sealed class DriverPriceTests(ApiHost host) : ChargingTest(host)
{
    private const string Vat = """ "taxRates":[{"type":"VAT","tax":20}] """;

    [Theory]
    [UseCase("I01", "2.0.1", "2.1")]
    [MemberData(nameof(Versions2))]
    public async Task Price_OfTheDriver_IsShownWhenHeIsAuthorised_InHisLanguage(string version)
    {
        var (place, own) = (Id("PLACE"), Id("OWN"));
        await TariffAsync(place, $$"""{"currency":"EUR","energy":{"prices":[{"priceKwh":0.50}],{{Vat}} },"idleTime":{"prices":[{"priceMinute":0.10}],{{Vat}} } }""");
        await TariffAsync(own, """{"currency":"EUR","description":[{"format":"UTF8","language":"en","content":"Staff: 0.25 a kWh"},{"format":"UTF8","language":"de","content":"Personal: 0,25 je kWh"}],"energy":{"prices":[{"priceKwh":0.25}]}}""");
        await using var station = await StationAsync(version, place);
        var (guest, staff, blocked) = (Id("T"), Id("T"), Id("T"));
        await TokenAsync(guest, """{"language1":"de"}""");
        await TokenAsync(staff, $$"""{"language1":"de-CH","tariffId":"{{own}}"}""");
        await TokenAsync(blocked, """{"status":"Blocked"}""");

        var shown = Message(await AuthorizeAsync(station, guest));
        Assert.Equal(("UTF8", "de"), (shown.Word("format"), shown.Word("language")));
        Assert.Contains("0,60 EUR/kWh", shown.Word("content"), StringComparison.Ordinal); // with the tax
        Assert.Contains("0,12 EUR/min", shown.Word("content"), StringComparison.Ordinal);
        Assert.Equal("Personal: 0,25 je kWh", Message(await AuthorizeAsync(station, staff)).Word("content"));

        // Who may not charge is told no price; neither is anyone where nothing is priced.
        Assert.False((await AuthorizeAsync(station, blocked)).GetProperty("idTokenInfo").TryGetProperty("personalMessage", out _));
        await using var free = await Host.StationAsync(version);
        Assert.False((await AuthorizeAsync(free, guest)).GetProperty("idTokenInfo").TryGetProperty("personalMessage", out _));

        // A start brings the price as well: the station may never have asked.
        var start = new TransactionScript(version, 1, staff).Started(DateTimeOffset.UtcNow, 100);
        Assert.Equal("Personal: 0,25 je kWh", Message(await CallAsync(station, start)).Word("content"));
    }

    [Theory]
    [UseCase("I02", "2.0.1", "2.1")]
    [UseCase("I03", "2.0.1", "2.1")]
    [MemberData(nameof(Versions2))]
    public async Task Cost_RunsWithEveryAnswer_AndTheEndHasTheTotal(string version)
    {
        var tariff = Id("TOTAL");
        await TariffAsync(tariff, $$"""{"currency":"EUR","energy":{"prices":[{"priceKwh":0.50}],{{Vat}} },"fixedFee":{"prices":[{"priceFixed":1.00}],{{Vat}} } }""");
        await using var station = await StationAsync(version, tariff);
        var token = Id("T");
        await TokenAsync(token, "{}");
        var (script, from) = (new TransactionScript(version, 1, token), DateTimeOffset.UtcNow.AddMinutes(-30));

        Assert.False((await CallAsync(station, script.Started(from, 1000))).TryGetProperty("totalCost", out _));
        var sample = script.Sample(from.AddMinutes(10), 3000);
        Assert.Equal(2.40m, Total(await CallAsync(station, sample))); // (1.00 + 2 × 0.50) × 1.2
        Assert.Equal(2.40m, Total(await CallAsync(station, sample))); // its answer was lost

        // A new price later is not for who charges already.
        await TariffAsync(tariff, """{"currency":"EUR","energy":{"prices":[{"priceKwh":9.99}]}}""");
        var cost = (await SessionAsync(station)).GetProperty("cost");
        Assert.Equal((2.40m, 0.40m, 1), (cost.GetProperty("inclTax").GetDecimal(), cost.GetProperty("tax").GetDecimal(), cost.GetProperty("tariffVersion").GetInt32()));
        var end = script.Ended(from.AddMinutes(20), 11_001);
        Assert.Equal(7.20m, Total(await CallAsync(station, end)));
        Assert.Equal(7.20m, Total(await CallAsync(station, end)));

        cost = (await SessionAsync(station)).GetProperty("cost");
        Assert.Equal((7.20m, 6.00m), (cost.GetProperty("inclTax").GetDecimal(), cost.GetProperty("exclTax").GetDecimal()));
        Assert.Equal("energy 10.001, fixedFee 1", string.Join(", ", cost.GetProperty("lines").EnumerateArray().Select(line => $"{line.Word("kind")} {line.GetProperty("volume").GetDecimal():0.###}")));

        // What a driver pays is not for everyone's eyes.
        var technician = await Host.KeyAsync(["stations.read", "sessions.read"]);
        Assert.False((await Host.GetAsync($"/api/v1/sessions?station={station.Id}", technician)).Is(HttpStatusCode.OK)["items"][0].TryGetProperty("cost", out _));
    }

    [Theory]
    [UseCase("I03", "2.0.1", "2.1")]
    [MemberData(nameof(Versions2))]
    public async Task Cost_OfAFreeTariff_IsZero_AndWithoutOneNothingIsSaid(string version)
    {
        var tariff = Id("FREE");
        await TariffAsync(tariff, """{"currency":"EUR","energy":{"prices":[{"priceKwh":0}]}}""");
        var token = Id("T");
        await TokenAsync(token, "{}");
        await using var free = await StationAsync(version, tariff);
        await using var unpriced = await Host.StationAsync(version);
        foreach (var (station, expected) in new[] { (free, (decimal?)0), (unpriced, null) })
        {
            var (script, from) = (new TransactionScript(version, 1, token), DateTimeOffset.UtcNow.AddMinutes(-30));
            await CallAsync(station, script.Started(from, 1000));
            var answer = await CallAsync(station, script.Ended(from.AddMinutes(20), 9000));
            Assert.Equal(expected, answer.TryGetProperty("totalCost", out var total) ? total.GetDecimal() : null);
        }
    }

    [Theory]
    [UseCase("I06", "2.0.1", "2.1")]
    [MemberData(nameof(Versions2))]
    public async Task Price_ThatChangesWhileSomeoneCharges_IsToldOnce(string version)
    {
        var (tariff, other) = (Id("STEPS"), Id("OTHER"));
        await TariffAsync(tariff, """{"currency":"EUR","energy":{"prices":[{"priceKwh":0.20,"conditions":{"maxEnergy":2000}},{"priceKwh":0.60}]}}""");
        await TariffAsync(other, """{"currency":"EUR","description":[{"format":"UTF8","language":"en","content":"Goodwill: 0.10 a kWh"}],"energy":{"prices":[{"priceKwh":0.10}]}}""");
        await using var station = await StationAsync(version, tariff);
        var token = Id("T");
        await TokenAsync(token, "{}");
        var (script, from) = (new TransactionScript(version, 1, token), DateTimeOffset.UtcNow.AddMinutes(-50));
        Assert.Contains("0.20 EUR/kWh", Message(await CallAsync(station, script.Started(from, 1000))).Word("content"), StringComparison.Ordinal);
        Assert.Null(Updated(await CallAsync(station, script.Sample(from.AddMinutes(10), 2000))));
        var changed = await CallAsync(station, script.Sample(from.AddMinutes(20), 4000));
        Assert.Contains("0.60 EUR/kWh", Updated(changed), StringComparison.Ordinal);
        Assert.Equal(1.00m, Total(changed)); // two at 0.20, one at 0.60
        Assert.Null(Updated(await CallAsync(station, script.Sample(from.AddMinutes(25), 4000))));

        // Somebody gives another price to this session: from now on, and the driver reads it.
        var session = await SessionAsync(station);
        var path = $"/api/v1/sessions/{session.GetProperty("id")}/price";
        (await Host.PutAsync(path, """{"tariffId":"NONE-SUCH"}""")).IsProblem(HttpStatusCode.BadRequest);
        (await Host.PutAsync(path, $$"""{"tariffId":"{{other}}"}""", await Host.KeyAsync(["sessions.read", "tariffs.read"]))).IsProblem(HttpStatusCode.Forbidden);
        Assert.Equal(other, (await Host.PutAsync(path, $$"""{"tariffId":"{{other}}"}""")).Is(HttpStatusCode.OK)["cost.tariffId"].GetString());
        Assert.Contains(await Host.AuditAsync(), entry => entry.Action == "session.price");
        (await Host.DeleteAsync($"/api/v1/tariffs/{other}")).IsProblem(HttpStatusCode.Conflict); // nobody else was ever given it
        Assert.Equal("Goodwill: 0.10 a kWh", Updated(await CallAsync(station, script.Sample(DateTimeOffset.UtcNow, 4000))));
        var end = await CallAsync(station, script.Ended(DateTimeOffset.UtcNow, 6000));
        Assert.Equal((1.20m, null), (Total(end), Updated(end)));
        (await Host.PutAsync(path, $$"""{"tariffId":"{{other}}"}""")).IsProblem(HttpStatusCode.Conflict);
    }

    [Fact]
    [UseCase("I08", "2.1")]
    public async Task TariffOfTheDriver_GoesToAStationThatReckons_ToTheLetter()
    {
        var (place, own, group, night) = (Id("PLACE"), Id("OWN"), Id("GROUP"), Id("NIGHT"));
        await TariffAsync(place, """{"currency":"EUR","energy":{"prices":[{"priceKwh":0.50}]}}""");
        await TariffAsync(own, """{"currency":"EUR","energy":{"prices":[{"priceKwh":0.2500}]}}""");
        await TariffAsync(night, """{"currency":"EUR","energy":{"prices":[{"priceKwh":0.1,"conditions":{"startTimeOfDay":"22:00","endTimeOfDay":"06:00"}},{"priceKwh":0.4}]}}""");
        var drivers = Id("G");
        await TariffAsync(group, """{"currency":"EUR","energy":{"prices":[{"priceKwh":0.30}]}}""", $$""" ,"groups":["{{drivers}}"] """);
        var (guest, staff, member, owl) = (Id("T"), Id("T"), Id("T"), Id("T"));
        await TokenAsync(guest, "{}");
        await TokenAsync(staff, $$"""{"tariffId":"{{own}}","groupId":"{{drivers}}"}""");
        await TokenAsync(member, $$"""{"groupId":"{{drivers}}"}""");
        await TokenAsync(owl, $$"""{"tariffId":"{{night}}"}""");
        await using var station = await StationAsync("ocpp2.1", place);
        Assert.Null(Tariff(await AuthorizeAsync(station, staff))); // it has not said that it reckons

        await TellAsync(station, "Available", "true");
        await TellAsync(station, "Enabled", "true");
        var sent = Tariff(await AuthorizeAsync(station, staff))!.Value;
        Assert.Equal((own, "0.2500"), (sent.Word("tariffId"), sent.GetProperty("energy").GetProperty("prices")[0].GetProperty("priceKwh").GetRawText()));
        Assert.Equal(group, Tariff(await AuthorizeAsync(station, member))?.Word("tariffId"));
        Assert.Null(Tariff(await AuthorizeAsync(station, guest))); // that of the place is the station's default (I07)
        Assert.Equal(night, Tariff(await AuthorizeAsync(station, owl))?.Word("tariffId"));

        // What it cannot reckon is not sent; the driver reads the price all the same, and pays it.
        await TellAsync(station, "ConditionsSupported", "false");
        var answer = await AuthorizeAsync(station, owl);
        Assert.Null(Tariff(answer));
        Assert.Contains("EUR/kWh", Message(answer).Word("content"), StringComparison.Ordinal);

        await using var older = await StationAsync("ocpp2.0.1", place);
        await TellAsync(older, "Enabled", "true");
        Assert.Null(Tariff(await AuthorizeAsync(older, staff)));
    }

    [Fact]
    [UseCase("C23", "2.1")]
    public async Task Amount_ThatARunningPaymentMayCost_GrowsAndIsKept()
    {
        var tariff = Id("ADHOC");
        await TariffAsync(tariff, """{"currency":"EUR","energy":{"prices":[{"priceKwh":1}]}}""");
        await using var station = await StationAsync("ocpp2.1", tariff);
        var (script, from) = (new TransactionScript("ocpp2.1", 1, Id("PSP")), DateTimeOffset.UtcNow.AddMinutes(-30));
        await CallAsync(station, script.Started(from, 0).With(payload =>
        {
            payload["idToken"]!["type"] = "DirectPayment";
            payload["transactionInfo"]!["transactionLimit"] = new JsonObject { ["maxCost"] = 10 };
        }));

        // The running cost tells the station that the amount is nearly used up; the provider gives more, and it says so.
        var near = await CallAsync(station, script.Sample(from.AddMinutes(10), 9500));
        Assert.Equal((9.50m, false), (Total(near), near.TryGetProperty("transactionLimit", out _)));
        var grown = await CallAsync(station, script.Event("Updated", "LimitSet", from.AddMinutes(11), change: payload => payload["transactionInfo"]!["transactionLimit"] = new JsonObject { ["maxCost"] = 25 }));
        Assert.False(grown.TryGetProperty("transactionLimit", out _)); // nobody wants less of it
        Assert.Equal(25, (await SessionAsync(station)).GetProperty("limit").GetProperty("maxCost").GetDecimal());
        Assert.Equal(12m, Total(await CallAsync(station, script.Ended(from.AddMinutes(20), 12_000))));
        Assert.Equal(25, (await SessionAsync(station)).GetProperty("limit").GetProperty("maxCost").GetDecimal());
        Assert.Contains((await Host.GetAsync($"/api/v1/sessions/{(await SessionAsync(station)).GetProperty("id")}/events")).Is(HttpStatusCode.OK)["items"].EnumerateArray(), entry => entry.Word("triggerReason") == "LimitSet");

        // Where the payment is ours (on the web), we want the higher amount, and the station takes it.
        var web = new TransactionScript("ocpp2.1", 1, Id("PSP"));
        await CallAsync(station, web.Started(from.AddMinutes(21), 12_000).With(payload => payload["idToken"]!["type"] = "DirectPayment"));
        var path = $"/api/v1/sessions/{(await SessionAsync(station)).GetProperty("id")}/limit";
        foreach (var amount in (int[])[20, 40])
        {
            (await Host.PutAsync(path, $$"""{"maxCost":{{amount}}}""")).Is(HttpStatusCode.OK);
            var told = await CallAsync(station, web.Sample(from.AddMinutes(21 + (amount / 20)), 12_000 + (amount * 10)));
            Assert.Equal(amount, told.GetProperty("transactionLimit").GetProperty("maxCost").GetDecimal());
            await CallAsync(station, web.Event("Updated", "LimitSet", from.AddMinutes(22 + (amount / 20)), change: payload => payload["transactionInfo"]!["transactionLimit"] = new JsonObject { ["maxCost"] = amount }));
        }
    }

    private static string Id(string word) => $"{word}-{Guid.NewGuid().ToString("N")[..10]}".ToUpperInvariant();

    private async Task TariffAsync(string id, string tariff, string more = "") =>
        Entered(await Host.PutAsync($"/api/v1/tariffs/{id}", $$"""{"name":"{{id}}","tariff":{{tariff}}{{more}} }"""));

    private async Task TokenAsync(string token, string body) => Entered(await Host.PutAsync($"/api/v1/tokens/{token}", body));

    private static void Entered(ApiAnswer answer) => Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.Created, answer.Text);

    private async Task<OcppTalk> StationAsync(string version, string tariff)
    {
        var station = await Host.StationAsync(version);
        (await Host.PutAsync($"/api/v1/stations/{station.Id}", $$"""{"name":"{{station.Id}}","tariffId":"{{tariff}}"}""")).Is(HttpStatusCode.OK);
        return station;
    }

    private static Task<JsonElement> AuthorizeAsync(OcppTalk station, string token) => station.CallAsync("Authorize", $$$"""{"idToken":{"idToken":"{{{token}}}","type":"ISO14443"}}""");

    private static Task<JsonElement> CallAsync(OcppTalk station, ScriptedMessage message) => station.CallAsync(message.Action, message.Payload.ToJsonString());

    private static Task<JsonElement> TellAsync(OcppTalk station, string variable, string value) => station.CallAsync("NotifyReport",
        $$$"""{"requestId":1,"seqNo":0,"generatedAt":"2026-11-29T08:00:00Z","reportData":[{"component":{"name":"TariffCostCtrlr"},"variable":{"name":"{{{variable}}}","instance":"Tariff"},"variableAttribute":[{"value":"{{{value}}}"}]}]}""");

    private async Task<JsonElement> SessionAsync(OcppTalk station) => (await Host.GetAsync($"/api/v1/sessions?station={station.Id}")).Is(HttpStatusCode.OK)["items"][0];

    private static JsonElement Message(JsonElement answer) => answer.GetProperty("idTokenInfo").GetProperty("personalMessage");

    private static decimal Total(JsonElement answer) => answer.GetProperty("totalCost").GetDecimal();

    private static string? Updated(JsonElement answer) => answer.TryGetProperty("updatedPersonalMessage", out var text) ? text.Word("content") : null;

    private static JsonElement? Tariff(JsonElement answer) => answer.TryGetProperty("tariff", out var tariff) ? tariff : null;
}

file static class Words
{
    public static string? Word(this JsonElement of, string member) => of.GetProperty(member).GetString();
}
