using Csms.Console.Pages.Power;
using Csms.Console.Security;
using Csms.Engine.Energy;
using Csms.Engine.Incidents;
using Csms.Engine.LiveView;

namespace Csms.Console.Pages.Overview;

/// <summary>Everything that the overview shows, within what a person may see.</summary>
internal sealed class OverviewReader(LiveBoard board, IncidentDesk incidents, DayQueries days, PowerHistory power, SiteDirectory sites, Certificates.CertificateExpiry certificates, TimeProvider time)
{
    private const int SiteSteps = 48;

    /// <summary>Sums now, from memory.</summary>
    public NetworkTotals Totals(AccessScope scope) => board.TotalsOf(scope.Live());

    /// <summary>Incidents within the scope that nobody has acknowledged.</summary>
    public int NotTaken(AccessScope scope) => incidents.Open.Count(incident => incident.State == IncidentState.Open && scope.Can(Permissions.IncidentsRead, incident.SiteId));

    /// <summary>Stations within the scope whose certificate ends soon, and whether this system's own does.</summary>
    public (int Stations, bool Host) Ending(AccessScope scope) => certificates.Count(scope);

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

    /// <summary>Figures of the day so far, with the energy of running sessions.</summary>
    public async Task<(DateTimeOffset At, DayFigures Figures)> FiguresAsync(AccessScope scope, TimeZoneInfo zone, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var local = TimeZoneInfo.ConvertTime(now, zone).Date;
        var midnight = new DateTimeOffset(local, zone.GetUtcOffset(local));
        var figures = await days.ReadAsync(midnight, now, scope.SiteIds(Permissions.SessionsRead), cancellation);
        return (now, figures with { EnergyWh = figures.EnergyWh + Running(scope, midnight, now) });
    }

    /// <summary>Reads the day from the store.</summary>
    /// <param name="scope">What may be seen.</param>
    /// <param name="zone">Zone whose midnight begins the day.</param>
    /// <param name="previous">What was read before: its curves are kept while they are younger than a minute.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<DayView> ReadAsync(AccessScope scope, TimeZoneInfo zone, DayView? previous, CancellationToken cancellation)
    {
        var (now, figures) = await FiguresAsync(scope, zone, cancellation);
        if (previous is not null && now.Minute == previous.ReadAt.Minute) return previous with { ReadAt = now, Figures = figures };

        var siteIds = scope.SiteIds(Permissions.StationsRead);
        var today = await power.ReadAsync(siteIds, now - PowerCurve.Day, now, cancellation);
        var before = await power.ReadAsync(siteIds, now - PowerCurve.Day - PowerCurve.Week, now - PowerCurve.Week, cancellation);
        var curve = PowerCurve.Of(today, before, now);
        // A step of the sites holds a minute at least: one between two records would read as no power.
        var siteSteps = Math.Min(SiteSteps, (int)(now - curve.From).TotalMinutes);
        return new DayView(now, figures, curve, await power.BySiteAsync(curve.From, now, siteSteps, cancellation));
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
}
