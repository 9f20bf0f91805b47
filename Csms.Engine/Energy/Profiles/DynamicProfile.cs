using System.Globalization;
using System.Text.Json.Nodes;
using Csms.Engine.Events.Charging;

namespace Csms.Engine.Energy.Profiles;

/// <summary>The one period of a dynamic profile (2.1 K28). Pure.</summary>
internal static class DynamicProfile
{
    /// <summary>What counts now.</summary>
    public static DynamicValues? Values(ChargingProfile profile) =>
        profile.Schedules is [{ Periods: [var period, ..] }, ..] ? new DynamicValues(period.Limit, period.DischargeLimit, period.Setpoint) : null;

    /// <summary>The profile with new values; what is not renewed stays.</summary>
    public static ChargingProfile With(ChargingProfile profile, DynamicValues values, DateTimeOffset at)
    {
        if (profile.Schedules is not [{ Periods: [var period, ..] } schedule, ..]) return profile;
        var renewed = period with
        {
            Limit = values.Limit ?? period.Limit,
            DischargeLimit = values.DischargeLimit ?? period.DischargeLimit,
            Setpoint = values.Setpoint ?? period.Setpoint,
        };
        return profile with { UpdatedAt = at, Schedules = [schedule with { Periods = schedule.Periods.SetItem(0, renewed) }, .. profile.Schedules.Skip(1)], Text = TextOf(profile.Text, values, at) };
    }

    private static string TextOf(string text, DynamicValues values, DateTimeOffset at)
    {
        if (JsonNode.Parse(text) is not JsonObject profile || profile["chargingSchedule"]?[0]?["chargingSchedulePeriod"]?[0] is not JsonObject period) return text;
        Put(period, "limit", values.Limit);
        Put(period, "dischargeLimit", values.DischargeLimit);
        Put(period, "setpoint", values.Setpoint);
        profile["dynUpdateTime"] = at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        return profile.ToJsonString();
    }

    private static void Put(JsonObject period, string member, PhaseValues? value)
    {
        if (value is not { } told) return;
        period[member] = told.L1;
        if (told.L2 is { } second) period[$"{member}_L2"] = second;
        if (told.L3 is { } third) period[$"{member}_L3"] = third;
    }
}
