using System.Collections.Immutable;
using System.Text.Json;
using Csms.Engine.Stations.Configuration;
using Csms.Engine.Storage;
using Npgsql;

namespace Csms.Engine.Monitoring;

/// <summary>Monitors and alerts in the database, a row a station.</summary>
internal sealed class MonitoringStore(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>What is stored, by the compact number of the station; null asks for all.</summary>
    public async Task<IReadOnlyDictionary<int, StationMonitoring>> LoadAsync(IReadOnlyCollection<int>? keys, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand("SELECT station_key, monitoring FROM csms.station_monitoring WHERE $1::int[] IS NULL OR station_key = ANY($1)");
        sql.Parameters.Integers(keys);
        var found = new Dictionary<int, StationMonitoring>();
        await using var reader = await sql.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            if (JsonSerializer.Deserialize<Stored>(reader.GetString(1)) is not { } stored) continue;
            found[reader.GetInt32(0)] = new StationMonitoring
            {
                Monitors = stored.Monitors.ToImmutableSortedDictionary(monitor => monitor.Id, monitor => monitor),
                Reports = [.. stored.Reports ?? []],
                Alerts = [.. stored.Alerts],
                Revision = stored.Revision,
            };
        }

        return found;
    }

    /// <summary>Writes how a station's monitors and alerts stand; an older state never takes the place of a newer one. A station that is no more takes nothing.</summary>
    public async Task SaveAsync(int stationKey, StationMonitoring current, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand(
            """
            INSERT INTO csms.station_monitoring AS w (station_key, monitoring, revision, changed_at) SELECT s.key, $2, $3, $4 FROM csms.stations s WHERE s.key = $1
            ON CONFLICT (station_key) DO UPDATE SET monitoring = excluded.monitoring, revision = excluded.revision, changed_at = excluded.changed_at WHERE excluded.revision > w.revision
            """);
        var stored = new Stored([.. current.Monitors.Values], [.. current.Reports], [.. current.Alerts], current.Revision);
        sql.Parameters.Integer(stationKey).Jsonb(StationText.StorableJson(JsonSerializer.Serialize(stored))).Bigint(current.Revision).Timestamp(time.GetUtcNow());
        await sql.ExecuteNonQueryAsync(cancellation);
    }

    private sealed record Stored(List<StationMonitor> Monitors, List<MonitorReport>? Reports, List<StationAlert> Alerts, long Revision);
}
