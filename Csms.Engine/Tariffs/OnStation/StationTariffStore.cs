using System.Collections.Immutable;
using System.Text.Json;
using Csms.Engine.Storage;
using Npgsql;

namespace Csms.Engine.Tariffs.OnStation;

/// <summary>Tariffs of stations in the database, a row a station; and what stations have told of what they can do with them.</summary>
internal sealed class StationTariffStore(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>What is stored, by the compact number of the station; null asks for all.</summary>
    public async Task<IReadOnlyDictionary<int, StationTariffs>> LoadAsync(IReadOnlyCollection<int>? keys, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand("SELECT station_key, held, refused, read_at, revision FROM csms.station_tariffs WHERE $1::int[] IS NULL OR station_key = ANY($1)");
        sql.Parameters.Integers(keys);
        var tariffs = new Dictionary<int, StationTariffs>();
        await using var reader = await sql.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            tariffs[reader.GetInt32(0)] = new StationTariffs
            {
                Held = JsonSerializer.Deserialize<ImmutableArray<HeldTariff>>(reader.GetString(1)),
                Refused = JsonSerializer.Deserialize<ImmutableArray<RefusedTariff>>(reader.GetString(2)),
                ReadAt = reader.TimestampOrNull(3),
                Revision = reader.GetInt64(4),
            };
        }

        return tariffs;
    }

    /// <summary>Writes how a station's tariffs stand; an older state never takes the place of a newer one. A station that is no more takes nothing.</summary>
    public async Task SaveAsync(int stationKey, StationTariffs tariffs, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand(
            """
            INSERT INTO csms.station_tariffs (station_key, held, refused, read_at, revision, changed_at)
            SELECT s.key, $2, $3, $4, $5, $6 FROM csms.stations s WHERE s.key = $1
            ON CONFLICT (station_key) DO UPDATE SET held = excluded.held, refused = excluded.refused, read_at = excluded.read_at, revision = excluded.revision, changed_at = excluded.changed_at
            WHERE csms.station_tariffs.revision < excluded.revision
            """);
        sql.Parameters.Integer(stationKey).Jsonb(StationText.StorableJson(JsonSerializer.Serialize(tariffs.Held))).Jsonb(StationText.StorableJson(JsonSerializer.Serialize(tariffs.Refused))).Timestamp(tariffs.ReadAt).Bigint(tariffs.Revision).Timestamp(time.GetUtcNow());
        await sql.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>What stations have told of their tariff controller, by their compact number.</summary>
    public async Task<IReadOnlyDictionary<int, TariffSupport>> SupportAsync(CancellationToken cancellation)
    {
        // One look by the key a station: a network has millions of variables, and these are a few a station.
        await using var sql = database.CreateCommand(
            $"""
            SELECT s.key, v.variable, v.variable_instance, v.value FROM csms.stations s
            CROSS JOIN LATERAL (
                SELECT variable, variable_instance, value FROM csms.variables
                WHERE station_key = s.key AND lower(component) = lower('{TariffSupport.Component}') AND attribute = 'Actual' AND mutability IS DISTINCT FROM 'Gone' ORDER BY variable LIMIT 50) v
            """);
        var support = new Dictionary<int, TariffSupport>();
        await using var reader = await sql.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var key = reader.GetInt32(0);
            support[key] = support.GetValueOrDefault(key, TariffSupport.Unknown).With(reader.GetString(1), reader.GetString(2), reader.TextOrNull(3));
        }

        return support;
    }
}
