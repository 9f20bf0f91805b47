using System.Collections.Immutable;

namespace Csms.Engine.Incidents.Rules;

/// <summary>Something that may happen now and then, and not often.</summary>
internal static class Windowed
{
    /// <summary>Finds when at least <paramref name="least"/> of <paramref name="times"/> lie in the last <paramref name="minutes"/>; <paramref name="last"/> tells of the latest.</summary>
    public static void Judge(StationView view, Findings found, IncidentRule rule, ImmutableArray<DateTimeOffset> times, int least, int minutes, IncidentDetail last)
    {
        var window = TimeSpan.FromMinutes(minutes);
        var from = view.Now - window;
        var first = 0;
        while (first < times.Length && times[first] < from)
        {
            first++;
        }

        var count = times.Length - first;
        if (count >= least)
        {
            found.Add(view.Found(rule, times[first], times[^1], last with { Count = count, Minutes = minutes }, view.FramesAt(times[^1])));
        }
        else if (!view.HasWatched(window))
        {
            found.Leave(rule, view.Subject); // what happened before the engine started is not known
        }
    }
}
