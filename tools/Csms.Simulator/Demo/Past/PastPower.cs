namespace Csms.Simulator.Demo.Past;

/// <summary>Power of a site in a minute.</summary>
/// <param name="SiteCode">Which; empty: the whole network.</param>
/// <param name="At">The minute; UTC.</param>
/// <param name="PowerW">Power, W.</param>
public readonly record struct PastPower(string SiteCode, DateTimeOffset At, long PowerW)
{
    /// <summary>Every minute of a past, site by site and the network; a minute in which nobody charged is 0.</summary>
    public static IEnumerable<PastPower> ByMinute(PastPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var first = Minute(plan.From);
        var count = (int)(Minute(plan.Until) - first).TotalMinutes;
        var sites = new Dictionary<string, long[]>(StringComparer.Ordinal) { [""] = new long[count] };
        foreach (var session in plan.Sessions)
        {
            if (!sites.TryGetValue(session.Station.SiteCode, out var own)) sites.Add(session.Station.SiteCode, own = new long[count]);
            for (var place = 1; place < session.Readings.Count; place++)
            {
                var reading = session.Readings[place];
                // What is told at a moment is what was drawn since the reading before it.
                for (var at = Index(session.Readings[place - 1].At); at < Index(reading.At); at++)
                {
                    own[at] += reading.PowerW;
                    sites[""][at] += reading.PowerW;
                }
            }
        }
        return sites.SelectMany(site => site.Value.Select((watts, at) => new PastPower(site.Key, first.AddMinutes(at), watts)));

        int Index(DateTimeOffset at) => Math.Clamp((int)(Minute(at) - first).TotalMinutes, 0, count);
    }

    private static DateTimeOffset Minute(DateTimeOffset at) => new(at.UtcTicks - at.UtcTicks % TimeSpan.TicksPerMinute, TimeSpan.Zero);
}
