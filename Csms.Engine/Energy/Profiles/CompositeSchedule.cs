using System.Collections.Immutable;
using Csms.Engine.Events.Charging;

namespace Csms.Engine.Energy.Profiles;

/// <summary>The limit over time that follows from all profiles together.</summary>
/// <param name="EvseId">Of this EVSE; 0: of the station.</param>
/// <param name="From">Beginning, UTC.</param>
/// <param name="To">End, UTC; earlier than asked for where there are more changes than can be listed.</param>
/// <param name="Periods">Stretches without a gap, the first from the beginning.</param>
public sealed record CompositeSchedule(int EvseId, DateTimeOffset From, DateTimeOffset To, ImmutableArray<CompositePeriod> Periods)
{
    /// <summary>What holds at an instant within it.</summary>
    public CompositePeriod At(DateTimeOffset at)
    {
        var found = Periods[0];
        foreach (var period in Periods)
        {
            if (period.From > at) break;
            found = period;
        }

        return found;
    }

    /// <summary>Points of a line of steps, one at each change and one at the end; null where nothing limits.</summary>
    public IEnumerable<(DateTimeOffset At, double? Value)> Steps(RateUnit unit)
    {
        foreach (var period in Periods) yield return (period.From, (double?)period.Limit?.In(unit));
        yield return (To, (double?)Periods[^1].Limit?.In(unit));
    }
}
