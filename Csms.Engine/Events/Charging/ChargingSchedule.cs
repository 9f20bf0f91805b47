using System.Collections.Immutable;

namespace Csms.Engine.Events.Charging;

/// <summary>Limits over time (2.1 ChargingScheduleType).</summary>
public sealed record ChargingSchedule
{
    /// <summary>Within its profile; 0 in 1.6, which has one a profile.</summary>
    public int Id { get; init; }

    /// <summary>What its times count from, UTC; null where they count from the transaction.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>Length in seconds; null: without end.</summary>
    public int? DurationSeconds { get; init; }

    /// <summary>Unit of its limits.</summary>
    public required RateUnit Unit { get; init; }

    /// <summary>Least the EV can charge with; a hint, no limit.</summary>
    public decimal? MinRate { get; init; }

    /// <summary>Limit from a state of charge on (2.1).</summary>
    public SocLimit? LimitAtSoc { get; init; }

    /// <summary>Its times are by the clock of the place, summer and winter (2.1 useLocalTime).</summary>
    public bool UsesLocalTime { get; init; }

    /// <summary>Steps by their start.</summary>
    public required ImmutableArray<SchedulePeriod> Periods { get; init; }
}
