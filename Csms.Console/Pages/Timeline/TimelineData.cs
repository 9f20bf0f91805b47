using Csms.Console.Controls;
using Csms.Console.Pages.Stations;
using Csms.Engine.LiveView;
using Csms.Engine.Stations;

namespace Csms.Console.Pages.Timeline;

/// <summary>A window of history as compact numbers. Pure.</summary>
/// <param name="Start">Begin, Unix ms.</param>
/// <param name="End">End, Unix ms.</param>
/// <param name="Lanes">By station and EVSE.</param>
/// <param name="Power">Of the site; null: no strip.</param>
public sealed record TimelineData(long Start, long End, IReadOnlyList<TimelineLane> Lanes, TimelinePower? Power)
{
    /// <summary>Builds the window.</summary>
    /// <param name="stations">In the order of the lanes.</param>
    /// <param name="spans">What their EVSEs did, by compact number.</param>
    /// <param name="sessions">Sessions that ran in it.</param>
    /// <param name="from">Begin.</param>
    /// <param name="to">End.</param>
    /// <param name="power">Minutes of the site's power; null: no strip.</param>
    /// <param name="say">Why an EVSE is as it is, in the person's language.</param>
    public static TimelineData Of(
        IReadOnlyList<StationState> stations,
        IReadOnlyDictionary<int, StationDay> spans,
        IReadOnlyList<SessionSpan> sessions,
        DateTimeOffset from,
        DateTimeOffset to,
        IReadOnlyList<(DateTimeOffset At, double PowerW)>? power,
        Func<EvseReason, string> say)
    {
        var ofLane = sessions.ToLookup(session => (session.StationKey, session.EvseId));
        var lanes = new List<TimelineLane>();
        foreach (var station in stations)
        {
            if (!spans.TryGetValue(station.Key, out var span)) continue;
            foreach (var evse in span.Evses) lanes.Add(Lane(station, evse, ofLane[(station.Key, evse.EvseId)], from, say));
        }

        return new TimelineData(from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds(), lanes, power is null ? null : Minutes(power, from, to));
    }

    /// <summary>Sessions of a lane as it carries them.</summary>
    public static IReadOnlyList<long> Flat(IEnumerable<SessionSpan> sessions, DateTimeOffset from)
    {
        var flat = new List<long>();
        foreach (var session in sessions) flat.AddRange([session.SessionId, Seconds(session.From, from), session.To is { } end ? Math.Max(1, Seconds(end, from)) : 0, session.EnergyWh]);
        return flat;
    }

    private static TimelineLane Lane(StationState station, EvseDay evse, IEnumerable<SessionSpan> sessions, DateTimeOffset from, Func<EvseReason, string> say)
    {
        var (at, state, session) = (new List<int>(evse.Segments.Length), new List<int>(evse.Segments.Length), new List<long>(evse.Segments.Length));
        var why = new Dictionary<int, string>();
        foreach (var segment in evse.Segments)
        {
            // What is shorter than a second shows as what came after it, unless that is no worse.
            var second = (int)Seconds(segment.From, from);
            if (at.Count > 0 && at[^1] == second)
            {
                state[^1] = (int)EvStates.Worse((EvState)state[^1], segment.Condition.OnScreen());
                session[^1] = segment.SessionId ?? session[^1];
            }
            else
            {
                at.Add(second);
                state.Add((int)segment.Condition.OnScreen());
                session.Add(segment.SessionId ?? 0);
            }

            if (segment.Reason is { } reason) why[at.Count - 1] = say(reason);
        }

        return new TimelineLane(station.Key, evse.EvseId, station.Id.Value, station.Boot?.Model, StationLinks.Of(station.Id), at, state, session, why, Flat(sessions, from));
    }

    private static TimelinePower Minutes(IReadOnlyList<(DateTimeOffset At, double PowerW)> power, DateTimeOffset from, DateTimeOffset to)
    {
        var step = TimeSpan.FromMinutes(1);
        var start = new DateTimeOffset(from.UtcTicks - from.UtcTicks % step.Ticks, TimeSpan.Zero);
        var values = new int?[(int)((to - start) / step) + 1];
        foreach (var (at, watts) in power)
        {
            var index = (int)((at - start) / step);
            if (index >= 0 && index < values.Length) values[index] = (int)Math.Round(watts / 100);
        }

        return new TimelinePower(start.ToUnixTimeMilliseconds(), (long)step.TotalMilliseconds, values);
    }

    private static long Seconds(DateTimeOffset at, DateTimeOffset from) => (long)(at - from).TotalSeconds;
}
