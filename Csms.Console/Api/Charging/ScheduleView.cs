using Csms.Engine.Energy.Profiles;
using Csms.Engine.Events.Charging;

namespace Csms.Console.Api.Charging;

/// <summary>The limit over time that follows from all profiles, with the members of OCPP 2.1's CompositeScheduleType.</summary>
/// <param name="EvseId">Of this EVSE; 0: of the station.</param>
/// <param name="ScheduleStart">Beginning.</param>
/// <param name="Duration">Seconds; fewer than asked for where there are more changes than can be listed.</param>
/// <param name="ChargingRateUnit">W or A.</param>
/// <param name="ChargingSchedulePeriod">What holds from when on.</param>
internal sealed record ScheduleView(int EvseId, DateTimeOffset ScheduleStart, int Duration, string ChargingRateUnit, IReadOnlyList<SchedulePeriodView> ChargingSchedulePeriod)
{
    public static ScheduleView Of(CompositeSchedule schedule, RateUnit unit) => new(
        schedule.EvseId, schedule.From, (int)(schedule.To - schedule.From).TotalSeconds, unit.ToString(), [.. schedule.Periods.Select(period => SchedulePeriodView.Of(period, schedule.From, unit))]);
}
