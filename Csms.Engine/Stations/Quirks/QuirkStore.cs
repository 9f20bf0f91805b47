using Csms.Engine.Ocpp;
using Csms.Engine.Storage;
using Csms.Engine.Units;
using Npgsql;

namespace Csms.Engine.Stations.Quirks;

/// <summary>Deviations of stations in the database.</summary>
internal sealed class QuirkStore(NpgsqlDataSource database)
{
    /// <summary>All, with the compact number of their station. Names that this program does not know are passed over.</summary>
    public async Task<List<(int Station, StationQuirk Quirk)>> LoadAsync(CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand("SELECT station_key, quirk, seen, first_at, last_at, last_action, last_message_id FROM csms.station_quirks");
        var all = new List<(int, StationQuirk)>();
        await using var reader = await sql.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            if (!EnumName.TryFind<FrameNote>(reader.GetString(1), out var note)) continue;
            all.Add((reader.GetInt32(0), new StationQuirk(
                note, reader.GetInt64(2), reader.GetFieldValue<DateTimeOffset>(3), reader.GetFieldValue<DateTimeOffset>(4), string.Intern(reader.GetString(5)), reader.GetString(6))));
        }

        return all;
    }

    /// <summary>Adds to the counts; other nodes add theirs. Stations that are no more take nothing.</summary>
    public async Task AddAsync(IReadOnlyList<(int Station, StationQuirk Quirk)> seen, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand(
            """
            INSERT INTO csms.station_quirks AS q (station_key, quirk, seen, first_at, last_at, last_action, last_message_id)
            SELECT s.key, n.quirk, n.seen, n.first_at::timestamptz, n.last_at::timestamptz, n.last_action, n.last_message_id
            FROM unnest($1::int[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[]) AS n (key, quirk, seen, first_at, last_at, last_action, last_message_id)
            JOIN csms.stations s ON s.key = n.key
            ON CONFLICT (station_key, quirk) DO UPDATE SET
                seen = q.seen + excluded.seen, first_at = least(q.first_at, excluded.first_at), last_at = greatest(q.last_at, excluded.last_at),
                last_action = CASE WHEN excluded.last_at >= q.last_at THEN excluded.last_action ELSE q.last_action END,
                last_message_id = CASE WHEN excluded.last_at >= q.last_at THEN excluded.last_message_id ELSE q.last_message_id END
            """);
        sql.Parameters.Integers(seen.Select(each => each.Station)).Texts(seen.Select(each => each.Quirk.Note.ToString())).Bigints(seen.Select(each => each.Quirk.Seen))
            .Texts(seen.Select(each => each.Quirk.FirstAt.ToString("O"))).Texts(seen.Select(each => each.Quirk.LastAt.ToString("O")))
            .Texts(seen.Select(each => StationText.Storable(each.Quirk.LastAction)!)).Texts(seen.Select(each => StationText.Storable(each.Quirk.LastMessageId)!));
        await sql.ExecuteNonQueryAsync(cancellation);
    }
}
