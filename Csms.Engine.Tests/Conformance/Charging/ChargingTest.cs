using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Tests.Api;
using Csms.Engine.Tests.Support;

namespace Csms.Engine.Tests.Conformance.Charging;

/// <summary>A station that charges, and what an operator asks of it over REST.</summary>
/// <param name="host">The host of all these tests.</param>
[Collection(ChargingCollection.Name)]
public abstract class ChargingTest(ApiHost host)
{
    /// <summary>Every version.</summary>
    public static TheoryData<string> Versions { get; } = ["ocpp1.6", "ocpp2.0.1", "ocpp2.1"];

    /// <summary>Those with ISO 15118.</summary>
    public static TheoryData<string> Versions2 { get; } = ["ocpp2.0.1", "ocpp2.1"];

    internal ApiHost Host { get; } = host;

    /// <summary>A profile in 2.1's words.</summary>
    internal static string Profile(int id, int watts, string purpose = "TxDefaultProfile", int level = 0, string more = "") =>
        $$$"""{"id":{{{id}}},"stackLevel":{{{level}}},"chargingProfilePurpose":"{{{purpose}}}","chargingProfileKind":"{{{(purpose == "ChargingStationMaxProfile" ? "Absolute" : "Relative")}}}"{{{more}}},"chargingSchedule":[{"id":1{{{(purpose == "ChargingStationMaxProfile" ? ",\"startSchedule\":\"2026-01-01T00:00:00Z\"" : "")}}},"chargingRateUnit":"W","chargingSchedulePeriod":[{"startPeriod":0,"limit":{{{watts}}}}]}]}""";

    /// <summary>Gives a command over REST while the station answers it.</summary>
    internal async Task<(JsonElement Sent, ApiAnswer Answer)> GiveAsync(OcppTalk station, string action, string body, string answer, string? wireAction = null)
    {
        var given = Host.CommandAsync(station.Id, action, body);
        var sent = await station.AnswerAsync(wireAction ?? action, answer);
        return (sent, (await given).Is(HttpStatusCode.OK));
    }

    /// <summary>Sets a profile that the station accepts.</summary>
    internal Task<(JsonElement Sent, ApiAnswer Answer)> SetAsync(OcppTalk station, int evse, string profile) =>
        GiveAsync(station, "SetChargingProfile", $$"""{"evseId":{{evse}},"chargingProfile":{{profile}}}""", """{"status":"Accepted"}""");

    /// <summary>A transaction begins; its id.</summary>
    internal static async Task<string> StartAsync(OcppTalk station, string version, int evse = 1, Action<JsonObject>? change = null)
    {
        var script = new TransactionScript(version, evse, "04A1B2C3");
        var message = script.Started(DateTimeOffset.UtcNow.AddSeconds(-5), 1000);
        if (change is not null) message = message.With(change);
        var answer = await station.CallAsync(message.Action, message.Payload.ToJsonString());
        script.Answered((JsonObject)JsonNode.Parse(answer.GetRawText())!);
        return script.TransactionId;
    }

    /// <summary>It ends.</summary>
    internal static async Task EndAsync(OcppTalk station, string version, string transactionId, int evse = 1)
    {
        var script = new TransactionScript(version, evse, "04A1B2C3") { TransactionId = transactionId };
        script.Event("Updated", "MeterValuePeriodic", DateTimeOffset.UtcNow); // the number after the start's
        var message = script.Ended(DateTimeOffset.UtcNow, 2000);
        await station.CallAsync(message.Action, message.Payload.ToJsonString());
    }

    /// <summary>"1/7 TxProfile": EVSE, number and purpose of what the station holds.</summary>
    internal async Task<string> HeldAsync(OcppTalk station) => string.Join(", ", (await ReadAsync(station, "charging-profiles"))["items"].EnumerateArray()
        .Select(item => $"{item.GetProperty("evseId")}/{item.GetProperty("id")} {item.GetProperty("purpose")}"));

    /// <summary>The limit now, W; null: none.</summary>
    internal async Task<decimal?> LimitAsync(OcppTalk station, int evse)
    {
        var limit = (await ReadAsync(station, $"composite-schedule?evse={evse}&duration=60"))["chargingSchedulePeriod.0.limit"];
        return limit.ValueKind == JsonValueKind.Null ? null : limit.GetDecimal();
    }

    internal async Task<ApiAnswer> ReadAsync(OcppTalk station, string what) => (await Host.GetAsync($"/api/v1/stations/{station.Id}/{what}")).Is(HttpStatusCode.OK);
}
