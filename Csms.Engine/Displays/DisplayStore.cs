using System.Collections.Immutable;
using System.Text.Json;
using Csms.Engine.Storage;
using Npgsql;

namespace Csms.Engine.Displays;

/// <summary>Display messages in the database, a row a station.</summary>
internal sealed class DisplayStore(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>What is stored, by the compact number of the station; null asks for all.</summary>
    public async Task<IReadOnlyDictionary<int, StationDisplay>> LoadAsync(IReadOnlyCollection<int>? keys, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand("SELECT station_key, messages, read_at, revision FROM csms.station_displays WHERE $1::int[] IS NULL OR station_key = ANY($1)");
        sql.Parameters.Integers(keys);
        var displays = new Dictionary<int, StationDisplay>();
        await using var reader = await sql.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            displays[reader.GetInt32(0)] = new StationDisplay
            {
                Messages = (JsonSerializer.Deserialize<List<DisplayMessage>>(reader.GetString(1)) ?? []).ToImmutableSortedDictionary(message => message.Id, message => message),
                ReadAt = reader.TimestampOrNull(2),
                Revision = reader.GetInt64(3),
            };
        }

        return displays;
    }

    /// <summary>Writes how a display stands; an older state never takes the place of a newer one. A station that is no more takes nothing.</summary>
    public async Task SaveAsync(int stationKey, StationDisplay display, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand(
            """
            INSERT INTO csms.station_displays (station_key, messages, read_at, revision, changed_at)
            SELECT s.key, $2, $3, $4, $5 FROM csms.stations s WHERE s.key = $1
            ON CONFLICT (station_key) DO UPDATE SET messages = excluded.messages, read_at = excluded.read_at, revision = excluded.revision, changed_at = excluded.changed_at
            WHERE csms.station_displays.revision < excluded.revision
            """);
        sql.Parameters.Integer(stationKey).Jsonb(JsonSerializer.Serialize(display.Messages.Values)).Timestamp(display.ReadAt).Bigint(display.Revision).Timestamp(time.GetUtcNow());
        await sql.ExecuteNonQueryAsync(cancellation);
    }
}
