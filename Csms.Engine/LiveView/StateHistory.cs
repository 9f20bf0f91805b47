using System.Collections.Concurrent;
using System.Globalization;
using Csms.Engine.Events;
using Csms.Engine.Gateway;
using Csms.Engine.Stations;
using Csms.Engine.Storage;
using Csms.Engine.Units;
using Npgsql;

namespace Csms.Engine.LiveView;

/// <summary>
/// What the EVSEs of stations did in the last 24 hours: read for the visible rows of a list in one query, kept for a minute, carried on by
/// the reader with the live state.
/// </summary>
public sealed class StateHistory
{
    /// <summary>How far back.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromHours(24);

    private const int Kept = 4_000;
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<int, StationDay> _days = new();
    private readonly NpgsqlDataSource _database;
    private readonly StateLog _log;
    private readonly TimeProvider _time;

    internal StateHistory(NpgsqlDataSource database, StateLog log, TimeProvider time) => (_database, _log, _time) = (database, log, time);

    /// <summary>The day of a station as read within the last minute, or null.</summary>
    public StationDay? Known(StationState station)
    {
        ArgumentNullException.ThrowIfNull(station);
        return _days.TryGetValue(station.Key, out var day) && _time.GetUtcNow() - day.To < Fresh ? day : null;
    }

    /// <summary>The days of stations, by their compact number; what is fresh is not read again.</summary>
    public async Task<IReadOnlyDictionary<int, StationDay>> ReadAsync(IReadOnlyCollection<StationState> stations, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(stations);
        var days = new Dictionary<int, StationDay>(stations.Count);
        var missing = new Dictionary<int, StationState>();
        foreach (var station in stations)
        {
            if (Known(station) is { } day)
            {
                days[station.Key] = day;
            }
            else
            {
                missing[station.Key] = station;
            }
        }

        if (missing.Count == 0)
        {
            return days;
        }

        var now = _time.GetUtcNow();
        var from = now - Length;
        var events = await EventsAsync(missing, from, now, cancellation);
        foreach (var (key, station) in missing)
        {
            var own = events.TryGetValue(key, out var list) ? list.OrderBy(each => each.At) : Enumerable.Empty<DayEvent>();
            days[key] = _days[key] = new StationDay(from, now, DayFold.Fold(own, station.Evses.Select(evse => evse.Id), from, now));
        }

        if (_days.Count > Kept)
        {
            foreach (var (key, day) in _days)
            {
                if (now - day.To >= Fresh)
                {
                    _days.TryRemove(key, out _);
                }
            }
        }

        return days;
    }

    /// <summary>What the EVSEs of stations did in any span of time, by the stations' compact numbers; nothing is kept.</summary>
    /// <param name="stations">Whose.</param>
    /// <param name="from">Begin, UTC.</param>
    /// <param name="to">End, UTC; not after now.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<IReadOnlyDictionary<int, StationDay>> SpanAsync(IReadOnlyCollection<StationState> stations, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(stations);
        await _log.FlushAsync(cancellation); // what happened a moment ago is in it
        var byKey = stations.ToDictionary(station => station.Key);
        var events = await EventsAsync(byKey, from, to, cancellation);
        var spans = new Dictionary<int, StationDay>(byKey.Count);
        foreach (var (key, station) in byKey)
        {
            var own = events.TryGetValue(key, out var list) ? list.OrderBy(each => each.At) : Enumerable.Empty<DayEvent>();
            spans.Add(key, new StationDay(from, to, DayFold.Fold(own, station.Evses.Select(evse => evse.Id), from, to)));
        }

        return spans;
    }

    /// <summary>Sessions of stations that ran within a span of time, with their energy, oldest first.</summary>
    public async Task<IReadOnlyList<SessionSpan>> SessionsAsync(IReadOnlyCollection<StationState> stations, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(stations);
        await using var command = _database.CreateCommand(
            """
            SELECT station_key, evse_id::int, id, started_at, ended_at, coalesce(energy_wh, 0)::bigint
            FROM csms.sessions
            WHERE station_id = ANY($1) AND started_at >= $2 - interval '3 days' AND started_at < $3 AND (ended_at IS NULL OR ended_at >= $2) AND evse_id > 0
            ORDER BY started_at
            """);
        command.Parameters.Texts(stations.Select(station => station.Id.Value)).Timestamp(from).Timestamp(to);
        var spans = new List<SessionSpan>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            spans.Add(new SessionSpan(
                reader.GetInt32(0), reader.GetInt32(1), reader.GetInt64(2), reader.GetFieldValue<DateTimeOffset>(3), reader.TimestampOrNull(4), reader.GetInt64(5)));
        }

        return spans;
    }

    /// <summary>When a station came and went from a time until before another, newest first.</summary>
    public async Task<IReadOnlyList<LinkPeriod>> LinksAsync(StationState station, DateTimeOffset from, DateTimeOffset to, int limit, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(station);
        await using var command = _database.CreateCommand(
            "SELECT at, online, reason FROM csms.link_states WHERE station_key = $1 AND at >= $2 AND at < $3 ORDER BY at DESC LIMIT $4");
        command.Parameters.Integer(station.Key).Timestamp(from).Timestamp(to).Integer(limit);
        var periods = new List<LinkPeriod>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            periods.Add(new LinkPeriod(reader.GetFieldValue<DateTimeOffset>(0), reader.GetBoolean(1), Statement.Read<LinkEnd>(reader.TextOrNull(2))));
        }

        return periods;
    }

    private async Task<Dictionary<int, List<DayEvent>>> EventsAsync(Dictionary<int, StationState> stations, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        // What was true at the beginning is the last row before it: the states look back 30 days at most, so that old partitions rest.
        await using var command = _database.CreateCommand(
            """
            SELECT k, l.at, 0, 0, 0::bigint, CASE WHEN l.online THEN '1' ELSE '0' END, l.reason, NULL
            FROM unnest($1::int[]) k CROSS JOIN LATERAL (
                (SELECT at, online, reason FROM csms.link_states WHERE station_key = k AND at < $2 AND at >= $2 - interval '30 days' ORDER BY at DESC LIMIT 1)
                UNION ALL
                (SELECT at, online, reason FROM csms.link_states WHERE station_key = k AND at >= $2 AND at < $4)) l
            UNION ALL
            SELECT station_key, received_at, 1, evse_id::int, connector_id::bigint, status, error_code, vendor_error FROM csms.evse_states
            WHERE station_key = ANY($1) AND received_at >= $2 AND received_at < $4
            UNION ALL
            SELECT k, s.received_at, 1, s.evse_id::int, s.connector_id::bigint, s.status, s.error_code, s.vendor_error
            FROM unnest($1::int[]) k CROSS JOIN LATERAL (
                SELECT DISTINCT ON (evse_id, connector_id) evse_id, connector_id, received_at, status, error_code, vendor_error FROM csms.evse_states
                WHERE station_key = k AND received_at < $2 AND received_at >= $2 - interval '30 days' ORDER BY evse_id, connector_id, received_at DESC) s
            UNION ALL
            SELECT s.station_key, e.at, 2, s.evse_id::int, s.id, coalesce(e.state, ''), NULL, NULL
            FROM csms.sessions s CROSS JOIN LATERAL (
                SELECT s.started_at AS at, NULL AS state
                UNION ALL
                SELECT x.at, x.charging_state FROM csms.session_events x WHERE x.session_id = s.id AND x.charging_state IS NOT NULL AND x.kind IN (1, 2)) e
            WHERE s.station_id = ANY($3) AND s.started_at >= $2 - interval '3 days' AND s.started_at < $4 AND (s.ended_at IS NULL OR s.ended_at >= $2)
            UNION ALL
            SELECT s.station_key, s.ended_at, 3, 0, s.id, '', NULL, NULL
            FROM csms.sessions s WHERE s.station_id = ANY($3) AND s.started_at >= $2 - interval '3 days' AND s.started_at < $4 AND s.ended_at >= $2
            """);
        command.Parameters.Integers(stations.Keys).Timestamp(from).Texts(stations.Values.Select(station => station.Id.Value)).Timestamp(to);
        var events = new Dictionary<int, List<DayEvent>>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var key = reader.GetInt32(0);
            if (!events.TryGetValue(key, out var list))
            {
                events.Add(key, list = []);
            }

            list.Add(Read(reader));
        }

        return events;
    }

    private static DayEvent Read(NpgsqlDataReader reader)
    {
        var at = reader.GetFieldValue<DateTimeOffset>(1);
        var evse = reader.IsDBNull(3) ? 0 : reader.GetInt32(3);
        var number = reader.GetInt64(4);
        var word = reader.GetString(5);
        var why = reader.TextOrNull(6);
        return reader.GetInt32(2) switch
        {
            0 => new DayEvent.Link(at, word == "1", Statement.Read<LinkEnd>(why)),
            1 => new DayEvent.Status(at, evse, (int)number, EnumName.Find<ConnectorStatus>(word) ?? ConnectorStatus.Unknown, why, reader.TextOrNull(7)),
            2 => new DayEvent.Session(at, number, evse, EnumName.Find<ChargingState>(word) ?? ChargingState.Unknown),
            3 => new DayEvent.End(at, number),
            var kind => throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"no history kind {kind}")),
        };
    }
}
