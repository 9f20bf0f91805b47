using Csms.Engine.Events;
using Csms.Engine.Storage;
using Npgsql;

namespace Csms.Engine.Energy.Profiles;

/// <summary>What is known of smart charging in the database.</summary>
internal sealed class ChargingStore(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>Everything, by the compact number of the station.</summary>
    public async Task<Dictionary<int, StationCharging>> LoadAsync(CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand("SELECT station_key, kind, item, body FROM csms.charging_items ORDER BY station_key, kind, item");
        var stations = new Dictionary<int, StationCharging>();
        await using var reader = await sql.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var key = reader.GetInt32(0);
            stations[key] = ChargingItems.With(stations.GetValueOrDefault(key, StationCharging.None), new ChargingItem(reader.GetString(1), reader.GetString(2)), reader.GetString(3));
        }

        return stations;
    }

    /// <summary>What stations have told of what they can, by their compact number.</summary>
    public async Task<Dictionary<int, StationAbility>> AbilitiesAsync(CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand(
            """
            SELECT station_key, component, evse_id, variable, value, characteristics::text, connector_id FROM csms.variables
            WHERE attribute = 'Actual' AND variable = ANY($1)
                AND component IN ('SmartChargingCtrlr', 'Configuration', 'EVSE', 'Connector', 'ChargingStation', 'V2XChargingCtrlr', 'ACDERCtrlr', 'DCDERCtrlr')
            """);
        sql.Parameters.Texts(StationAbility.Variables);
        var abilities = new Dictionary<int, StationAbility>();
        await using var reader = await sql.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var key = reader.GetInt32(0);
            abilities[key] = abilities.GetValueOrDefault(key, StationAbility.Unknown).With(new VariableReported
            {
                Component = reader.GetString(1),
                EvseId = reader.GetInt16(2) is var evse and > 0 ? evse : null,
                ConnectorId = reader.GetInt16(6) is var connector and > 0 ? connector : null,
                Variable = reader.GetString(3),
                Attribute = "Actual",
                Value = reader.TextOrNull(4),
                Characteristics = reader.TextOrNull(5),
            });
        }

        return abilities;
    }

    /// <summary>Writes what has changed, in one transaction. A station that is no more takes nothing.</summary>
    public async Task SaveAsync(int stationKey, StationCharging before, StationCharging after, CancellationToken cancellation)
    {
        var (put, delete) = ChargingItems.Difference(before, after);
        if (put.Count == 0 && delete.Count == 0) return;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (delete.Count > 0)
        {
            await using var sql = new NpgsqlCommand("DELETE FROM csms.charging_items c USING unnest($2::text[], $3::text[]) AS d (kind, item) WHERE c.station_key = $1 AND c.kind = d.kind AND c.item = d.item", connection, transaction);
            sql.Parameters.Integer(stationKey).Texts(delete.Select(each => each.Kind)).Texts(delete.Select(each => each.Item));
            await sql.ExecuteNonQueryAsync(cancellation);
        }

        if (put.Count > 0)
        {
            await using var sql = new NpgsqlCommand(
                """
                INSERT INTO csms.charging_items (station_key, kind, item, body, changed_at)
                SELECT s.key, n.kind, n.item, n.body::jsonb, $5 FROM csms.stations s, unnest($2::text[], $3::text[], $4::text[]) AS n (kind, item, body) WHERE s.key = $1
                ON CONFLICT (station_key, kind, item) DO UPDATE SET body = excluded.body, changed_at = excluded.changed_at
                """, connection, transaction);
            sql.Parameters.Integer(stationKey).Texts(put.Select(each => each.Item.Kind)).Texts(put.Select(each => each.Item.Item)).Texts(put.Select(each => each.Body)).Timestamp(time.GetUtcNow());
            await sql.ExecuteNonQueryAsync(cancellation);
        }

        await transaction.CommitAsync(cancellation);
    }
}
