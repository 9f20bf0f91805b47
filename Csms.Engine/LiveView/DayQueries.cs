using Csms.Engine.Storage;
using Npgsql;

namespace Csms.Engine.LiveView;

/// <summary>Figures of a day from the store; asked every few seconds by an overview, never by a message.</summary>
public sealed class DayQueries(NpgsqlDataSource database)
{
    /// <summary>
    /// Figures of a day up to now. A session that spans midnight counts with the share of its time that lies in the day; a running one
    /// with what the board knows of it (added by the caller).
    /// </summary>
    /// <param name="dayStart">Midnight of the zone in force, UTC.</param>
    /// <param name="now">UTC.</param>
    /// <param name="siteIds">Only these sites; null: all.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<DayFigures> ReadAsync(DateTimeOffset dayStart, DateTimeOffset now, IReadOnlyCollection<string>? siteIds, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            """
            WITH ended AS (
                SELECT coalesce(sum(energy_wh * csms.share_of(started_at, ended_at, $1, $2)), 0)::float8 AS energy
                FROM csms.sessions s
                WHERE ended_at >= $1 AND started_at >= $1 - interval '9 days'
                  AND ($3::text[] IS NULL OR s.station_id IN (SELECT id FROM csms.stations WHERE site_id = ANY($3)))),
            begun AS (
                SELECT count(*) AS sessions,
                    count(*) FILTER (WHERE coalesce(detail->>'verdict', 'Accepted') = 'Accepted') AS accepted,
                    count(*) FILTER (WHERE energy_wh > 0 OR detail ? 'energySince') AS charged
                FROM csms.sessions s
                WHERE started_at >= $1 AND ($3::text[] IS NULL OR s.station_id IN (SELECT id FROM csms.stations WHERE site_id = ANY($3)))),
            week_before AS (
                SELECT coalesce(sum(energy_wh * csms.share_of(started_at, ended_at, $1 - interval '7 days', $2 - interval '7 days'))
                        FILTER (WHERE ended_at >= $1 - interval '7 days'), 0)::float8 AS energy,
                    count(*) FILTER (WHERE started_at >= $1 - interval '7 days') AS sessions
                FROM csms.sessions s
                WHERE started_at >= $1 - interval '9 days' AND started_at < $2 - interval '7 days'
                  AND ($3::text[] IS NULL OR s.station_id IN (SELECT id FROM csms.stations WHERE site_id = ANY($3)))),
            review AS (
                SELECT count(*) AS sessions, min(started_at) AS oldest
                FROM csms.sessions s
                WHERE s.state = 'review' AND ($3::text[] IS NULL OR s.station_id IN (SELECT id FROM csms.stations WHERE site_id = ANY($3))))
            SELECT ended.energy, week_before.energy, begun.sessions, week_before.sessions, begun.accepted, begun.charged, review.sessions, review.oldest
            FROM ended, begun, week_before, review
            """);
        command.Parameters.Timestamp(dayStart).Timestamp(now).Texts(siteIds);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return new DayFigures(
            reader.GetDouble(0),
            reader.GetDouble(1),
            (int)reader.GetInt64(2),
            (int)reader.GetInt64(3),
            (int)reader.GetInt64(4),
            (int)reader.GetInt64(5),
            (int)reader.GetInt64(6),
            reader.TimestampOrNull(7));
    }
}
