using Csms.Console.Layout;
using Csms.Console.Security;
using Csms.Engine.LiveView;
using Csms.Engine.Sessions;
using Npgsql;

namespace Csms.Console.Pages.Reviews;

/// <summary>How many sessions wait for a decision, by site: counted every few seconds for everybody, so that the shell asks nobody.</summary>
internal sealed partial class ReviewCounts(SessionStore store, LiveBoard board, TimeProvider time, ILogger<ReviewCounts> logger) : BackgroundService, INavCounts
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private volatile IReadOnlyDictionary<string, int> _bySite = new Dictionary<string, int>();

    /// <inheritdoc />
    public NavCount? Get(string key, AccessScope scope)
    {
        if (key != "reviews") return null;
        var sites = scope.Sites(Permissions.SessionsReview);
        var sum = 0;
        foreach (var (site, count) in _bySite)
            if (sites.Contains(site.Length == 0 ? null : site)) sum += count;
        return new NavCount(sum, Alarming: true);
    }

    /// <summary>Counts now: after a decision the figure must not lag behind it.</summary>
    public async Task CountAsync(CancellationToken cancellation)
    {
        var bySite = await store.InReviewAsync(cancellation);
        foreach (var station in board.Stations(LiveScope.All))
        {
            foreach (var session in station.Sessions.Sessions)
                if (ReviewQueue.RunsInDoubt(session)) bySite[station.Profile.SiteId ?? ""] = bySite.GetValueOrDefault(station.Profile.SiteId ?? "") + 1;
        }
        _bySite = bySite;
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                await CountAsync(stoppingToken);
            }
            catch (NpgsqlException exception)
            {
                LogFailed(logger, exception); // the last figures stay; the next turn tries again
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(6202, LogLevel.Warning, "The sessions in review could not be counted")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
