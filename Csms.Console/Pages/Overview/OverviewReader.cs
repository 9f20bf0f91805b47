using Csms.Console.Security;
using Csms.Engine.Energy;
using Csms.Engine.Incidents;
using Csms.Engine.LiveView;

namespace Csms.Console.Pages.Overview;

/// <summary>Everything that the overview shows, within what a person may see.</summary>
internal sealed class OverviewReader(LiveBoard board, IncidentDesk incidents, DayQueries days, PowerHistory power, SiteDirectory sites, TimeProvider time)
{
    private const int SiteSteps = 48;
    private const int FewMinutes = 120; // of a young network every minute is drawn
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Settled = TimeSpan.FromHours(1);
    private static readonly TimeSpan LeastShown = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(5);

    /// <summary>Sums now, from memory.</summary>
    public NetworkTotals Totals(AccessScope scope) => board.TotalsOf(scope.Live());

    /// <summary>Incidents within the scope that nobody has acknowledged.</summary>
    public int NotTaken(AccessScope scope) => incidents.Open.Count(incident => incident.State == IncidentState.Open && scope.Can(Permissions.IncidentsRead, incident.SiteId));

    /// <summary>Sites within the scope, most power first.</summary>
    public IReadOnlyList<SiteLine> Sites(AccessScope scope, IReadOnlyDictionary<string, double[]> day) =>
    [
        .. sites.All
            .Where(site => scope.Can(Permissions.StationsRead, site.Id))
            .Select(site => new SiteLine(site, board.TotalsOf(site.Id), day.GetValueOrDefault(site.Id, [])))
            .OrderByDescending(line => line.Totals.PowerW),
    ];

    /// <summary>Calls back when something within the scope changed.</summary>
    public IDisposable Subscribe(AccessScope scope, Action changed) => board.Subscribe(scope.Live(), null, changed);

    /// <summary>Reads the day from the store.</summary>
    /// <param name="scope">What may be seen.</param>
    /// <param name="zone">Zone whose midnight begins the day.</param>
    /// <param name="previous">What was read before: its curves are kept while they are younger than a minute.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<DayView> ReadAsync(AccessScope scope, TimeZoneInfo zone, DayView? previous, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var local = TimeZoneInfo.ConvertTime(now, zone).Date;
        var midnight = new DateTimeOffset(local, zone.GetUtcOffset(local));
        var figures = await days.ReadAsync(midnight, now, scope.SiteIds(Permissions.SessionsRead), cancellation);
        figures = figures with { EnergyWh = figures.EnergyWh + Running(scope, midnight, now) };
        if (previous is not null && now.Minute == previous.ReadAt.Minute) return previous with { ReadAt = now, Figures = figures };

        var siteIds = scope.SiteIds(Permissions.StationsRead);
        var today = await power.ReadAsync(siteIds, now - Day, now, cancellation);
        var before = await power.ReadAsync(siteIds, now - Day - Week, now - Week, cancellation);
        var from = before.Count == 0 && today is [var first, ..] && first.At > now - Day + Settled ? Earlier(first.At, now - LeastShown) : now - Day;
        var step = today.Count <= FewMinutes ? Minute : Step;
        // A step of the sites holds a minute at least: one between two records would read as no power.
        var siteSteps = Math.Min(SiteSteps, (int)((now - from) / Minute));
        return new DayView(now, figures, from, step, Thin(today, TimeSpan.Zero, step), Thin(before, Week, step), await power.BySiteAsync(from, now, siteSteps, cancellation));
    }

    // Energy of running sessions; of one that spans midnight the share of its time that lies in the day.
    private double Running(AccessScope scope, DateTimeOffset midnight, DateTimeOffset now)
    {
        var sum = 0.0;
        foreach (var station in board.Stations(scope.Live(Permissions.SessionsRead)))
            foreach (var session in station.Sessions.Sessions)
                if (session is { IsActive: true, EnergyWh: { } energy })
                    sum += session.StartedAt >= midnight ? energy : energy * ((now - midnight) / (now - session.StartedAt));
        return sum;
    }

    private static List<(DateTimeOffset At, double PowerW)> Thin(IReadOnlyList<(DateTimeOffset At, double PowerW)> minutes, TimeSpan moved, TimeSpan step) => step == Minute ? [.. minutes.Select(minute => (minute.At + moved, minute.PowerW))] :
    [
        .. minutes.GroupBy(minute => minute.At.UtcTicks / step.Ticks).Select(group => (new DateTimeOffset(group.Key * step.Ticks, TimeSpan.Zero) + moved, group.Average(minute => minute.PowerW))),
    ];

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
