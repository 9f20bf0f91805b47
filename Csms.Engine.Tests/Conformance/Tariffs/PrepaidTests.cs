using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Stations;
using Csms.Engine.Tariffs;
using Csms.Engine.Tests.Api;
using Csms.Engine.Tests.Conformance.Charging;
using Csms.Engine.Tests.Support;
using Csms.Engine.Units;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Csms.Engine.Tests.Conformance.Tariffs;

/// <summary>Prepaid cards: what is on them limits a charge, and the charge is taken from them; over REST and a real socket.</summary>
public sealed class PrepaidTests(ApiHost host) : ChargingTest(host)
{
    [Fact]
    [UseCase("C17", "2.1")]
    public async Task Card_LimitsItsCharges_PaysThemOnce_AndWithNothingLeftStartsNone()
    {
        var (tariff, card) = (await TariffAsync(), Id("CARD"));
        await TokenAsync(card);
        await using var one = await StationAsync(tariff);
        await using var other = await StationAsync(tariff);
        Assert.Equal("Accepted", await VerdictAsync(one, card)); // not prepaid yet
        Assert.False((await CreditAsync(card))["prepaid"].GetBoolean());
        (await PayAsync(card, "10", "EUR")).Is(HttpStatusCode.Created);

        // The first charge may cost all of it, the second what the first has left.
        var (first, from) = (new TransactionScript("ocpp2.1", 1, card), DateTimeOffset.UtcNow.AddMinutes(-30));
        Assert.Equal(10, MaxCost(await CallAsync(one, first.Started(from, 0))));
        await CallAsync(one, first.Sample(from.AddMinutes(10), 4000));
        Assert.Equal("Accepted", await VerdictAsync(other, card));
        var second = new TransactionScript("ocpp2.1", 1, card);
        Assert.Equal(6, MaxCost(await CallAsync(other, second.Started(from.AddMinutes(11), 0))));
        var during = await CreditAsync(card);
        Assert.Equal((10m, 4m), (during["balance"].GetDecimal(), during["keptBack"].GetDecimal())); // nothing is paid before the end

        // The end pays, however often it is told.
        foreach (var _ in (int[])[1, 2]) await CallAsync(one, first.Ended(from.AddMinutes(20), 4500));
        var paid = await BalanceAsync(card, 5.5m);
        Assert.Equal(("charge", -4.5m), (paid.Word("items.0.kind"), paid["items.0.amount"].GetDecimal()));
        await CallAsync(other, second.Ended(from.AddMinutes(25), 5500));
        await BalanceAsync(card, 0);

        // Nothing is left: no price is told, none starts; a start that comes all the same is answered so too.
        var refused = await one.CallAsync("Authorize", Authorize(card));
        Assert.Equal("NoCredit", refused.GetProperty("idTokenInfo").GetProperty("status").GetString());
        Assert.False(refused.GetProperty("idTokenInfo").TryGetProperty("personalMessage", out _));
        await using var old = await Host.StationAsync("ocpp1.6");
        Assert.Equal("Blocked", (await old.CallAsync("Authorize", $$"""{"idTag":"{{card}}"}""")).GetProperty("idTagInfo").GetProperty("status").GetString());
        (await PayAsync(card, "0.01", "EUR")).Is(HttpStatusCode.Created);
        Assert.Equal("Accepted", await VerdictAsync(one, card));
    }

    [Fact]
    public async Task Credit_IsTheHighestLimitOfItsCharge_AndForWhoSeesTariffsAlone()
    {
        var (tariff, card) = (await TariffAsync(), Id("CARD"));
        await TokenAsync(card);
        (await PayAsync(card, "10", "EUR")).Is(HttpStatusCode.Created);
        await using var station = await StationAsync(tariff);
        await CallAsync(station, new TransactionScript("ocpp2.1", 1, card).Started(DateTimeOffset.UtcNow.AddMinutes(-5), 0));
        var path = $"/api/v1/sessions/{(await Host.GetAsync($"/api/v1/sessions?station={station.Id}")).Is(HttpStatusCode.OK)["items"][0].GetProperty("id").GetInt64()}";
        var operators = await Host.KeyAsync(["sessions.read", "sessions.stop", "stations.read"]);
        Assert.Equal(10, (await Host.GetAsync(path)).Is(HttpStatusCode.OK)["wantedLimit.maxCost"].GetDecimal());
        Assert.DoesNotContain("maxCost", (await Host.GetAsync(path, operators)).Is(HttpStatusCode.OK).Text, StringComparison.OrdinalIgnoreCase);

        foreach (var (body, expected) in new[] { ("""{"maxCost":1000}""", 10), ("""{"maxEnergy":5000}""", 10), ("""{"maxCost":4,"maxEnergy":5000}""", 4) })
        {
            Assert.DoesNotContain("maxCost", (await Host.PutAsync($"{path}/limit", body, operators)).Is(HttpStatusCode.OK).Text, StringComparison.OrdinalIgnoreCase);
            Assert.Equal(expected, (await Host.GetAsync(path)).Is(HttpStatusCode.OK)["wantedLimit.maxCost"].GetDecimal());
        }
    }

    [Fact]
    public async Task Charge_ThatWasPaidAndRunsAgain_IsNotCountedTwice()
    {
        var (tariff, card) = (await TariffAsync(), Id("CARD"));
        await TokenAsync(card);
        (await PayAsync(card, "10", "EUR")).Is(HttpStatusCode.Created);
        await using var station = await StationAsync(tariff);
        await using var other = await StationAsync(tariff);
        var (script, from) = (new TransactionScript("ocpp2.1", 1, card), DateTimeOffset.UtcNow.AddMinutes(-30));
        await CallAsync(station, script.Started(from, 0));
        await CallAsync(station, script.Sample(from.AddMinutes(10), 6000));
        await CallAsync(station, script.Status(from.AddMinutes(11), "Available"));
        Host.Services.GetRequiredService<StationDirectory>().Sweep(TimeSpan.Zero);
        await BalanceAsync(card, 4);

        await CallAsync(station, script.Sample(DateTimeOffset.UtcNow.AddSeconds(1), 7000)); // it was no end
        var credit = Host.Services.GetRequiredService<CreditBook>();
        await Eventually.TrueAsync(() => credit.AvailableTo(card, StationId.Parse(other.Id), 1, "EUR") == 3, "of 10, 7 are spent so far");
        await CallAsync(station, script.Ended(DateTimeOffset.UtcNow.AddSeconds(2), 7500));
        await BalanceAsync(card, 2.5m);
        Assert.Equal(2.5m, credit.AvailableTo(card, StationId.Parse(other.Id), 1, "EUR"));
    }

    [Fact]
    public async Task Station_ThatIsRemovedWhileACardCharges_EndsTheChargeFirst()
    {
        var (tariff, card) = (await TariffAsync(), Id("CARD"));
        await TokenAsync(card);
        (await PayAsync(card, "10", "EUR")).Is(HttpStatusCode.Created);
        await using var station = await StationAsync(tariff);
        var (script, from) = (new TransactionScript("ocpp2.1", 1, card), DateTimeOffset.UtcNow.AddMinutes(-30));
        await CallAsync(station, script.Started(from, 0));
        await CallAsync(station, script.Sample(from.AddMinutes(10), 4000));
        (await Host.DeleteAsync($"/api/v1/stations/{station.Id}")).Is(HttpStatusCode.NoContent);
        await BalanceAsync(card, 6);
    }

    [Fact]
    public async Task Card_ThatIsPaidInBetweenPluggingInAndShowingIt_PaysTheCharge()
    {
        var (place, own, card) = (await TariffAsync(), await TariffAsync(), Id("CARD"));
        (await Host.PutAsync($"/api/v1/tokens/{card}", $$"""{"tariffId":"{{own}}"}""")).Is(HttpStatusCode.Created);
        await using var station = await StationAsync(place);
        var (script, from) = (new TransactionScript("ocpp2.1", 1, card), DateTimeOffset.UtcNow.AddMinutes(-30));
        await CallAsync(station, script.Event("Started", "CablePluggedIn", from, 0, change: payload => payload["evse"] = new JsonObject { ["id"] = 1, ["connectorId"] = 1 }));
        (await PayAsync(card, "10", "EUR")).Is(HttpStatusCode.Created); // its first entry ever
        await CallAsync(station, script.Event("Updated", "Authorized", from.AddMinutes(1), 0, change: payload => payload["idToken"] = new JsonObject { ["idToken"] = card, ["type"] = "ISO14443" }));
        await CallAsync(station, script.Ended(from.AddMinutes(20), 4000));
        await BalanceAsync(card, 6);
    }

    [Fact]
    public async Task End_OfAChargeThatUsesTheCardUp_IsAnsweredTheSameAgain()
    {
        var (tariff, card) = (await TariffAsync(), Id("CARD"));
        await TokenAsync(card);
        (await PayAsync(card, "4", "EUR")).Is(HttpStatusCode.Created);
        await using var station = await StationAsync(tariff);
        var (script, from) = (new TransactionScript("ocpp2.1", 1, card), DateTimeOffset.UtcNow.AddMinutes(-30));
        await CallAsync(station, script.Started(from, 0));
        var end = script.Ended(from.AddMinutes(20), 3500, by: card);
        Assert.Equal("Accepted", (await CallAsync(station, end)).GetProperty("idTokenInfo").GetProperty("status").GetString());
        await BalanceAsync(card, 0.5m);
        await SqlAsync($"INSERT INTO csms.credit_entries (token_id, currency, amount, kind, at, actor) VALUES (lower('{card}'), 'EUR', -1, 'correction', now(), 'test')");
        await BalanceAsync(card, -0.5m);
        Assert.Equal("Accepted", (await CallAsync(station, end)).GetProperty("idTokenInfo").GetProperty("status").GetString());
    }

    [Fact]
    public async Task Correction_OfASession_AddsTheDifference_AndEntriesArePaged()
    {
        var (tariff, card) = (await TariffAsync(), Id("CARD"));
        await TokenAsync(card);
        (await PayAsync(card, "20", "EUR", "Paid at the desk")).Is(HttpStatusCode.Created);
        await using var station = await StationAsync(tariff);
        var (script, from) = (new TransactionScript("ocpp2.1", 1, card), DateTimeOffset.UtcNow.AddMinutes(-30));
        await CallAsync(station, script.Started(from, 0));
        await CallAsync(station, script.Ended(from.AddMinutes(20), 8000));
        await BalanceAsync(card, 12);
        var session = (await Host.GetAsync($"/api/v1/sessions?station={station.Id}")).Is(HttpStatusCode.OK)["items"][0].GetProperty("id").GetInt64();
        (await Host.PostAsync($"/api/v1/sessions/{session}/review", """{"decision":"flag","reason":"The meter is doubtful"}""")).Is(HttpStatusCode.OK);
        (await Host.PostAsync($"/api/v1/sessions/{session}/review", """{"decision":"correct","energyWh":5000,"reason":"Photo of the meter"}""")).Is(HttpStatusCode.OK);
        await BalanceAsync(card, 15);

        (await PayAsync(card, "-2.5", "EUR")).IsProblem(HttpStatusCode.BadRequest); // why?
        Assert.Equal("correction", (await PayAsync(card, "-2.5", "EUR", "Paid in twice")).Is(HttpStatusCode.Created).Word("kind"));
        var page = (await Host.GetAsync($"/api/v1/tokens/{card.ToLowerInvariant()}/credit?limit=3")).Is(HttpStatusCode.OK);
        Assert.Equal((true, "EUR", 12.5m), (page["prepaid"].GetBoolean(), page.Word("currency"), page["balance"].GetDecimal()));
        Assert.Equal([("correction", -2.5m, null), ("correction", 3m, session), ("charge", -8m, session)], Entries(page).ToArray());
        // Who does not see the site sees what was taken, not where.
        var elsewhere = (await Host.GetAsync($"/api/v1/tokens/{card}/credit?limit=3", await Host.KeyAsync(["tariffs.read", "sessions.read"], "SOME"))).Is(HttpStatusCode.OK);
        Assert.Equal([("correction", -2.5m, null), ("correction", 3m, null), ("charge", -8m, null)], Entries(elsewhere).ToArray());
        var rest = (await Host.GetAsync($"/api/v1/tokens/{card}/credit?limit=3&cursor={page.Word("next")}")).Is(HttpStatusCode.OK);
        Assert.Equal(("topUp", 20m, null), Assert.Single(Entries(rest)));
        Assert.Equal("Paid at the desk", rest.Word("items.0.reason"));
        Assert.Equal(JsonValueKind.Null, rest["next"].ValueKind);
        Assert.Contains(await Host.AuditAsync(), entry => entry is { Action: "token.credit", Reason: "Paid in twice" } && entry.SubjectId == card);

        // Whoever enters by hand, or on another node, is heard.
        await SqlAsync($"INSERT INTO csms.credit_entries (token_id, currency, amount, kind, at, actor) VALUES (lower('{card}'), 'EUR', 7.5, 'top-up', now(), 'test')");
        await BalanceAsync(card, 20);
        await Assert.ThrowsAsync<PostgresException>(() => SqlAsync($"UPDATE csms.credit_entries SET amount = 100 WHERE token_id = lower('{card}')"));
    }

    [Fact]
    public async Task Card_OfAnotherCurrency_PaysNothingThere()
    {
        var (tariff, card) = (await TariffAsync(), Id("CARD"));
        await TokenAsync(card);
        (await PayAsync(card, "10", "CHF")).Is(HttpStatusCode.Created);
        (await PayAsync(card, "10", "EUR")).IsProblem(HttpStatusCode.Conflict);
        await using var euro = await StationAsync(tariff);
        await using var unpriced = await Host.StationAsync("ocpp2.1");

        Assert.Equal("NoCredit", await VerdictAsync(euro, card));
        Assert.Equal("Accepted", await VerdictAsync(unpriced, card)); // costs nothing
    }

    [Theory]
    [InlineData("""{"currency":"EUR"}""", "amount")]
    [InlineData("""{"amount":0,"currency":"EUR"}""", "amount")]
    [InlineData("""{"amount":"5","currency":"EUR"}""", "amount")]
    [InlineData("""{"amount":1000000.01,"currency":"EUR"}""", "amount")]
    [InlineData("""{"amount":0.00001,"currency":"EUR"}""", "amount")]
    [InlineData("""{"amount":1.001,"currency":"EUR"}""", "amount")]
    [InlineData("""{"amount":1.5,"currency":"JPY"}""", "amount")]
    [InlineData("""{"amount":5}""", "currency")]
    [InlineData("""{"amount":5,"currency":"eur"}""", "currency")]
    public async Task Post_WhatIsWrong_IsNamed(string body, string member)
    {
        var card = Id("CARD");
        await TokenAsync(card);
        Assert.True((await Host.PostAsync($"/api/v1/tokens/{card}/credit", body)).IsProblem(HttpStatusCode.BadRequest)["errors"].TryGetProperty(member, out _));
        Assert.False((await CreditAsync(card))["prepaid"].GetBoolean());
    }

    [Fact]
    public async Task Credit_IsForWhoeverHoldsTheTariffsOfTheNetwork_AndForNoContract()
    {
        var (card, contract) = (Id("CARD"), $"DEXYZC{Guid.NewGuid().ToString("N")[..8].ToUpperInvariant()}");
        await TokenAsync(card);
        const string body = """{"amount":5,"currency":"EUR"}""";
        (await Host.PostAsync($"/api/v1/tokens/{card}/credit", body, await Host.KeyAsync(["tokens.write", "tariffs.read"]))).IsProblem(HttpStatusCode.Forbidden);
        (await Host.PostAsync($"/api/v1/tokens/{card}/credit", body, await Host.KeyAsync(["tariffs.write"], "SOME"))).IsProblem(HttpStatusCode.Forbidden);
        (await Host.GetAsync($"/api/v1/tokens/{card}/credit", await Host.KeyAsync(["tokens.read"]))).IsProblem(HttpStatusCode.Forbidden);
        (await Host.PostAsync($"/api/v1/tokens/{Id("NONE")}/credit", body)).IsProblem(HttpStatusCode.NotFound);
        (await Host.GetAsync($"/api/v1/tokens/{Id("NONE")}/credit")).IsProblem(HttpStatusCode.NotFound);
        (await Host.PutAsync($"/api/v1/tokens/{contract}", """{"type":"eMAID"}""")).Is(HttpStatusCode.Created);
        (await Host.PostAsync($"/api/v1/tokens/{contract}/credit", body)).IsProblem(HttpStatusCode.Conflict);
    }

    private static string Id(string word) => $"{word}-{Guid.NewGuid().ToString("N")[..10]}".ToUpperInvariant();

    private static string Authorize(string token) => $$$"""{"idToken":{"idToken":"{{{token}}}","type":"ISO14443"}}""";

    private static decimal MaxCost(JsonElement answer) => answer.GetProperty("transactionLimit").GetProperty("maxCost").GetDecimal();

    private static Task<JsonElement> CallAsync(OcppTalk station, ScriptedMessage message) => station.CallAsync(message.Action, message.Payload.ToJsonString());

    private static async Task<string?> VerdictAsync(OcppTalk station, string token) => (await station.CallAsync("Authorize", Authorize(token))).GetProperty("idTokenInfo").GetProperty("status").GetString();

    private static IEnumerable<(string?, decimal, long?)> Entries(ApiAnswer page) =>
        page["items"].EnumerateArray().Select(item => (item.GetProperty("kind").GetString(), item.GetProperty("amount").GetDecimal(), item.GetProperty("sessionId") is { ValueKind: JsonValueKind.Number } session ? session.GetInt64() : (long?)null));

    private async Task<string> TariffAsync()
    {
        var id = Id("ONE");
        (await Host.PutAsync($"/api/v1/tariffs/{id}", $$"""{"name":"{{id}}","tariff":{"currency":"EUR","energy":{"prices":[{"priceKwh":1}]} } }""")).Is(HttpStatusCode.Created);
        return id;
    }

    private async Task TokenAsync(string token) => (await Host.PutAsync($"/api/v1/tokens/{token}", "{}")).Is(HttpStatusCode.Created);

    private async Task<OcppTalk> StationAsync(string tariff)
    {
        var station = await Host.StationAsync("ocpp2.1");
        (await Host.PutAsync($"/api/v1/stations/{station.Id}", $$"""{"name":"{{station.Id}}","tariffId":"{{tariff}}"}""")).Is(HttpStatusCode.OK);
        return station;
    }

    private Task<ApiAnswer> PayAsync(string token, string amount, string currency, string? reason = null) =>
        Host.PostAsync($"/api/v1/tokens/{token}/credit", $$"""{"amount":{{amount}},"currency":"{{currency}}"{{(reason is null ? "" : $",\"reason\":\"{reason}\"")}} }""");

    private async Task<ApiAnswer> CreditAsync(string token) => (await Host.GetAsync($"/api/v1/tokens/{token}/credit")).Is(HttpStatusCode.OK);

    private async Task SqlAsync(string sql)
    {
        await using var command = Host.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The balance is read a moment after the commit that changed it.</summary>
    private async Task<ApiAnswer> BalanceAsync(string token, decimal amount)
    {
        await Eventually.TrueAsync(() => Host.Services.GetRequiredService<CreditBook>().Find(token)?.Amount == amount, $"{token} has {amount}");
        return await CreditAsync(token);
    }
}
