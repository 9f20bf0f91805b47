using Csms.Engine.Energy.Profiles;
using Csms.Engine.Events.Charging;

namespace Csms.Console.Pages.Charging;

/// <summary>A schedule that a station or a car told, as a line of steps beside our own reckoning. Pure.</summary>
public static class ScheduleLine
{
    /// <summary>What a station may say more or less without meaning another thing: it rounds.</summary>
    private const decimal Same = 50;

    /// <summary>Points of the line, at each change and at the end; null where nothing is said.</summary>
    /// <param name="schedule">Its start is known.</param>
    /// <param name="unit">Of the values.</param>
    /// <param name="electrics">How W and A are converted.</param>
    /// <param name="to">Where a schedule without end is cut.</param>
    public static IEnumerable<(DateTimeOffset At, double? Value)> Steps(ChargingSchedule schedule, RateUnit unit, Electrics electrics, DateTimeOffset to)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        if (schedule.Start is not { } start) yield break;
        double? last = null;
        foreach (var period in schedule.Periods)
        {
            last = (double?)In(period, schedule.Unit, unit, electrics);
            yield return (start.AddSeconds(period.StartSeconds), last);
        }

        yield return (schedule.DurationSeconds is { } length ? start.AddSeconds(length) : to, last);
    }

    /// <summary>What holds at an instant, W; null: nothing is said.</summary>
    public static decimal? WattsAt(ChargingSchedule schedule, Electrics electrics, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        if (schedule.Start is not { } start || at < start || (schedule.DurationSeconds is { } length && at >= start.AddSeconds(length))) return null;
        var period = schedule.Periods.LastOrDefault(each => start.AddSeconds(each.StartSeconds) <= at);
        return period is null ? null : In(period, schedule.Unit, RateUnit.W, electrics);
    }

    /// <summary>
    /// Where the station first allows more than we reckon; null: nowhere. Less is no contradiction: it may know of a bound that we don't, its own hardware
    /// before all.
    /// </summary>
    public static (DateTimeOffset At, decimal OursW, decimal TheirsW)? Exceeds(CompositeSchedule ours, ChargingSchedule theirs, Electrics electrics)
    {
        ArgumentNullException.ThrowIfNull(ours);
        ArgumentNullException.ThrowIfNull(theirs);
        if (theirs.Start is not { } start) return null;
        var moments = ours.Periods.Select(period => period.From).Concat(theirs.Periods.Select(period => start.AddSeconds(period.StartSeconds))).Where(at => at >= ours.From && at < ours.To).Order();
        foreach (var at in moments)
        {
            if (ours.At(at).Limit is { } limit && WattsAt(theirs, electrics, at) is { } told && told > limit.Watts + Math.Max(Same, limit.Watts / 100)) return (at, limit.Watts, told);
        }

        return null;
    }

    private static decimal? In(SchedulePeriod period, RateUnit from, RateUnit to, Electrics electrics)
    {
        if (period.Limit is not { } limit) return null;
        var phases = Math.Clamp(period.Phases ?? electrics.Phases, 1, 3);
        var sum = limit.L1 + (limit.L2 ?? 0) + (limit.L3 ?? 0);
        if (from == to) return from == RateUnit.W ? (limit.IsByPhase ? sum : limit.L1) : limit.L1;
        if (from == RateUnit.W) return (limit.IsByPhase ? sum : limit.L1) / (electrics.VoltageV * phases);
        return limit.IsByPhase ? sum * electrics.VoltageV : limit.L1 * electrics.VoltageV * phases;
    }
}
