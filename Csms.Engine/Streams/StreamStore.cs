using System.Collections.Immutable;
using System.Text.Json;
using Csms.Engine.Storage;
using Npgsql;

namespace Csms.Engine.Streams;

/// <summary>Streams in the database, a row a station.</summary>
internal sealed class StreamStore(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>What is stored, by the compact number of the station; null asks for all.</summary>
    public async Task<IReadOnlyDictionary<int, StationStreams>> LoadAsync(IReadOnlyCollection<int>? keys, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand("SELECT station_key, streams FROM csms.station_streams WHERE $1::int[] IS NULL OR station_key = ANY($1)");
        sql.Parameters.Integers(keys);
        var found = new Dictionary<int, StationStreams>();
        await using var reader = await sql.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            if (JsonSerializer.Deserialize<Stored>(reader.GetString(1)) is not { } stored) continue;
            found[reader.GetInt32(0)] = new StationStreams
            {
                All = stored.All.ToImmutableSortedDictionary(stream => stream.Number, stream => stream),
                Monitors = stored.Monitors.ToImmutableSortedDictionary(),
                ReadAt = stored.ReadAt,
                Next = stored.Next,
                Revision = stored.Revision,
            };
        }

        return found;
    }

    /// <summary>Writes how a station's streams stand; an older state never takes the place of a newer one. A station that is no more takes nothing.</summary>
    public async Task SaveAsync(int stationKey, StationStreams streams, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand(
            """
            INSERT INTO csms.station_streams AS w (station_key, streams, revision, changed_at) SELECT s.key, $2, $3, $4 FROM csms.stations s WHERE s.key = $1
            ON CONFLICT (station_key) DO UPDATE SET streams = excluded.streams, revision = excluded.revision, changed_at = excluded.changed_at WHERE excluded.revision > w.revision
            """);
        var stored = new Stored([.. streams.All.Values], streams.Monitors.ToDictionary(), streams.ReadAt, streams.Next, streams.Revision);
        sql.Parameters.Integer(stationKey).Jsonb(StationText.StorableJson(JsonSerializer.Serialize(stored))).Bigint(streams.Revision).Timestamp(time.GetUtcNow());
        await sql.ExecuteNonQueryAsync(cancellation);
    }

    private sealed record Stored(List<EventStream> All, Dictionary<int, string> Monitors, DateTimeOffset? ReadAt, int Next, long Revision);
}
