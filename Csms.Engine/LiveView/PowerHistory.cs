using Csms.Engine.Stations;
using Csms.Engine.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Csms.Engine.LiveView;

/// <summary>Power of every site and of the network, a value a minute: written as time goes by, read for the charts of a day.</summary>
public sealed partial class PowerHistory(NpgsqlDataSource database, StationRegistry registry, TimeProvider time, ILogger<PowerHistory> logger) : BackgroundService
{
    /// <summary>Key of the whole network in csms.power_minutes.</summary>
    private const string Network = "";

    /// <summary>Power by the minute, oldest first; minutes without a value are not there.</summary>
    /// <param name="siteIds">Sum of these sites; null: the whole network.</param>
    /// <param name="from">From, UTC.</param>
    /// <param name="to">Before, UTC.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<IReadOnlyList<(DateTimeOffset At, double PowerW)>> ReadAsync(
        IReadOnlyCollection<string>? siteIds, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            "SELECT at, sum(power_w)::float8 FROM csms.power_minutes WHERE site_id = ANY($1) AND at >= $2 AND at < $3 GROUP BY at ORDER BY at");
        command.Parameters.Texts(siteIds?.ToArray() ?? [Network]).Timestamp(from).Timestamp(to);
        var minutes = new List<(DateTimeOffset, double)>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            minutes.Add((reader.GetFieldValue<DateTimeOffset>(0), reader.GetDouble(1)));
        }

        return minutes;
    }

    /// <summary>Mean power of each site in equal steps, W, oldest first; a step without a value is not a number: what the power was nobody knows.</summary>
    /// <param name="from">From, UTC.</param>
    /// <param name="to">Before, UTC.</param>
    /// <param name="steps">How many.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<IReadOnlyDictionary<string, double[]>> BySiteAsync(DateTimeOffset from, DateTimeOffset to, int steps, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            """
            SELECT site_id, least($3 - 1, floor(extract(epoch FROM at - $1) / extract(epoch FROM $2 - $1) * $3))::int AS step, avg(power_w)::float8
            FROM csms.power_minutes WHERE site_id <> '' AND at >= $1 AND at < $2 GROUP BY site_id, step
            """);
        command.Parameters.Timestamp(from).Timestamp(to).Integer(steps);
        var sites = new Dictionary<string, double[]>(StringComparer.Ordinal);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var site = reader.GetString(0);
            if (!sites.TryGetValue(site, out var values))
            {
                sites.Add(site, values = new double[steps]);
                Array.Fill(values, double.NaN);
            }

            values[reader.GetInt32(1)] = reader.GetDouble(2);
        }

        return sites;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1), time);
        try
        {
            do
            {
                await WriteAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            return;
        }
    }

    private async Task WriteAsync(CancellationToken cancellation)
    {
        var power = new Dictionary<string, double>(StringComparer.Ordinal) { [Network] = 0 };
        foreach (var state in registry.States)
        {
            var watts = state.PowerW;
            power[Network] += watts;
            if (state.Profile.SiteId is { } site)
            {
                power[site] = power.GetValueOrDefault(site) + watts;
            }
        }

        var now = time.GetUtcNow();
        var minute = new DateTime(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMinute), DateTimeKind.Utc);
        try
        {
            await using var command = database.CreateCommand(
                """
                INSERT INTO csms.power_minutes (site_id, at, power_w) SELECT site, $2, power FROM unnest($1::text[], $3::bigint[]) AS x(site, power)
                ON CONFLICT (site_id, at) DO UPDATE SET power_w = excluded.power_w
                """);
            command.Parameters.Texts(power.Keys).Timestamp(minute).Bigints(power.Values.Select(watts => (long)watts));
            await command.ExecuteNonQueryAsync(cancellation);
        }
        catch (NpgsqlException exception)
        {
            LogMinuteLost(exception, minute);
        }
    }

    [LoggerMessage(4000, LogLevel.Warning, "Power of minute {Minute} was not written")]
    private partial void LogMinuteLost(Exception exception, DateTime minute);
}
