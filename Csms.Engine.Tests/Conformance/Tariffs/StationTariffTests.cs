using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Tests.Api;
using Csms.Engine.Tests.Conformance.Charging;
using Csms.Engine.Tests.Support;
using Csms.Simulator.Station;
using Csms.Simulator.Vehicle;

namespace Csms.Engine.Tests.Conformance.Tariffs;

/// <summary>Tariffs that a station reckons with itself (2.1, block I), over REST and a real socket.</summary>
public sealed class StationTariffTests(ApiHost host) : ChargingTest(host)
{
    private const string Version = "ocpp2.1";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private const string Yes = """{"status":"Accepted"}""";
    private const string Priced = """
        "currency":"EUR","energy":{"prices":[{"priceKwh":0.10,"conditions":{"startTimeOfDay":"22:00","endTimeOfDay":"06:00"}},{"priceKwh":0.4950}],"taxRates":[{"type":"VAT","tax":19}]},"idleTime":{"prices":[{"priceMinute":0.10}]}
        """;

    [Fact]
    [UseCase("I07", "2.1")]
    public async Task DefaultTariff_GoesOutToTheLetter_AndIsKnownAsTheStationTookIt()
    {
        await using var station = await Host.StationAsync(Version);
        await StationAsync(station);
        var (sent, _) = await SetAsync(station, 0, Tariff("T1"), Yes);
        Assert.Equal("0.4950", sent.GetProperty("tariff").GetProperty("energy").GetProperty("prices")[1].GetProperty("priceKwh").GetRawText());

        // At one EVSE another one takes its place; one that begins later stands beside it.
        await SetAsync(station, 2, Tariff("T2"), Yes);
        await SetAsync(station, 1, Tariff("T3", ""","validFrom":"2099-01-01T00:00:00Z" """), Yes);
        Assert.Equal("T1@1 T2@2 T3@1", await HeldAsync(station, "held"));

        await SetAsync(station, 1, Tariff("T2"), """{"status":"DuplicateTariffId","statusInfo":{"reasonCode":"Duplicate","additionalInfo":"T2 is here"}}""");
        await SetAsync(station, 1, Tariff("T9"), """{"status":"TooManyElements"}""");
        Assert.Equal("T9@1 T2@1", await HeldAsync(station, "refused"));
        var refused = (await ReadAsync(station, "tariffs"))["items"].EnumerateArray().Last();
        Assert.Equal(("DuplicateTariffId", "Duplicate: T2 is here", true), (refused.GetProperty("status").GetString(), refused.GetProperty("reason").GetString(), refused.GetProperty("by").GetString()!.Contains("key", StringComparison.Ordinal)));

        // Taken after all, it is refused no more.
        await SetAsync(station, 0, Tariff("T9"), Yes);
        Assert.Equal("T9@1,2 T3@1", await HeldAsync(station, "held"));
        Assert.Equal("T2@1", await HeldAsync(station, "refused"));
        Assert.Equal("0.4950", (await ReadAsync(station, "tariffs"))["items.0.tariff.energy.prices.1.priceKwh"].GetRawText());
    }

    [Fact]
    [UseCase("I09", "2.1")]
    public async Task Tariffs_ThatTheStationTells_TakeThePlaceOfWhatWasKnown()
    {
        await using var station = await Host.StationAsync(Version);
        await StationAsync(station);
        await SetAsync(station, 0, Tariff("T1"), Yes);
        await SetAsync(station, 2, Tariff("T2"), Yes);

        var told = """{"status":"Accepted","tariffAssignments":[{"tariffId":"T2","tariffKind":"DefaultTariff","evseIds":[2]},{"tariffId":"FOUND","tariffKind":"DefaultTariff","evseIds":[1],"validFrom":"2026-01-01T00:00:00Z"},{"tariffId":"D1","tariffKind":"DriverTariff","idTokens":["04SECRET"],"evseIds":[1]}]}""";
        await CallAsync(station, Host.PostAsync($"/api/v1/stations/{station.Id}/tariffs/read"), "GetTariffs", told);
        Assert.Equal("FOUND@1 T2@2 D1@1", await HeldAsync(station, "held"));
        var items = (await ReadAsync(station, "tariffs"))["items"];
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Object), (items[0].GetProperty("tariff").ValueKind, items[1].GetProperty("tariff").ValueKind));
        Assert.Equal("04SECRET", items[2].GetProperty("idTokens")[0].GetString());

        // Whose a tariff is, is personal.
        var viewer = await Host.KeyAsync(["stations.read"]);
        Assert.DoesNotContain("04SECRET", (await Host.GetAsync($"/api/v1/stations/{station.Id}/tariffs", viewer)).Is(HttpStatusCode.OK).Text, StringComparison.Ordinal);

        await GiveAsync(station, "GetTariffs", """{"evseId":2}""", """{"status":"NoTariff"}""");
        Assert.Equal("FOUND@1 D1@1", await HeldAsync(station, "held"));
        await CallAsync(station, Host.PostAsync($"/api/v1/stations/{station.Id}/tariffs/read"), "GetTariffs", """{"status":"NoTariff"}""");
        Assert.Equal("", await HeldAsync(station, "held"));
    }

    [Fact]
    [UseCase("I10", "2.1")]
    public async Task Tariffs_Cleared_AreGone_OneAtAnEvseOrAll()
    {
        await using var station = await Host.StationAsync(Version);
        await StationAsync(station);
        await SetAsync(station, 0, Tariff("T1"), Yes);
        await SetAsync(station, 0, Tariff("T2", ""","validFrom":"2099-01-01T00:00:00Z" """), Yes);

        var sent = await CallAsync(station, Host.DeleteAsync($"/api/v1/stations/{station.Id}/tariffs/T1?evse=1"), "ClearTariffs", """{"clearTariffsResult":[{"tariffId":"T1","status":"Accepted"}]}""");
        Assert.Equal("""{"tariffIds":["T1"],"evseId":1}""", sent.GetRawText());
        Assert.Equal("T1@2 T2@1,2", await HeldAsync(station, "held"));
        await CallAsync(station, Host.DeleteAsync($"/api/v1/stations/{station.Id}/tariffs/T2"), "ClearTariffs", """{"clearTariffsResult":[{"tariffId":"T2","status":"Rejected"}]}""");
        Assert.Equal("T1@2 T2@1,2", await HeldAsync(station, "held"));
        await CallAsync(station, Host.DeleteAsync($"/api/v1/stations/{station.Id}/tariffs"), "ClearTariffs", """{"clearTariffsResult":[{"tariffId":"T1","status":"Accepted"},{"tariffId":"T2","status":"Accepted"}]}""");
        Assert.Equal("", await HeldAsync(station, "held"));
    }

    [Fact]
    [UseCase("I11", "2.1")]
    public async Task Tariff_OfARunningSession_IsChanged_AndGoesWithIt()
    {
        await using var station = await Host.StationAsync(Version);
        var transaction = await StartAsync(station, Version);
        var session = (await SessionAsync(station)).GetProperty("id").GetInt64();
        var path = $"/api/v1/sessions/{session}/tariff";

        await CallAsync(station, Host.PutAsync(path, $$"""{"tariff":{{Tariff("TX")}}}"""), "ChangeTransactionTariff", """{"status":"NoCurrencyChange"}""");
        var sent = await CallAsync(station, Host.PutAsync(path, $$"""{"tariff":{{Tariff("TX")}}}"""), "ChangeTransactionTariff", Yes);
        Assert.Equal(transaction, sent.GetProperty("transactionId").GetString());
        var held = (await ReadAsync(station, "tariffs"))["items.0"];
        Assert.Equal(("TX", "TransactionTariff", transaction), (held.GetProperty("tariffId").GetString(), held.GetProperty("kind").GetString(), held.GetProperty("transactionId").GetString()));

        var change = new TransactionScript(Version, 1, "04A1B2C3") { TransactionId = transaction };
        change.Event("Updated", "MeterValuePeriodic", DateTimeOffset.UtcNow);
        var message = change.Event("Updated", "TariffChanged", DateTimeOffset.UtcNow, change: payload => payload["transactionInfo"]!["tariffId"] = "TX");
        await station.CallAsync(message.Action, message.Payload.ToJsonString());
        Assert.Equal("TX", (await SessionAsync(station)).GetProperty("stationTariffId").GetString());

        message = change.Ended(DateTimeOffset.UtcNow, 2000);
        await station.CallAsync(message.Action, message.Payload.ToJsonString());
        Assert.Equal("", await HeldAsync(station, "held"));
        (await Host.PutAsync(path, $$"""{"tariff":{{Tariff("TX")}}}""")).IsProblem(HttpStatusCode.Conflict);
    }

    [Fact]
    [UseCase("I12", "2.1")]
    public async Task CostOfTheStation_IsKeptToTheLastDigit_AndIsItsWord()
    {
        await using var station = await Host.StationAsync(Version);
        var script = new TransactionScript(Version, 1, "04A1B2C3");
        var start = script.Started(DateTimeOffset.UtcNow.AddMinutes(-2), 1000);
        await station.CallAsync(start.Action, start.Payload.ToJsonString());
        var running = script.Event("Updated", "RunningCost", DateTimeOffset.UtcNow.AddMinutes(-1), 1500, change: payload => Cost(payload, """{"totalCost":{"currency":"EUR","typeOfCost":"NormalCost","energy":{"exclTax":0.24750},"total":{"exclTax":0.24750}},"totalUsage":{"energy":500,"chargingTime":60,"idleTime":0}}"""));
        await station.CallAsync(running.Action, running.Payload.ToJsonString());
        var cost = (await SessionAsync(station)).GetProperty("stationCost");
        Assert.Equal(("0.24750", 500, 0), (cost.GetProperty("total").GetProperty("exclTax").GetRawText(), cost.GetProperty("usedEnergyWh").GetInt32(), cost.GetProperty("periods").GetArrayLength()));

        var end = script.Event("Ended", "StopAuthorized", DateTimeOffset.UtcNow, 2000, "Transaction.End", payload =>
        {
            payload["transactionInfo"]!["stoppedReason"] = "Local";
            payload["transactionInfo"]!["tariffId"] = "T1";
            Cost(payload, """{"chargingPeriods":[{"startPeriod":"2026-11-29T08:00:00Z","tariffId":"T1","dimensions":[{"type":"Energy","volume":1000.5},{"type":"IdleTIme","volume":30}]}],"totalCost":{"currency":"EUR","typeOfCost":"MaxCost","fixed":{"exclTax":0.10,"inclTax":0.119,"taxRates":[{"type":"VAT","tax":19.0}]},"total":{"exclTax":123456789.123456789,"inclTax":0.120}},"totalUsage":{"energy":1000.5,"chargingTime":120,"idleTime":30},"failureToCalculate":true,"failureReason":"Clock was lost"}""");
        });
        await station.CallAsync(end.Action, end.Payload.ToJsonString());

        // From the store: samples alone keep nothing, this does.
        var session = await SessionAsync(station);
        cost = session.GetProperty("stationCost");
        Assert.Equal("T1", session.GetProperty("stationTariffId").GetString());
        Assert.Equal(("123456789.123456789", "0.120", "MaxCost"), (cost.GetProperty("total").GetProperty("exclTax").GetRawText(), cost.GetProperty("total").GetProperty("inclTax").GetRawText(), cost.GetProperty("typeOfCost").GetString()));
        Assert.Equal(("VAT", "1000.5", "IdleTIme"), (cost.GetProperty("fixed").GetProperty("taxRates")[0].GetProperty("type").GetString(), cost.GetProperty("periods")[0].GetProperty("dimensions")[0].GetProperty("volume").GetRawText(), cost.GetProperty("periods")[0].GetProperty("dimensions")[1].GetProperty("type").GetString()));
        Assert.Equal((true, "Clock was lost"), (cost.GetProperty("failedToCalculate").GetBoolean(), cost.GetProperty("failureReason").GetString()));
        Assert.Equal(1000, session.GetProperty("energyWh").GetInt32()); // our own account
    }

    [Fact]
    public async Task Tariff_ThatIsNone_OrThatTheStationCantDo_IsRefusedWithTheMember()
    {
        await using var station = await Host.StationAsync(Version);
        var path = $"/api/v1/stations/{station.Id}/tariffs";
        (await Host.PostAsync(path, "{}")).IsProblem(HttpStatusCode.BadRequest);
        var wrong = (await Host.PostAsync(path, """{"evseId":1,"tariff":{"tariffId":"","currency":"euro","energy":{"prices":[{"priceKwh":1,"conditions":{"startTimeOfDay":"24:30"}}]},"minCost":{"exclTax":5},"maxCost":{"exclTax":4}}}""")).IsProblem(HttpStatusCode.BadRequest);
        Assert.Equal(["tariff.currency", "tariff.energy.prices[0].conditions.startTimeOfDay", "tariff.minCost", "tariff.tariffId"], wrong["errors"].EnumerateObject().Select(each => each.Name).Order());
        (await Host.PostAsync(path, """{"tariff":{"tariffId":"T","currency":"EUR","energy":{"prices":"free"}}}""")).IsProblem(HttpStatusCode.BadRequest);

        // As the station tells of itself (TariffCostCtrlr).
        await station.CallAsync("NotifyReport", $$"""{"requestId":1,"seqNo":0,"generatedAt":"2026-11-29T08:00:00Z","reportData":[{{Variable("MaxElements", "1")}},{{Variable("ConditionsSupported", "false")}},{{Variable("Enabled", "true")}}]}""");
        var limited = (await Host.PostAsync(path, $$"""{"tariff":{{Tariff("T1")}}}""")).IsProblem(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["tooManyElements", "conditionsNotSupported"], limited["faults"].EnumerateArray().Select(fault => fault.GetProperty("code").GetString()));
        await CallAsync(station, Host.PostAsync(path + "?force=true", $$"""{"tariff":{{Tariff("T1")}}}"""), "SetDefaultTariff", """{"status":"ConditionNotSupported"}""");

        await using var older = await Host.StationAsync("ocpp2.0.1");
        (await Host.PostAsync($"/api/v1/stations/{older.Id}/tariffs", $$"""{"tariff":{{Tariff("T1")}}}""")).IsProblem(HttpStatusCode.UnprocessableEntity);

        // Prices are not an operator's.
        var others = await Host.KeyAsync(["stations.read", "sessions.read", "stations.command.config"]);
        (await Host.PostAsync(path, $$"""{"tariff":{{Tariff("T1")}}}""", others)).IsProblem(HttpStatusCode.Forbidden);
        (await Host.PostAsync($"/api/v1/stations/{station.Id}/commands/SetDefaultTariff", $$"""{"evseId":0,"tariff":{{Tariff("T1")}}}""", others)).IsProblem(HttpStatusCode.Forbidden);
    }

    /// <summary>The simulated station keeps what it is given, reckons with it and says what it can do.</summary>
    [Fact]
    [UseCase("I07", "2.1")]
    [UseCase("I11", "2.1")]
    [UseCase("I12", "2.1")]
    public async Task SimulatedStation_ReckonsByItsTariff_AndByTheOneItIsChangedTo()
    {
        var id = Host.NewId("TARIFF");
        await Host.PutAsync($"/api/v1/stations/{id}", $$"""{"name":"{{id}}"}""");
        await Host.PutAsync("/api/v1/tokens/04A1B2C3", "{}");
        await using var station = new VirtualStation(new StationOptions { Id = id, Url = new Uri(new UriBuilder(Host.Address) { Scheme = "ws" }.Uri, "/ocpp"), Version = OcppVersion.V21, Speed = 60, MeterInterval = TimeSpan.FromSeconds(60) });
        await station.ConnectAndBootAsync(Deadline);
        Conversations.Note(station);
        var path = $"/api/v1/stations/{id}/tariffs";
        async Task<string?> SetAsync(string body) => (await Host.PostAsync(path + "?force=true", body)).Is(HttpStatusCode.OK).Word("status");

        Assert.Equal("NoTariff", (await Host.PostAsync(path + "/read")).Is(HttpStatusCode.OK).Word("status"));
        Assert.Equal("Accepted", await SetAsync("""{"tariff":{"tariffId":"DAY","currency":"EUR","energy":{"prices":[{"priceKwh":0.50}],"taxRates":[{"type":"VAT","tax":20}]},"fixedFee":{"prices":[{"priceFixed":1.00}]}}}"""));
        Assert.Equal("DuplicateTariffId", await SetAsync("""{"evseId":1,"tariff":{"tariffId":"DAY","currency":"EUR","energy":{"prices":[{"priceKwh":0.60}]}}}"""));
        Assert.Equal("ConditionNotSupported", await SetAsync("""{"tariff":{"tariffId":"X","currency":"EUR","energy":{"prices":[{"priceKwh":1,"conditions":{"minPower":1000}}]}}}"""));
        var many = string.Join(",", Enumerable.Repeat("""{"priceKwh":1}""", 11));
        Assert.Equal("TooManyElements", await SetAsync("""{"tariff":{"tariffId":"Y","currency":"EUR","energy":{"prices":[MANY]}}}""".Replace("MANY", many, StringComparison.Ordinal)));
        Assert.Equal("Accepted", (await Host.PostAsync(path + "/read")).Is(HttpStatusCode.OK).Word("status"));
        Assert.Equal("DAY", Assert.Single((await Host.GetAsync(path))["items"].EnumerateArray(), item => item.GetProperty("state").GetString() == "held").GetProperty("tariffId").GetString());

        await station.PlugInAsync(1, VehicleCatalogue.Create("suv"));
        await station.TapAsync(1, new IdToken("04A1B2C3"));
        var running = await CostAsync(id, cost => cost.GetProperty("energy").GetProperty("exclTax").GetDecimal() > 0);
        Assert.Equal(1.00m, running.GetProperty("stationCost").GetProperty("fixed").GetProperty("exclTax").GetDecimal());
        var session = $"/api/v1/sessions/{running.GetProperty("id")}/tariff";
        Assert.Equal("NoCurrencyChange", (await Host.PutAsync(session + "?force=true", """{"tariff":{"tariffId":"N","currency":"CHF","energy":{"prices":[{"priceKwh":1}]}}}""")).Is(HttpStatusCode.OK).Word("status"));
        Assert.Equal("Accepted", (await Host.PutAsync(session, """{"tariff":{"tariffId":"NIGHT","currency":"EUR","energy":{"prices":[{"priceKwh":0.10}]}}}""")).Is(HttpStatusCode.OK).Word("status"));
        await station.UnplugAsync(1);
        await station.WaitUntilDeliveredAsync(Deadline);

        // Cleared, nothing is reckoned any more.
        var ended = await CostAsync(id, cost => cost.GetProperty("periods").GetArrayLength() > 0);
        var told = ended.GetProperty("stationCost");
        Assert.Equal(("NIGHT", "DAY NIGHT"), (ended.GetProperty("stationTariffId").GetString(), string.Join(" ", told.GetProperty("periods").EnumerateArray().Select(period => period.GetProperty("tariffId").GetString()))));
        Assert.Equal(ended.GetProperty("energyWh").GetDecimal(), told.GetProperty("usedEnergyWh").GetDecimal());
        Assert.True(told.GetProperty("energy").GetProperty("inclTax").GetDecimal() > told.GetProperty("energy").GetProperty("exclTax").GetDecimal());
        Assert.Equal("Accepted", (await Host.DeleteAsync(path)).Is(HttpStatusCode.OK).Word("status"));
        Assert.Equal("NoTariff", (await Host.PostAsync(path + "/read")).Is(HttpStatusCode.OK).Word("status"));
        Assert.Empty(station.Record.Faults);

        // Switched off, it says so in its own words.
        await Host.CommandAsync(id, "SetVariables", """{"setVariableData":[{"attributeValue":"false","component":{"name":"TariffCostCtrlr"},"variable":{"name":"Enabled","instance":"Tariff"}}]}""");
        (await Host.PostAsync(path, $$"""{"tariff":{{Tariff("OFF")}}}""")).IsProblem(HttpStatusCode.UnprocessableEntity);
        Assert.Equal("NotSupported", (await Host.PostAsync(path + "?force=true", $$"""{"tariff":{{Tariff("OFF")}}}""")).IsProblem(HttpStatusCode.UnprocessableEntity).Word("ocppError"));
    }

    /// <summary>The session of a station, once its cost is so.</summary>
    private async Task<JsonElement> CostAsync(string station, Func<JsonElement, bool> met)
    {
        JsonElement session = default;
        await Eventually.TrueAsync(async () =>
        {
            var items = (await Host.GetAsync($"/api/v1/sessions?station={station}")).Is(HttpStatusCode.OK)["items"];
            return items.GetArrayLength() > 0 && (session = items[0]).TryGetProperty("stationCost", out var cost) && met(cost);
        }, "the station's cost");
        return session;
    }

    private static string Tariff(string id, string more = "") => $$"""{"tariffId":"{{id}}",{{Priced}}{{more}}}""";

    private static string Variable(string name, string value) =>
        $$"""{"component":{"name":"TariffCostCtrlr"},"variable":{"name":"{{name}}","instance":"Tariff"},"variableAttribute":[{"value":"{{value}}"}]}""";

    private static void Cost(JsonObject payload, string details) => payload["costDetails"] = JsonNode.Parse(details);

    /// <summary>Two EVSEs are known.</summary>
    private static async Task StationAsync(OcppTalk station)
    {
        foreach (var evse in (int[])[1, 2]) await station.CallAsync("StatusNotification", $$"""{"timestamp":"2026-11-29T08:00:00Z","connectorStatus":"Available","evseId":{{evse}},"connectorId":1}""");
    }

    private Task<(JsonElement Sent, ApiAnswer Answer)> SetAsync(OcppTalk station, int evse, string tariff, string answer) =>
        BothAsync(station, Host.PostAsync($"/api/v1/stations/{station.Id}/tariffs", $$"""{"evseId":{{evse}},"tariff":{{tariff}}}"""), "SetDefaultTariff", answer);

    private static async Task<JsonElement> CallAsync(OcppTalk station, Task<ApiAnswer> given, string action, string answer) => (await BothAsync(station, given, action, answer)).Sent;

    private static async Task<(JsonElement Sent, ApiAnswer Answer)> BothAsync(OcppTalk station, Task<ApiAnswer> given, string action, string answer)
    {
        var sent = await station.AnswerAsync(action, answer);
        return (sent, (await given).Is(HttpStatusCode.OK));
    }

    private async Task<JsonElement> SessionAsync(OcppTalk station) => (await Host.GetAsync($"/api/v1/sessions?station={station.Id}")).Is(HttpStatusCode.OK)["items.0"];

    /// <summary>"T1@1,2": identity and EVSEs.</summary>
    private async Task<string> HeldAsync(OcppTalk station, string state) => string.Join(" ", (await ReadAsync(station, "tariffs"))["items"].EnumerateArray()
        .Where(item => item.GetProperty("state").GetString() == state)
        .Select(item => $"{item.GetProperty("tariffId").GetString()}@{string.Join(",", item.GetProperty("evseIds").EnumerateArray())}"));
}
