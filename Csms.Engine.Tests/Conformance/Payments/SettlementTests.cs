using System.Globalization;
using System.Net;
using System.Text.Json;
using Csms.Engine.Tests.Api;
using Csms.Engine.Tests.Support;
using Npgsql;

namespace Csms.Engine.Tests.Conformance.Payments;

/// <summary>Payments at terminals over a real socket: the token that was paid, and what became of the payment, as it is found over REST.</summary>
[Collection(PaymentCollection.Name)]
public sealed class SettlementTests(PaymentHost host)
{
    private const string Settlements = "/api/v1/settlements";

    private static readonly DateTimeOffset T0 = DateTimeOffset.UtcNow.AddMinutes(-5);

    [Fact]
    [UseCase("C18", "2.1")]
    [UseCase("C21", "2.1")]
    public async Task Payment_AtTheTerminal_ChargesAndIsSettledToTheLastDigit()
    {
        await using var station = await host.StationAsync("ocpp2.1");
        var start = await EventAsync(station, "Started", 0, "t-paid", "PSP-1");
        await EventAsync(station, "Ended", 1, "t-paid");

        var answer = await SettleAsync(station, "PSP-1", "Settled", "12.345678901234567890123456", "t-paid");
        var again = await SettleAsync(station, "PSP-1", "Settled", "12.345678901234567890123456", "t-paid");

        Assert.Equal("Accepted", start.GetProperty("idTokenInfo").GetProperty("status").GetString());
        var session = (await host.GetAsync($"/api/v1/sessions?station={station.Id}")).Is(HttpStatusCode.OK);
        Assert.Equal(("DirectPayment", 0), (session.Word("items.0.idTokenType"), session["items.0.flags"].GetArrayLength()));
        var one = (await host.GetAsync($"/api/v1/sessions/{session.Word("items.0.id")}")).Is(HttpStatusCode.OK);
        Assert.Equal(("12.345678901234567890123456", "settled", "EUR"), (one["payments.0.amount"].GetRawText(), one.Word("payments.0.status"), one.Word("payments.0.currency")));
        Assert.Equal("oddFraction", one.Word("payments.0.doubts.0"));
        var number = one.Word("payments.0.id");
        Assert.Equal((number, $"https://receipts.example.com/{station.Id}/{number}"), (answer.GetProperty("receiptId").GetString(), answer.GetProperty("receiptUrl").GetString()));
        Assert.Equal(answer.GetRawText(), again.GetRawText()); // told twice, kept once
        Assert.Equal(1, (await host.GetAsync($"{Settlements}?station={station.Id}&history=true"))["items"].GetArrayLength());
    }

    [Fact]
    [UseCase("C22", "2.1")]
    public async Task Settlement_RefusedThenSettled_IsFollowedOnTheSession()
    {
        await using var station = await host.StationAsync("ocpp2.1");
        await EventAsync(station, "Started", 0, "t-refused", "PSP-2");
        await EventAsync(station, "Ended", 1, "t-refused");

        await SettleAsync(station, "PSP-2", "Rejected", "7.5", "t-refused", T0.AddMinutes(2));
        var refused = await SessionAsync(station);
        await SettleAsync(station, "PSP-2", "Settled", "7.50", "t-refused", T0.AddMinutes(4), """, "receiptId":"R-1","receiptUrl":"javascript:alert(1)" """);
        await SettleAsync(station, "PSP-2", "Failed", "7.5", "t-refused", T0.AddMinutes(1)); // kept by the station, told late: it is not the last word
        var paid = await SessionAsync(station);

        Assert.Equal(("paymentNotSettled", "The payment at the terminal was told as Rejected", "completed"),
            (refused.Word("flags.0.kind"), refused.Word("flags.0.evidence")![..48], refused.Word("state")));
        Assert.Equal(JsonValueKind.Null, refused["flags.0.resolvedAt"].ValueKind);
        Assert.NotEqual(JsonValueKind.Null, paid["flags.0.resolvedAt"].ValueKind);
        Assert.Equal(("settled", 1, "R-1", "javascript:alert(1)"), (paid.Word("payments.0.status"), paid["payments"].GetArrayLength(), paid.Word("payments.0.receiptId"), paid.Word("payments.0.receiptUrl")));
        var single = (await host.GetAsync($"{Settlements}/{paid.Word("payments.0.id")}")).Is(HttpStatusCode.OK);
        Assert.Equal(["failed", "settled", "rejected"], single["history"].EnumerateArray().Select(told => told.GetProperty("status").GetString()));
        Assert.Equal(0, (await host.GetAsync($"{Settlements}?station={station.Id}&status=rejected"))["items"].GetArrayLength());
        Assert.Equal(1, (await host.GetAsync($"{Settlements}?station={station.Id}&status=rejected&history=true"))["items"].GetArrayLength());
        Assert.Equal(1, (await host.GetAsync($"{Settlements}?session={paid.Word("id")}"))["items"].GetArrayLength());
    }

    [Fact]
    public async Task Settlement_RefusedBeforeItsTransactionIsTold_FlagsItWhenItComes()
    {
        await using var station = await host.StationAsync("ocpp2.1");
        await SettleAsync(station, "PSP-LATE", "Failed", "7.5", "t-late");
        await EventAsync(station, "Started", 0, "t-late", "PSP-LATE");
        await EventAsync(station, "Ended", 1, "t-late");

        await Eventually.TrueAsync(async () => (await SessionAsync(station))["flags"].EnumerateArray().Any(flag => flag.GetProperty("kind").GetString() == "paymentNotSettled"), "the session says that it is not paid");
    }

    [Fact]
    [UseCase("C19", "2.1")]
    [UseCase("C20", "2.1")]
    public async Task Payment_Ended_IsKeptWithItsTransactionOrWithoutOne()
    {
        await using var station = await host.StationAsync("ocpp2.1");
        var before = await SettleAsync(station, "PSP-3", "Canceled", "0", null);
        await SettleAsync(station, "PSP-4", "Canceled", "0", "t-early");
        var unknown = (await host.GetAsync($"{Settlements}?search=PSP-4&station={station.Id}")).Is(HttpStatusCode.OK);
        await EventAsync(station, "Started", 0, "t-early", "PSP-4"); // its events were queued behind it

        Assert.Equal("{}", before.GetRawText());
        Assert.Equal((JsonValueKind.Null, "t-early"), (unknown["items.0.sessionId"].ValueKind, unknown.Word("items.0.transactionId")));
        Assert.Equal(JsonValueKind.Null, (await host.GetAsync($"{Settlements}?search=PSP-3&station={station.Id}"))["items.0.transactionId"].ValueKind);
        Assert.Equal("canceled", (await SessionAsync(station)).Word("payments.0.status"));
        await EventAsync(station, "Ended", 1, "t-early");
        await SettleAsync(station, "PSP-4", "Canceled", "0", "t-early", T0.AddMinutes(3));
        Assert.Equal("paymentNotSettled", (await SessionAsync(station)).Word("flags.0.kind")); // energy was taken
    }

    [Fact]
    [UseCase("C24", "2.1")]
    public async Task Payment_AtATerminalOfItsOwn_StartsByOurCommand()
    {
        await using var station = await host.StationAsync("ocpp2.1");
        var command = host.CommandAsync(station.Id, "RequestStartTransaction", """{"evseId":1,"remoteStartId":77,"idToken":{"idToken":"PSP-24","type":"DirectPayment"}}""");
        await station.AnswerAsync("RequestStartTransaction", """{"status":"Accepted"}""");
        var asked = await station.CallAsync("Authorize", """{"idToken":{"idToken":"PSP-24","type":"DirectPayment"}}""");
        var start = await EventAsync(station, "Started", 0, "t-24", "PSP-24");

        Assert.Equal("Accepted", (await command).Word("status"));
        Assert.Equal(("Accepted", "Accepted"), (asked.GetProperty("idTokenInfo").GetProperty("status").GetString(), start.GetProperty("idTokenInfo").GetProperty("status").GetString()));

        // What is entered wins: a reference that somebody has blocked does not charge.
        (await host.PutAsync("/api/v1/tokens/PSP-25", """{"type":"DirectPayment","status":"Blocked"}""")).Is(HttpStatusCode.Created);
        Assert.Equal("Blocked", (await station.CallAsync("Authorize", """{"idToken":{"idToken":"PSP-25","type":"DirectPayment"}}""")).GetProperty("idTokenInfo").GetProperty("status").GetString());
    }

    [Fact]
    [UseCase("C21", "2.1")]
    public async Task Amounts_ThatCannotBeRight_AreKeptAndMarked()
    {
        await using var station = await host.StationAsync("ocpp2.1");
        await station.CallAsync("NotifyReport", $$"""{"requestId":1,"generatedAt":"{{Text(T0)}}","seqNo":0,"reportData":[{"component":{"name":"TariffCostCtrlr"},"variable":{"name":"Currency"},"variableAttribute":[{"value":"CHF"}]}]}""");
        await SettleAsync(station, "PSP-A", "Settled", "-5", null);
        await SettleAsync(station, "PSP-B", "Settled", "100000000000000000000", null);
        await SettleAsync(station, "PSP-C", "Settled", "0.000", null);
        await SettleAsync(station, "PSP-D", "Settled", "4.20", null, DateTimeOffset.UnixEpoch, """, "statusInfo":"kept as told","vatNumber":"DE136695976","vatCompany":{"name":"Muster GmbH","address1":"Weg 1","city":"Ulm","country":"DE"} """);
        var beyond = await station.FrameOfCallAsync("NotifySettlement", """{"pspRef":"PSP-E","status":"Settled","settlementAmount":1e400,"settlementTime":"2026-01-01T00:00:00Z"}""");

        var kept = (await host.GetAsync($"{Settlements}?station={station.Id}"))["items"].EnumerateArray().ToDictionary(each => each.GetProperty("pspRef").GetString()!);
        Assert.Equal(["-5", "100000000000000000000", "0.000", "4.20"], new[] { "PSP-A", "PSP-B", "PSP-C", "PSP-D" }.Select(reference => kept[reference].GetProperty("amount").GetRawText()));
        Assert.Equal(["negativeAmount", "hugeAmount", "nothingSettled", "clockWrong"], new[] { "PSP-A", "PSP-B", "PSP-C", "PSP-D" }.Select(reference => kept[reference].GetProperty("doubts")[0].GetString()));
        Assert.Equal(("Muster GmbH", "kept as told"), (kept["PSP-D"].GetProperty("vatCompany").GetProperty("name").GetString(), kept["PSP-D"].GetProperty("statusInfo").GetString()));
        Assert.True(kept["PSP-D"].GetProperty("settledAt").GetDateTimeOffset() > T0);
        Assert.Contains(kept["PSP-D"].GetProperty("currency").GetString(), new[] { "CHF", "EUR" }); // the report is written behind
        Assert.Equal("PropertyConstraintViolation", beyond[2].GetString());
    }

    [Fact]
    [UseCase("C21", "2.1")]
    public async Task Settlement_ThatCannotBeStored_HasNoAnswerUntilItIs()
    {
        using var other = new PaymentHost();
        await other.InitializeAsync();
        try
        {
            await using var station = await other.StationAsync("ocpp2.1");
            await ExecuteAsync(other, "ALTER TABLE csms.settlements RENAME TO settlements_away");
            await station.Socket.SendAsync($$"""[2,"lost","NotifySettlement",{{Body("PSP-9", "Settled", "3", null)}}]""");
            await Eventually.TrueAsync(async () => (await other.GetAsync($"/api/v1/stations/{station.Id}/messages")).Text.Contains("PSP-9", StringComparison.Ordinal), "it is done with"); // the log has a CALL when it is
            await station.Socket.SendAsync("""[2,"next","Heartbeat",{}]""");
            Assert.StartsWith("""[3,"next",""", await station.Socket.ReceiveAsync(), StringComparison.Ordinal); // the other has none
            await ExecuteAsync(other, "ALTER TABLE csms.settlements_away RENAME TO settlements");
            var answer = await SettleAsync(station, "PSP-9", "Settled", "3", null);

            Assert.Equal("1", answer.GetProperty("receiptId").GetString());
        }
        finally
        {
            await other.DisposeAsync();
        }
    }

    [Fact]
    public async Task List_OverRest_IsPagedAndHeldToWhatTheReaderMaySee()
    {
        await using var station = await host.StationAsync("ocpp2.1");
        for (var i = 0; i < 5; i++) await SettleAsync(station, $"PSP-P{i}", "Settled", "1", null, T0.AddSeconds(i));
        var seen = new List<string>();
        for (var cursor = ""; ;)
        {
            var page = (await host.GetAsync($"{Settlements}?station={station.Id}&limit=2{cursor}")).Is(HttpStatusCode.OK);
            seen.AddRange(page["items"].EnumerateArray().Select(each => each.GetProperty("pspRef").GetString()!));
            if (page["next"].ValueKind == JsonValueKind.Null) break;
            cursor = "&cursor=" + page.Word("next");
        }

        Assert.Equal(["PSP-P4", "PSP-P3", "PSP-P2", "PSP-P1", "PSP-P0"], seen);
        Assert.Equal(2, (await host.GetAsync($"{Settlements}?station={station.Id}&from={Text(T0.AddSeconds(1))}&to={Text(T0.AddSeconds(3))}"))["items"].GetArrayLength());
        var plain = await host.KeyAsync(["sessions.read", "stations.read"]);
        (await host.GetAsync(Settlements, plain)).IsProblem(HttpStatusCode.Forbidden);
        (await host.PutAsync("/api/v1/sites/ELSEWHERE", """{"name":"Elsewhere","timeZone":"Europe/Berlin"}""")).Is(HttpStatusCode.Created);
        var elsewhere = await host.KeyAsync(["payments.read", "sessions.read"], "ELSEWHERE");
        Assert.Equal(0, (await host.GetAsync($"{Settlements}?station={station.Id}", elsewhere))["items"].GetArrayLength());
        (await host.GetAsync($"{Settlements}/1", elsewhere)).IsProblem(HttpStatusCode.NotFound);
        (await host.GetAsync($"{Settlements}?status=lost")).IsProblem(HttpStatusCode.BadRequest);
    }

    [Fact]
    [UseCase("C25", "2.1")]
    public async Task WebPayment_Begun_StandsOnTheEvseUntilItsTimeOrATransaction()
    {
        await using var station = await host.StationAsync("ocpp2.1");
        await station.CallAsync("StatusNotification", $$"""{"timestamp":"{{Text(T0)}}","connectorStatus":"Available","evseId":1,"connectorId":1}""");
        await station.CallAsync("StatusNotification", $$"""{"timestamp":"{{Text(T0)}}","connectorStatus":"Available","evseId":2,"connectorId":1}""");
        foreach (var (evse, seconds) in new[] { (1, 600), (2, 1) })
        {
            var command = host.CommandAsync(station.Id, "NotifyWebPaymentStarted", $$"""{"evseId":{{evse}},"timeout":{{seconds}}}""");
            var told = await station.AnswerAsync("NotifyWebPaymentStarted", "{}");
            Assert.Equal((evse, seconds, "Accepted"), (told.GetProperty("evseId").GetInt32(), told.GetProperty("timeout").GetInt32(), (await command).Word("status")));
        }

        var begun = await host.GetAsync($"/api/v1/stations/{station.Id}");
        Assert.InRange(begun["evses.0.webPaymentUntil"].GetDateTimeOffset(), DateTimeOffset.UtcNow.AddSeconds(500), DateTimeOffset.UtcNow.AddSeconds(601));
        await EventAsync(station, "Started", 0, "t-web", "PSP-W");
        Assert.False((await host.GetAsync($"/api/v1/stations/{station.Id}"))["evses.0"].TryGetProperty("webPaymentUntil", out _));
        await Eventually.TrueAsync(async () => !(await host.GetAsync($"/api/v1/stations/{station.Id}"))["evses.1"].TryGetProperty("webPaymentUntil", out _), "the time of the second is over");
    }

    private static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string Body(string reference, string status, string amount, string? transaction, DateTimeOffset? at = null, string more = "") =>
        $$"""{"pspRef":"{{reference}}","status":"{{status}}","settlementAmount":{{amount}},"settlementTime":"{{Text(at ?? T0)}}"{{(transaction is null ? "" : $",\"transactionId\":\"{transaction}\"")}}{{more}}}""";

    private static Task<JsonElement> SettleAsync(OcppTalk station, string reference, string status, string amount, string? transaction, DateTimeOffset? at = null, string more = "") =>
        station.CallAsync("NotifySettlement", Body(reference, status, amount, transaction, at, more));

    private static Task<JsonElement> EventAsync(OcppTalk station, string type, int number, string transaction, string? reference = null) => station.CallAsync(
        "TransactionEvent",
        $$"""
        {"eventType":"{{type}}","timestamp":"{{Text(T0.AddSeconds(number * 30))}}","triggerReason":"Authorized","seqNo":{{number}},"evse":{"id":1,"connectorId":1},
         "transactionInfo":{"transactionId":"{{transaction}}"}{{(reference is null ? "" : $$""","idToken":{"idToken":"{{reference}}","type":"DirectPayment"}""")}},
         "meterValue":[{"timestamp":"{{Text(T0.AddSeconds(number * 30))}}","sampledValue":[{"value":{{1000 + (number * 500)}},"context":"{{(number == 0 ? "Transaction.Begin" : "Transaction.End")}}"}]}]}
        """.Replace("\n", "", StringComparison.Ordinal));

    private static async Task ExecuteAsync(PaymentHost host, string sql)
    {
        await using var connection = new NpgsqlConnection(host.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<ApiAnswer> SessionAsync(OcppTalk station)
    {
        var sessions = (await host.GetAsync($"/api/v1/sessions?station={station.Id}")).Is(HttpStatusCode.OK);
        return (await host.GetAsync($"/api/v1/sessions/{sessions.Word("items.0.id")}")).Is(HttpStatusCode.OK);
    }
}
