using Csms.Engine.Storage;
using Csms.Engine.Units;
using Npgsql;

namespace Csms.Engine.Reservations;

/// <summary>Reservations in the database.</summary>
internal sealed class ReservationStore(NpgsqlDataSource database)
{
    private const string Columns = "r.number, r.id, s.id, r.evse_id, r.connector, r.id_token, r.token_type, r.group_id, r.created_at, r.expires_at, r.state, r.ended_at, r.session_id, r.actor";

    /// <summary>Writes a new reservation: it takes the place of one with the same number at the same station.</summary>
    public async Task SaveAsync(int stationKey, Reservation reservation, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand(
            """
            INSERT INTO csms.reservations (station_key, id, evse_id, connector, id_token, token_type, group_id, created_at, expires_at, state, ended_at, session_id, actor)
            SELECT s.key, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13 FROM csms.stations s WHERE s.key = $1
            ON CONFLICT (station_key, id) DO UPDATE SET evse_id = excluded.evse_id, connector = excluded.connector, id_token = excluded.id_token, token_type = excluded.token_type,
                group_id = excluded.group_id, created_at = excluded.created_at, expires_at = excluded.expires_at, state = excluded.state, ended_at = excluded.ended_at,
                session_id = excluded.session_id, actor = excluded.actor
            """);
        sql.Parameters.Integer(stationKey).Integer(reservation.Id).Integer(reservation.EvseId).Text(reservation.ConnectorType).Text(reservation.IdToken).Text(reservation.IdTokenType)
            .Text(reservation.GroupId).Timestamp(reservation.CreatedAt).Timestamp(reservation.ExpiresAt).Text(reservation.State.ToString()).Timestamp(reservation.EndedAt)
            .Bigint(reservation.SessionId).Text(reservation.Actor);
        await sql.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Writes what a reservation has become, if it stands as it was when that was decided; false: another node has written it meanwhile, or it is gone.</summary>
    public async Task<bool> StepAsync(int stationKey, Reservation before, Reservation after, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand(
            """
            UPDATE csms.reservations SET state = $6, ended_at = $7, session_id = $8
            WHERE station_key = $1 AND id = $2 AND created_at = $3 AND state = $4 AND session_id IS NOT DISTINCT FROM $5
            """);
        sql.Parameters.Integer(stationKey).Integer(after.Id).Timestamp(before.CreatedAt).Text(before.State.ToString()).Bigint(before.SessionId)
            .Text(after.State.ToString()).Timestamp(after.EndedAt).Bigint(after.SessionId);
        return await sql.ExecuteNonQueryAsync(cancellation) == 1;
    }

    /// <summary>As it stands; null: there is none, or no station any more.</summary>
    public async Task<Reservation?> StandingAsync(int stationKey, int id, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand($"SELECT {Columns} FROM csms.reservations r JOIN csms.stations s ON s.key = r.station_key WHERE r.station_key = $1 AND r.id = $2");
        sql.Parameters.Integer(stationKey).Integer(id);
        return await ReadAsync(sql, cancellation) is [var found] ? found.Reservation : null;
    }

    /// <summary>Those in force, and those that ended since an instant; of some stations, by their compact number, or of all.</summary>
    public async Task<IReadOnlyList<ReservationRow>> RecentAsync(IReadOnlyCollection<int>? stationKeys, DateTimeOffset since, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand(
            $"SELECT {Columns} FROM csms.reservations r JOIN csms.stations s ON s.key = r.station_key WHERE (r.state = 'Active' OR r.ended_at >= $1) AND ($2::int[] IS NULL OR r.station_key = ANY($2)) ORDER BY r.number");
        sql.Parameters.Timestamp(since).Integers(stationKeys);
        return await ReadAsync(sql, cancellation);
    }

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<ReservationRow>> ListAsync(ReservationQuery query, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand(
            $"""
            SELECT {Columns} FROM csms.reservations r JOIN csms.stations s ON s.key = r.station_key
            WHERE ($1::text IS NULL OR s.id = $1) AND ($2::text IS NULL OR r.state = $2) AND ($3::text[] IS NULL OR s.site_id = ANY($3)) AND ($4::bigint IS NULL OR r.number < $4)
            ORDER BY r.number DESC LIMIT $5
            """);
        sql.Parameters.Text(query.Station).Text(query.State?.ToString()).Texts(query.Sites).Bigint(query.Before).Integer(query.Limit);
        return await ReadAsync(sql, cancellation);
    }

    /// <summary>The newest with a number, or null.</summary>
    public async Task<ReservationRow?> FindAsync(int id, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand($"SELECT {Columns} FROM csms.reservations r JOIN csms.stations s ON s.key = r.station_key WHERE r.id = $1 ORDER BY r.number DESC LIMIT 1");
        sql.Parameters.Integer(id);
        return await ReadAsync(sql, cancellation) is [var found, ..] ? found : null;
    }

    private static async Task<IReadOnlyList<ReservationRow>> ReadAsync(NpgsqlCommand sql, CancellationToken cancellation)
    {
        var rows = new List<ReservationRow>();
        await using var reader = await sql.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add(new ReservationRow(reader.GetInt64(0), new Reservation
            {
                Id = reader.GetInt32(1),
                Station = StationId.Parse(reader.GetString(2)),
                EvseId = reader.IntegerOrNull(3),
                ConnectorType = reader.TextOrNull(4),
                IdToken = reader.GetString(5),
                IdTokenType = reader.GetString(6),
                GroupId = reader.TextOrNull(7),
                CreatedAt = reader.GetFieldValue<DateTimeOffset>(8),
                ExpiresAt = reader.GetFieldValue<DateTimeOffset>(9),
                State = Enum.Parse<ReservationState>(reader.GetString(10)),
                EndedAt = reader.TimestampOrNull(11),
                SessionId = reader.BigintOrNull(12),
                Actor = reader.GetString(13),
            }));
        }

        return rows;
    }
}
