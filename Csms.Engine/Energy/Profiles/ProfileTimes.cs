using Csms.Engine.Events.Charging;

namespace Csms.Engine.Energy.Profiles;

/// <summary>Which period of a profile is in force when. Pure.</summary>
internal static class ProfileTimes
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    /// <summary>The period in force at an instant; null: the profile says nothing then, and the next lower one leads.</summary>
    /// <param name="stacked">The profile.</param>
    /// <param name="at">The instant.</param>
    /// <param name="stack">Where it lies.</param>
    /// <param name="relativeStart">What relative schedules count from.</param>
    public static SchedulePeriod? PeriodAt(StackedProfile stacked, DateTimeOffset at, EvseStack stack, DateTimeOffset relativeStart)
    {
        var profile = stacked.Profile;
        if (stacked.IsVoid || at < profile.ValidFrom || at >= profile.ValidTo || at >= OfflineEnd(profile, stack) || stacked.Schedule is not { } schedule) return null;
        if (StartAt(profile, schedule, at, stack, relativeStart) is not { } start) return null;
        var seconds = (at - start).TotalSeconds;
        return seconds >= schedule.DurationSeconds ? null : LastUntil(schedule, seconds);
    }

    /// <summary>Every instant after <paramref name="from"/> and before <paramref name="to"/> at which the profile may say something else.</summary>
    public static IEnumerable<DateTimeOffset> Changes(StackedProfile stacked, DateTimeOffset from, DateTimeOffset to, EvseStack stack, DateTimeOffset relativeStart) =>
        All(stacked, from, to, stack, relativeStart).Where(at => at > from && at < to);

    /// <summary>An instant some seconds later; the last there is when that is beyond the calendar.</summary>
    internal static DateTimeOffset Later(DateTimeOffset at, double seconds)
    {
        var ticks = at.UtcTicks + (decimal)seconds * TimeSpan.TicksPerSecond;
        return new DateTimeOffset((long)Math.Clamp(ticks, 0, DateTimeOffset.MaxValue.UtcTicks), TimeSpan.Zero);
    }

    private static IEnumerable<DateTimeOffset> All(StackedProfile stacked, DateTimeOffset from, DateTimeOffset to, EvseStack stack, DateTimeOffset relativeStart)
    {
        var profile = stacked.Profile;
        if (stacked.IsVoid || stacked.Schedule is not { } schedule) yield break;
        if (profile.ValidFrom is { } validFrom) yield return validFrom;
        if (profile.ValidTo is { } validTo) yield return validTo;
        if (OfflineEnd(profile, stack) is { } end) yield return end;
        var at = from;
        while (StartAt(profile, schedule, at, stack, relativeStart) is { } start)
        {
            foreach (var period in schedule.Periods) yield return Later(start, period.StartSeconds);
            if (schedule.DurationSeconds is { } duration) yield return Later(start, duration);
            if (profile.Kind != ProfileKind.Recurring) yield break;
            // A step that is a little short finds the same turn again, one a little long would miss one when the clocks change.
            var next = Turn(profile, schedule, stack, start + (profile.Recurrence == Recurrence.Weekly ? Week : Day) + TimeSpan.FromHours(3)) ?? start;
            if (next <= start || next >= to) yield break;
            at = next;
        }

        // A recurring schedule whose first turn is still to come.
        if (profile.Kind == ProfileKind.Recurring && at == from && FirstTurn(schedule, stack) is { } first && first > from && first < to)
        {
            yield return first;
            foreach (var later in All(stacked, first, to, stack, relativeStart)) yield return later;
        }
    }

    private static SchedulePeriod? LastUntil(ChargingSchedule schedule, double seconds)
    {
        SchedulePeriod? found = null;
        foreach (var period in schedule.Periods)
        {
            if (period.StartSeconds > seconds) break;
            found = period;
        }

        return found;
    }

    /// <summary>What the schedule's seconds count from at an instant; null: it has not begun.</summary>
    private static DateTimeOffset? StartAt(ChargingProfile profile, ChargingSchedule schedule, DateTimeOffset at, EvseStack stack, DateTimeOffset relativeStart)
    {
        switch (profile.Kind)
        {
            case ProfileKind.Recurring when schedule.Start is not null:
                return Turn(profile, schedule, stack, at);
            case ProfileKind.Dynamic:
                // Its one period holds from the start; a duration counts from the last renewal (2.1 K28).
                return profile.UpdatedAt ?? schedule.Start ?? (schedule.DurationSeconds is null ? DateTimeOffset.UnixEpoch : relativeStart);
            case ProfileKind.Relative:
                return relativeStart;
            default:
                return schedule.Start is { } start ? Local(schedule, start, stack) : relativeStart;
        }
    }

    /// <summary>The turn of a recurring schedule in which an instant lies; null before the first.</summary>
    private static DateTimeOffset? Turn(ChargingProfile profile, ChargingSchedule schedule, EvseStack stack, DateTimeOffset at)
    {
        var first = schedule.Start!.Value;
        var cycle = profile.Recurrence == Recurrence.Weekly ? Week : Day;
        if (!schedule.UsesLocalTime || stack.Zone is not { } zone)
        {
            return at < first ? null : first + Math.Floor((at - first) / cycle) * cycle;
        }

        // By the clock of the place each turn begins at the same time of day, summer and winter.
        var clock = first.UtcDateTime;
        var turn = (long)Math.Floor((TimeZoneInfo.ConvertTime(at, zone).DateTime - clock) / cycle);
        for (var candidate = turn + 1; candidate >= turn - 1 && candidate >= 0; candidate--)
        {
            if (AtClock(clock, candidate * cycle, zone) is var begins && begins <= at) return begins;
        }

        return null;
    }

    private static DateTimeOffset? FirstTurn(ChargingSchedule schedule, EvseStack stack) => schedule.Start is { } start ? Local(schedule, start, stack) : null;

    private static DateTimeOffset Local(ChargingSchedule schedule, DateTimeOffset start, EvseStack stack) =>
        schedule.UsesLocalTime && stack.Zone is { } zone ? AtClock(start.UtcDateTime, TimeSpan.Zero, zone) : start;

    private static DateTimeOffset AtClock(DateTime clock, TimeSpan later, TimeZoneInfo zone)
    {
        var ticks = Math.Clamp((decimal)clock.Ticks + later.Ticks, Day.Ticks, DateTime.MaxValue.Ticks - Day.Ticks);
        var local = DateTime.SpecifyKind(new DateTime((long)ticks), DateTimeKind.Unspecified);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }

    /// <summary>From when the profile does not count for being offline too long; null: it stays.</summary>
    private static DateTimeOffset? OfflineEnd(ChargingProfile profile, EvseStack stack) =>
        profile.MaxOfflineSeconds is { } most && stack.OfflineSince is { } since ? Later(since, Math.Max(0, most)) : null;
}
