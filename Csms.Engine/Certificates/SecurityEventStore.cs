using System.Collections.Immutable;
using Csms.Engine.Storage;
using Npgsql;

namespace Csms.Engine.Certificates;

/// <summary>Security events of stations in the database.</summary>
internal sealed class SecurityEventStore(NpgsqlDataSource database)
{
    /// <summary>Those of every station by its compact number, newest first.</summary>
    public async Task<Dictionary<int, ImmutableList<SecurityEvent>>> LoadAsync(CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand("SELECT station_key, type, at, received_at, tech_info FROM csms.security_events ORDER BY station_key, id DESC");
        var stations = new Dictionary<int, ImmutableList<SecurityEvent>>();
        await using var reader = await sql.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var key = reader.GetInt32(0);
            var told = new SecurityEvent(string.Intern(reader.GetString(1)), reader.GetFieldValue<DateTimeOffset>(2), reader.GetFieldValue<DateTimeOffset>(3), reader.TextOrNull(4));
            stations[key] = stations.GetValueOrDefault(key, []).Add(told);
        }

        return stations;
    }

    /// <summary>Adds events in their order, and takes away what is older than the <paramref name="kept"/> newest of their stations. Stations that are no more take nothing.</summary>
    public async Task AddAsync(IReadOnlyList<(int Station, SecurityEvent Event)> events, int kept, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using (var sql = new NpgsqlCommand(
            """
            INSERT INTO csms.security_events (station_key, type, tech_info, at, received_at)
            SELECT s.key, n.type, n.tech_info, n.at::timestamptz, n.received_at::timestamptz
            FROM unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::text[]) WITH ORDINALITY AS n (key, type, tech_info, at, received_at, place)
            JOIN csms.stations s ON s.key = n.key ORDER BY n.place
            """, connection, transaction))
        {
            sql.Parameters.Integers(events.Select(each => each.Station)).Texts(events.Select(each => StationText.Storable(each.Event.Type)!));
            sql.Parameters.Texts(events.Select(each => StationText.Storable(each.Event.TechInfo)!)).Texts(events.Select(each => each.Event.At.ToString("O"))).Texts(events.Select(each => each.Event.ReceivedAt.ToString("O")));
            await sql.ExecuteNonQueryAsync(cancellation);
        }

        await using (var sql = new NpgsqlCommand(
            """
            DELETE FROM csms.security_events e USING (
                SELECT id FROM (SELECT id, row_number() OVER (PARTITION BY station_key ORDER BY id DESC) AS place FROM csms.security_events WHERE station_key = ANY($1)) x
                WHERE place > $2) old
            WHERE e.id = old.id
            """, connection, transaction))
        {
            sql.Parameters.Integers(events.Select(each => each.Station).Distinct()).Integer(kept);
            await sql.ExecuteNonQueryAsync(cancellation);
        }

        await transaction.CommitAsync(cancellation);
    }
}
