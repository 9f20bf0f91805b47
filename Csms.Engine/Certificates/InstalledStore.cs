using System.Text.Json;
using Csms.Engine.Storage;
using Npgsql;

namespace Csms.Engine.Certificates;

/// <summary>What stations hold of certificates in the database, a row a station.</summary>
internal sealed class InstalledStore(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>What is stored, by the compact number of the station; null asks for all.</summary>
    public async Task<IReadOnlyDictionary<int, InstalledState>> LoadAsync(IReadOnlyCollection<int>? keys, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand("SELECT station_key, held, read_at, revision FROM csms.installed_certificates WHERE $1::int[] IS NULL OR station_key = ANY($1)");
        sql.Parameters.Integers(keys);
        var states = new Dictionary<int, InstalledState>();
        await using var reader = await sql.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            states[reader.GetInt32(0)] = new InstalledState
            {
                Held = [.. JsonSerializer.Deserialize<List<InstalledCertificate>>(reader.GetString(1)) ?? []],
                ReadAt = reader.TimestampOrNull(2),
                Revision = reader.GetInt64(3),
            };
        }

        return states;
    }

    /// <summary>Writes one; an older state never takes the place of a newer one. A station that is no more takes nothing.</summary>
    public async Task SaveAsync(int stationKey, InstalledState state, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand(
            """
            INSERT INTO csms.installed_certificates (station_key, held, read_at, revision, changed_at)
            SELECT s.key, $2, $3, $4, $5 FROM csms.stations s WHERE s.key = $1
            ON CONFLICT (station_key) DO UPDATE SET held = excluded.held, read_at = excluded.read_at, revision = excluded.revision, changed_at = excluded.changed_at
            WHERE csms.installed_certificates.revision < excluded.revision
            """);
        sql.Parameters.Integer(stationKey).Jsonb(StationText.StorableJson(JsonSerializer.Serialize(state.Held))).Timestamp(state.ReadAt).Bigint(state.Revision).Timestamp(time.GetUtcNow());
        await sql.ExecuteNonQueryAsync(cancellation);
    }
}
