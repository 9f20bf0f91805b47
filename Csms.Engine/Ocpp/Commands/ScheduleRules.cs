using System.Globalization;
using System.Text.Json.Nodes;
using Csms.Engine.Units;

namespace Csms.Engine.Ocpp.Commands;

/// <summary>What the schemas can't say about charging schedules, in every version (2.1 K01.FR.19, K01.FR.35).</summary>
internal static class ScheduleRules
{
    /// <summary>A refusal when periods are not in rising order, or phaseToUse stands without numberPhases 1.</summary>
    public static CommandRefusal? Check(JsonObject body)
    {
        if (body["chargingProfile"] is not JsonObject profile)
        {
            return null;
        }

        var index = 0;
        foreach (var schedule in JsonTree.Objects(profile["chargingSchedule"]))
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"chargingProfile.chargingSchedule[{index++}].chargingSchedulePeriod");
            if (Check(path, JsonTree.Objects(schedule["chargingSchedulePeriod"])) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    private static CommandRefusal? Check(string path, IEnumerable<JsonObject> periods)
    {
        int? last = null;
        var index = 0;
        foreach (var period in periods)
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"{path}[{index++}]");
            var start = JsonTree.Number(period["startPeriod"]);
            if (start <= last)
            {
                return new CommandRefusal(false, place + ".startPeriod", Statement.Of(CommandFault.PeriodsUnsorted, place + ".startPeriod"));
            }

            last = start;
            if (period["phaseToUse"] is not null && JsonTree.Number(period["numberPhases"]) != 1)
            {
                return new CommandRefusal(false, place + ".phaseToUse", Statement.Of(CommandFault.PhaseNeedsOne, place + ".phaseToUse"));
            }
        }

        return null;
    }
}
