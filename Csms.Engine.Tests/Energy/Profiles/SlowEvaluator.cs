using Csms.Engine.Energy.Profiles;
using Csms.Engine.Events.Charging;

namespace Csms.Engine.Tests.Energy.Profiles;

/// <summary>The same rules once more, as plainly as they can be written: one instant at a time, nothing kept. What the product must agree with.</summary>
internal static class SlowEvaluator
{
    /// <summary>Total W and A of phase L1; null: no limit.</summary>
    public static (decimal Watts, decimal Amps)? At(EvseStack stack, DateTimeOffset at, DateTimeOffset from)
    {
        var (watts, phases, volts) = ((decimal?)null, stack.Electrics.Phases, stack.Electrics.VoltageV);
        var amps = new decimal?[3];
        foreach (var (schedule, period) in Applicable(stack, at, from))
        {
            if (period.Phases is { } told and > 0 && told < phases) phases = told;
            var limit = period.Limit!.Value;
            decimal[] each = limit.IsByPhase ? [limit.L1, limit.L2 ?? limit.L1, limit.L3 ?? limit.L1] : [limit.L1, limit.L1, limit.L1];
            if (schedule.Unit == RateUnit.W && !limit.IsByPhase) watts = Lower(watts, limit.L1);
            else
            {
                for (var phase = 0; phase < 3; phase++) amps[phase] = Lower(amps[phase], schedule.Unit == RateUnit.A ? each[phase] : each[phase] / volts);
                if (schedule.Unit == RateUnit.W) watts = Lower(watts, each.Take(period.Phases is > 0 and var own ? Math.Min(own, stack.Electrics.Phases) : stack.Electrics.Phases).Sum());
            }
        }

        if (watts is null && amps[0] is null) return null;
        var byCurrent = amps[0] is null ? null : volts * amps.Take(phases).Sum();
        return (Lower(watts, byCurrent)!.Value, Lower(amps[0], watts / (volts * phases))!.Value);
    }

    /// <summary>The schedule and period of the leading profile of each purpose.</summary>
    public static IEnumerable<(ChargingSchedule Schedule, SchedulePeriod Period)> Applicable(EvseStack stack, DateTimeOffset at, DateTimeOffset from)
    {
        if (Transaction() is { } transaction) yield return transaction;
        foreach (var purpose in new[] { ProfilePurpose.ChargingStationMaxProfile, ProfilePurpose.ChargingStationExternalConstraints })
        {
            foreach (var evse in new[] { 0, stack.EvseId })
            {
                if (Leading(purpose, each => each.EvseId == evse) is { } cap) yield return cap;
            }
        }

        (ChargingSchedule, SchedulePeriod)? Transaction() =>
            (stack.IsPriority ? Leading(ProfilePurpose.PriorityCharging, _ => true) : null)
            ?? (stack.TransactionId is null ? null : Leading(ProfilePurpose.TxProfile, each => each.EvseId == stack.EvseId && each.Profile.TransactionId == stack.TransactionId))
            ?? (stack.OwnDefaultLeads ? Leading(ProfilePurpose.TxDefaultProfile, each => each.EvseId != 0) ?? Leading(ProfilePurpose.TxDefaultProfile, each => each.EvseId == 0) : Leading(ProfilePurpose.TxDefaultProfile, _ => true));

        (ChargingSchedule, SchedulePeriod)? Leading(ProfilePurpose purpose, Func<StackedProfile, bool> meant)
        {
            var relativeStart = stack.TransactionStart ?? from;
            var found = from each in stack.Profiles
                        where (each.EvseId == 0 || each.EvseId == stack.EvseId) && each.Profile.Purpose == purpose && meant(each)
                        let period = PeriodAt(each.Profile, at, relativeStart)
                        where period is not null
                        orderby each.Profile.StackLevel descending, each.EvseId descending, each.At descending, each.Profile.Id descending
                        select (each.Profile.Schedules[0], period);
            return found.Select(each => ((ChargingSchedule, SchedulePeriod)?)each).FirstOrDefault();
        }
    }

    private static SchedulePeriod? PeriodAt(ChargingProfile profile, DateTimeOffset at, DateTimeOffset relativeStart)
    {
        if (profile.ValidFrom > at || profile.ValidTo <= at) return null;
        var schedule = profile.Schedules[0];
        var start = profile.Kind == ProfileKind.Relative ? relativeStart : schedule.Start!.Value;
        if (profile.Kind == ProfileKind.Recurring)
        {
            while (start + Cycle() <= at) start += Cycle();
        }

        if (at < start || at >= start.AddSeconds(schedule.DurationSeconds ?? 1e9)) return null;
        SchedulePeriod? last = null;
        foreach (var period in schedule.Periods)
        {
            if (start.AddSeconds(period.StartSeconds) <= at) last = period;
        }

        return last;

        TimeSpan Cycle() => profile.Recurrence == Recurrence.Weekly ? TimeSpan.FromDays(7) : TimeSpan.FromDays(1);
    }

    private static decimal? Lower(decimal? one, decimal? other) => one is null ? other : other is null ? one : Math.Min(one.Value, other.Value);
}
