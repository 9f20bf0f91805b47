using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Csms.Engine.Events;
using Csms.Engine.Prices;
using Csms.Engine.Storage;
using Csms.Engine.Units;
using Npgsql;

namespace Csms.Engine.Sessions;

/// <summary>Reads sessions from the store. Writing is the journal's alone.</summary>
/// <param name="database">Where they are.</param>
/// <param name="tariffs">By which they are priced; null: they are read without their price.</param>
public sealed class SessionStore(NpgsqlDataSource database, ITariffVersions? tariffs = null)
{
    private const int EndedPerStation = 4;

    /// <summary>How far back the repeat of an end without a known id is recognised, sessions of the station.</summary>
    private const int EndsSearched = 500;

    /// <summary>As <see cref="Session.IsOrphan"/>.</summary>
    private const string IsOrphan = "s.evse_id = 0 AND s.detail ? 'endSeen' AND NOT s.detail ? 'startSeen'";

    private const string Columns =
        """
        s.id, s.station_id, s.evse_id, s.connector_id, s.transaction_id, s.id_token, s.token_type, s.state, s.charging_state, s.started_at,
        s.ended_at, s.received_at, s.meter_start_wh, s.meter_stop_wh, s.energy_wh, s.stop_reason, s.remote_start_id, s.reservation_id,
        s.flags, s.start_key, s.detail, s.updated_at
        """;

    /// <summary>One session, or null.</summary>
    public async Task<Session?> FindAsync(SessionId id, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand($"SELECT {Columns} FROM csms.sessions s WHERE s.id = $1");
        command.Parameters.Bigint(id.Value);
        return await OneAsync(command, cancellation);
    }

    /// <summary>Those of these sessions that there are, newest first.</summary>
    public async Task<IReadOnlyList<Session>> FindAsync(IReadOnlyCollection<SessionId> ids, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand($"SELECT {Columns} FROM csms.sessions s WHERE s.id = ANY($1) ORDER BY s.started_at DESC, s.id DESC");
        command.Parameters.Bigints(ids.Select(id => id.Value));
        return await ListAsync(command, cancellation);
    }

    /// <summary>The session of a transaction, or null.</summary>
    public async Task<Session?> ByTransactionAsync(int stationKey, string transactionId, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand($"SELECT {Columns} FROM csms.sessions s WHERE s.station_key = $1 AND s.transaction_id = $2");
        command.Parameters.Integer(stationKey).Text(transactionId);
        return await OneAsync(command, cancellation);
    }

    /// <summary>The session of a 1.6 start, or null.</summary>
    public async Task<Session?> ByStartKeyAsync(int stationKey, string startKey, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand($"SELECT {Columns} FROM csms.sessions s WHERE s.station_key = $1 AND s.start_key = $2");
        command.Parameters.Integer(stationKey).Text(startKey);
        return await OneAsync(command, cancellation);
    }

    /// <summary>The latest session of a station that ended with exactly this message, or null.</summary>
    public async Task<Session?> ByEndKeyAsync(int stationKey, long endKey, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            $"""
             SELECT {Columns} FROM (
                 SELECT * FROM csms.sessions
                 WHERE station_id = (SELECT id FROM csms.stations WHERE key = $1) AND state <> 'active' ORDER BY started_at DESC LIMIT {EndsSearched}) s
             JOIN csms.session_events e ON e.session_id = s.id AND e.key = $2 AND e.kind = 3
             ORDER BY s.started_at DESC LIMIT 1
             """);
        command.Parameters.Integer(stationKey).Bigint(endKey);
        return await OneAsync(command, cancellation);
    }

    /// <summary>What a station's actor keeps in memory: everything that runs and the few that ended last.</summary>
    public async Task<SessionBook> BookAsync(int stationKey, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            $"""
             SELECT {Columns} FROM csms.sessions s WHERE s.station_key = $1 AND s.state = 'active'
             UNION ALL
             (SELECT {Columns} FROM csms.sessions s
              WHERE s.station_id = (SELECT id FROM csms.stations WHERE key = $1) AND s.state <> 'active' AND NOT ({IsOrphan})
              ORDER BY s.started_at DESC LIMIT {EndedPerStation})
             UNION ALL
             (SELECT {Columns} FROM csms.sessions s WHERE s.station_key = $1 AND s.state = 'review' AND {IsOrphan}
              ORDER BY s.started_at DESC LIMIT {SessionBook.OrphansKept})
             """);
        command.Parameters.Integer(stationKey);
        var sessions = await ListAsync(command, cancellation);
        sessions.Sort(static (a, b) => a.ReceivedAt.CompareTo(b.ReceivedAt));
        return new SessionBook([.. await SessionTails.WithAsync(database, sessions, cancellation)]);
    }

    /// <summary>The same for every station at once, at start.</summary>
    public async Task<Dictionary<StationId, SessionBook>> BooksAsync(DateTimeOffset endedSince, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            $"""
             SELECT {Columns} FROM csms.sessions s WHERE s.state = 'active'
             UNION ALL
             SELECT {Columns} FROM (
                 SELECT *, row_number() OVER (PARTITION BY station_key ORDER BY started_at DESC) AS place
                 FROM csms.sessions s WHERE state <> 'active' AND started_at >= $1 AND NOT ({IsOrphan})) s
             WHERE s.place <= {EndedPerStation}
             UNION ALL
             SELECT {Columns} FROM (
                 SELECT *, row_number() OVER (PARTITION BY station_key ORDER BY started_at DESC) AS place
                 FROM csms.sessions s WHERE state = 'review' AND {IsOrphan}) s
             WHERE s.place <= {SessionBook.OrphansKept}
             """);
        command.Parameters.Timestamp(endedSince);
        var sessions = await SessionTails.WithAsync(database, await ListAsync(command, cancellation), cancellation);
        return sessions
            .GroupBy(session => session.StationId)
            .ToDictionary(group => group.Key, group => new SessionBook([.. group.OrderBy(session => session.ReceivedAt)]));
    }

    /// <summary>A page of sessions, newest first unless the query says otherwise.</summary>
    public async Task<IReadOnlyList<Session>> ListAsync(SessionQuery query, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(query);
        await using var command = database.CreateCommand();
        var where = Where(command, query);
        if (query.After is { } after)
        {
            where += $" AND (s.started_at, s.id) {(query.OldestFirst ? '>' : '<')} ({command.Parameters.Timestamp(after.At).Place()}, {command.Parameters.Bigint(after.Id).Place()})";
        }

        command.CommandText = $"SELECT {Columns} FROM csms.sessions s WHERE {where} ORDER BY {(query.OldestFirst ? "s.started_at, s.id" : "s.started_at DESC, s.id DESC")} LIMIT {command.Parameters.Integer(query.Limit).Place()}";
        return await ListAsync(command, cancellation);
    }

    /// <summary>How many a query has, without regard to its page; counting stops at <paramref name="most"/>.</summary>
    public async Task<int> CountAsync(SessionQuery query, int most, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(query);
        await using var command = database.CreateCommand();
        var where = Where(command, query);
        command.CommandText = $"SELECT count(*)::int FROM (SELECT 1 FROM csms.sessions s WHERE {where} LIMIT {command.Parameters.Integer(most).Place()}) counted";
        return (int)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>How many sessions wait for a decision, by site; "" for stations without one.</summary>
    public async Task<Dictionary<string, int>> InReviewAsync(CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            """
            SELECT coalesce(t.site_id, ''), count(*)::int FROM csms.sessions s LEFT JOIN csms.stations t ON t.id = s.station_id
            WHERE s.state = 'review' GROUP BY 1
            """);
        var counts = new Dictionary<string, int>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            counts[reader.GetString(0)] = reader.GetInt32(1);
        }

        return counts;
    }

    /// <summary>Entries of a session's timeline, oldest first.</summary>
    public async Task<IReadOnlyList<SessionEvent>> EventsAsync(SessionId id, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            """
            SELECT key, kind, seq, at, received_at, trigger, charging_state, id_token, offline, (detail->>'registerWh')::bigint
            FROM csms.session_events WHERE session_id = $1 ORDER BY at, received_at, seq
            """);
        command.Parameters.Bigint(id.Value);
        var events = new List<SessionEvent>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            events.Add(new SessionEvent(
                id,
                reader.GetFieldValue<DateTimeOffset>(3),
                reader.GetFieldValue<DateTimeOffset>(4),
                reader.GetInt64(0),
                (TransactionPhase)(reader.GetInt16(1) - 1),
                reader.IsDBNull(5) ? "" : reader.GetString(5),
                reader.IsDBNull(2) ? null : (int)reader.GetInt64(2),
                reader.IsDBNull(6) ? null : Enum.Parse<ChargingState>(reader.GetString(6)),
                reader.TextOrNull(7),
                reader.BigintOrNull(9),
                reader.GetBoolean(8)));
        }

        return events;
    }

    private static string Where(NpgsqlCommand command, SessionQuery query)
    {
        var where = new StringBuilder("TRUE");
        void And(string condition, Func<NpgsqlParameterCollection, NpgsqlParameterCollection> value) =>
            where.Append(" AND ").Append(condition.Replace("$$", value(command.Parameters).Place(), StringComparison.Ordinal));

        if (query.StationId is { } station)
        {
            And("s.station_id = $$", sql => sql.Text(station));
        }

        if (query.SiteIds is { } sites)
        {
            And("s.station_id IN (SELECT id FROM csms.stations WHERE site_id = ANY($$))", sql => sql.Texts(sites));
        }

        if (query.State is { } state)
        {
            And("s.state = $$", sql => sql.Text(state.Word()));
        }

        if (query.From is { } from)
        {
            And("s.started_at >= $$", sql => sql.Timestamp(from));
        }

        if (query.To is { } to)
        {
            And("s.started_at < $$", sql => sql.Timestamp(to));
        }

        if (query.IdToken is { } token)
        {
            And("lower(s.id_token) = lower($$)", sql => sql.Text(token));
        }

        if (query.Search is { Length: > 0 } search)
        {
            if (SessionId.TryParse(search, out var number))
            {
                And("s.id = $$", sql => sql.Bigint(number.Value));
            }
            else
            {
                var text = new SessionText(search);
                var tokens = query.SearchTokens ? " OR s.id_token ILIKE $$" : "";
                if (text.IsShort)
                {
                    var whole = command.Parameters.Literally(search).Place();
                    And($"(s.station_id ILIKE $${tokens} OR s.transaction_id ILIKE {whole})", sql => sql.Beginning(search));
                }
                else
                {
                    And($"(s.station_id ILIKE $${tokens} OR s.transaction_id ILIKE $$)", sql => sql.Containing(search));
                }
            }
        }

        return where.ToString();
    }

    private async Task<Session?> OneAsync(NpgsqlCommand command, CancellationToken cancellation)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? Read(reader) : null;
    }

    private async Task<List<Session>> ListAsync(NpgsqlCommand command, CancellationToken cancellation)
    {
        var sessions = new List<Session>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            sessions.Add(Read(reader));
        }

        return sessions;
    }

    private Session Read(NpgsqlDataReader reader)
    {
        var received = reader.GetFieldValue<DateTimeOffset>(11);
        var session = new Session
        {
            Id = new SessionId(reader.GetInt64(0)),
            StationId = StationId.Parse(reader.GetString(1)),
            EvseId = reader.IsDBNull(2) ? 0 : reader.GetInt16(2),
            ConnectorId = reader.IsDBNull(3) ? 0 : reader.GetInt16(3),
            TransactionId = reader.IsDBNull(4) ? "" : reader.GetString(4),
            Token = reader.IsDBNull(5) ? null : new IdToken(reader.GetString(5), reader.IsDBNull(6) ? "" : reader.GetString(6)),
            State = SessionWords.ParseState(reader.GetString(7)) ?? throw new InvalidDataException("no session state: " + reader.GetString(7)),
            ChargingState = reader.IsDBNull(8) ? ChargingState.Unknown : Enum.Parse<ChargingState>(reader.GetString(8)),
            StartedAt = reader.GetFieldValue<DateTimeOffset>(9),
            EndedAt = reader.TimestampOrNull(10),
            ReceivedAt = received,
            LastHeardAt = reader.GetFieldValue<DateTimeOffset>(21),
            MeterStartWh = reader.BigintOrNull(12),
            MeterStopWh = reader.BigintOrNull(13),
            FinalEnergyWh = reader.IsDBNull(10) ? null : reader.BigintOrNull(14),
            StopReason = reader.TextOrNull(15),
            RemoteStartId = reader.IntegerOrNull(16),
            ReservationId = reader.IntegerOrNull(17),
            Flags = JsonSerializer.Deserialize(reader.GetString(18), SessionJson.Default.ImmutableArraySessionFlag),
            StartKey = reader.TextOrNull(19),
        };
        var detail = JsonSerializer.Deserialize(reader.GetString(20), SessionJson.Default.SessionDetail) ?? new SessionDetail();
        return detail.Onto(session, tariffs);
    }
}
