using System.Collections.Immutable;
using Csms.Engine.Energy.Profiles;
using Csms.Engine.Events.Charging;

namespace Csms.Engine.Tests.Energy.Profiles;

/// <summary>Profiles in few words, around one point in time.</summary>
internal static class ProfileMaker
{
    /// <summary>A Monday, 06:00.</summary>
    public static readonly DateTimeOffset T0 = new(2026, 3, 2, 6, 0, 0, TimeSpan.Zero);

    public static StackedProfile Default(int evse, int id, int level, params (int Start, decimal Limit)[] steps) => Of(evse, id, level, ProfilePurpose.TxDefaultProfile, steps);

    public static StackedProfile Most(int id, int level, params (int Start, decimal Limit)[] steps) => Of(0, id, level, ProfilePurpose.ChargingStationMaxProfile, steps);

    public static StackedProfile Tx(int evse, int id, int level, params (int Start, decimal Limit)[] steps) =>
        Of(evse, id, level, ProfilePurpose.TxProfile, steps) is var made ? made.With(profile => profile with { TransactionId = "T" }) : null!;

    /// <summary>Absolute from <see cref="T0"/>, in W, without end.</summary>
    public static StackedProfile Of(int evse, int id, int level, ProfilePurpose purpose, params (int Start, decimal Limit)[] steps) => new(
        evse,
        new ChargingProfile
        {
            Id = id,
            StackLevel = level,
            Purpose = purpose,
            Kind = ProfileKind.Absolute,
            Schedules = [new ChargingSchedule { Start = T0, Unit = RateUnit.W, Periods = [.. steps.Select(step => new SchedulePeriod { StartSeconds = step.Start, Limit = new PhaseValues(step.Limit) })] }],
            Text = "{}",
        },
        purpose == ProfilePurpose.ChargingStationExternalConstraints ? "SO" : "CSO",
        T0.AddHours(-1).AddSeconds(id));

    public static StackedProfile With(this StackedProfile stacked, Func<ChargingProfile, ChargingProfile> change) => stacked with { Profile = change(stacked.Profile) };

    public static StackedProfile Schedule(this StackedProfile stacked, Func<ChargingSchedule, ChargingSchedule> change) =>
        stacked.With(profile => profile with { Schedules = [.. profile.Schedules.Select(change)] });

    public static StackedProfile Period(this StackedProfile stacked, Func<SchedulePeriod, SchedulePeriod> change) =>
        stacked.Schedule(schedule => schedule with { Periods = [.. schedule.Periods.Select(change)] });

    public static StackedProfile InAmps(this StackedProfile stacked, int? phases = null) => stacked.Schedule(schedule => schedule with { Unit = RateUnit.A }).Period(period => period with { Phases = phases });

    public static StackedProfile For(this StackedProfile stacked, int seconds) => stacked.Schedule(schedule => schedule with { DurationSeconds = seconds });

    public static StackedProfile Each(this StackedProfile stacked, Recurrence recurrence) => stacked.With(profile => profile with { Kind = ProfileKind.Recurring, Recurrence = recurrence });

    public static StackedProfile Relative(this StackedProfile stacked) => stacked.With(profile => profile with { Kind = ProfileKind.Relative }).Schedule(schedule => schedule with { Start = null });

    public static EvseStack Stack(params StackedProfile[] profiles) => new() { EvseId = 1, Profiles = [.. profiles], TransactionId = "T", TransactionStart = T0 };

    /// <summary>"0:11000 3600:-" : from second 0 11 kW, from 3600 no limit.</summary>
    public static string Told(CompositeSchedule schedule, RateUnit unit = RateUnit.W) => string.Join(' ', schedule.Periods.Select(period =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{(period.From - schedule.From).TotalSeconds}:{(period.Limit is { } limit ? $"{limit.In(unit):0.##}" : "-")}")));

    public static ImmutableArray<T> Shuffled<T>(this ImmutableArray<T> list, Random random)
    {
        var array = list.ToArray();
        random.Shuffle(array);
        return [.. array];
    }
}
