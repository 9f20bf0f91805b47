using System.Text.Json.Nodes;
using Csms.Engine.Ocpp.Commands;
using Csms.Engine.Units;

namespace Csms.Engine.Ocpp.V16;

/// <summary>Charging profiles in the words of 1.6.</summary>
internal static class V16Profiles
{
    /// <summary>A profile of 2.1; exactly one schedule fits into 1.6.</summary>
    public static JsonNode? Profile(CommandArguments? profile)
    {
        if (profile is null)
        {
            return null;
        }

        var schedules = profile.List("chargingSchedule");
        if (schedules.Count > 1)
        {
            profile.Lacks("chargingSchedule", Statement.Of(CommandFault.OneSchedule));
        }

        return JsonTree.Of(
            ("chargingProfileId", profile.Take("id")),
            ("transactionId", profile.TransactionId("transactionId")),
            ("stackLevel", profile.Take("stackLevel")),
            ("chargingProfilePurpose", Purpose(profile)),
            ("chargingProfileKind", profile.Word("chargingProfileKind", ("Absolute", "Absolute"), ("Recurring", "Recurring"), ("Relative", "Relative"))),
            ("recurrencyKind", profile.Take("recurrencyKind")),
            ("validFrom", profile.Take("validFrom")),
            ("validTo", profile.Take("validTo")),
            ("chargingSchedule", schedules.Count > 0 ? Schedule(schedules[0]) : null));
    }

    public static IEnumerable<(string, JsonObject)> PlanClear(CommandArguments a)
    {
        var criteria = a.Object("chargingProfileCriteria");
        return [("ClearChargingProfile", JsonTree.Of(
            ("id", a.Take("chargingProfileId")),
            ("connectorId", criteria?.Take("evseId")),
            ("chargingProfilePurpose", criteria is null ? null : Purpose(criteria)),
            ("stackLevel", criteria?.Take("stackLevel"))))];
    }

    public static IEnumerable<(string, JsonObject)> PlanComposite(CommandArguments a) =>
        [("GetCompositeSchedule", JsonTree.Of(("connectorId", a.Take("evseId")), ("duration", a.Take("duration")), ("chargingRateUnit", a.Take("chargingRateUnit"))))];

    public static JsonObject ReadComposite(JsonObject body, IReadOnlyList<JsonObject> answers)
    {
        var answer = answers[0];
        var schedule = answer["chargingSchedule"] as JsonObject;
        return JsonTree.Of(("status", answer["status"]), ("schedule", schedule is null ? null : JsonTree.Of(
            ("evseId", answer["connectorId"] ?? body["evseId"]),
            ("duration", schedule["duration"] ?? body["duration"]),
            ("scheduleStart", answer["scheduleStart"] ?? schedule["startSchedule"]),
            ("chargingRateUnit", schedule["chargingRateUnit"]),
            ("chargingSchedulePeriod", schedule["chargingSchedulePeriod"]))));
    }

    private static JsonNode? Purpose(CommandArguments owner) => owner.Word(
        "chargingProfilePurpose",
        ("ChargingStationMaxProfile", "ChargePointMaxProfile"),
        ("TxDefaultProfile", "TxDefaultProfile"),
        ("TxProfile", "TxProfile"));

    private static JsonObject Schedule(CommandArguments schedule)
    {
        schedule.Drop("id");
        var periods = schedule.List("chargingSchedulePeriod").ConvertAll(static period => (JsonNode?)JsonTree.Of(
            ("startPeriod", period.Take("startPeriod")),
            ("limit", OneDecimal(period, "limit")),
            ("numberPhases", period.Take("numberPhases"))));
        return JsonTree.Of(
            ("duration", schedule.Take("duration")),
            ("startSchedule", schedule.Take("startSchedule")),
            ("chargingRateUnit", schedule.Take("chargingRateUnit")),
            ("chargingSchedulePeriod", new JsonArray([.. periods])),
            ("minChargingRate", OneDecimal(schedule, "minChargingRate")));
    }

    // 1.6 has one decimal; rounded down, since a limit must not be passed.
    private static JsonNode? OneDecimal(CommandArguments owner, string member) =>
        owner.Take(member) is JsonValue value && value.TryGetValue<decimal>(out var number) ? JsonValue.Create(Math.Floor(number * 10) / 10) : null;
}
