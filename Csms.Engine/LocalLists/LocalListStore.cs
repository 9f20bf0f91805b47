using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Csms.Engine.Storage;
using Npgsql;

namespace Csms.Engine.LocalLists;

/// <summary>Local lists in the database: a row a station, and each content once however many stations hold it.</summary>
internal sealed class LocalListStore(NpgsqlDataSource database, TimeProvider time)
{
    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };

    /// <summary>What is stored, by the compact number of the station; null asks for all.</summary>
    public async Task<IReadOnlyDictionary<int, LocalListState>> LoadAsync(IReadOnlyCollection<int>? keys, CancellationToken cancellation)
    {
        var contents = new Dictionary<string, TokenList>(StringComparer.Ordinal);
        await using (var sql = database.CreateCommand(
            $"""
            SELECT hash, entries FROM csms.local_list_contents
            WHERE hash IN (SELECT content FROM csms.local_lists{(keys is null ? "" : " WHERE station_key = ANY($1)")})
            """))
        {
            if (keys is not null) sql.Parameters.Integers(keys);
            await using var reader = await sql.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation)) contents[reader.GetString(0)] = TokenList.Of(JsonSerializer.Deserialize<List<ListEntry>>(reader.GetString(1), Json) ?? []);
        }

        var states = new Dictionary<int, LocalListState>();
        await using (var sql = database.CreateCommand(
            $"""
            SELECT station_key, mode, groups, left_out, version, content, revision, rest
            FROM csms.local_lists{(keys is null ? "" : " WHERE station_key = ANY($1)")}
            """))
        {
            if (keys is not null) sql.Parameters.Integers(keys);
            await using var reader = await sql.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
            {
                var rest = JsonSerializer.Deserialize<Rest>(reader.GetString(7), Json)!;
                states[reader.GetInt32(0)] = new LocalListState
                {
                    Mode = Enum.Parse<LocalListMode>(reader.GetString(1)),
                    Groups = [.. reader.GetFieldValue<string[]>(2)],
                    LeftOut = [.. reader.GetFieldValue<string[]>(3)],
                    Version = reader.IntegerOrNull(4),
                    Held = reader.TextOrNull(5) is { } hash && contents.TryGetValue(hash, out var held) ? held : TokenList.Empty,
                    Revision = reader.GetInt64(6),
                    AcceptedAt = rest.AcceptedAt,
                    ToldVersion = rest.ToldVersion,
                    ToldAt = rest.ToldAt,
                    IsDoubtful = rest.IsDoubtful,
                    IsUnsupported = rest.IsUnsupported,
                    Failures = rest.Failures,
                    NextTry = rest.NextTry,
                    Answers = [.. rest.Answers],
                };
            }
        }

        return states;
    }

    /// <summary>Writes how a station's list stands; an older state never takes the place of a newer one. A station that is no more takes nothing.</summary>
    public async Task SaveAsync(int stationKey, LocalListState state, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (state.Held.Count > 0)
        {
            await using var content = new NpgsqlCommand("INSERT INTO csms.local_list_contents (hash, entries) VALUES ($1, $2) ON CONFLICT (hash) DO NOTHING", connection, transaction);
            content.Parameters.Text(state.Held.Hash).Jsonb(JsonSerializer.Serialize(state.Held.Entries, Json));
            await content.ExecuteNonQueryAsync(cancellation);
        }

        await using var sql = new NpgsqlCommand(
            """
            INSERT INTO csms.local_lists (station_key, mode, groups, left_out, version, content, revision, rest, changed_at)
            SELECT s.key, $2, $3, $4, $5, $6, $7, $8, $9 FROM csms.stations s WHERE s.key = $1
            ON CONFLICT (station_key) DO UPDATE SET mode = excluded.mode, groups = excluded.groups, left_out = excluded.left_out, version = excluded.version,
                content = excluded.content, revision = excluded.revision, rest = excluded.rest, changed_at = excluded.changed_at
            WHERE csms.local_lists.revision < excluded.revision
            """, connection, transaction);
        sql.Parameters.Integer(stationKey).Text(state.Mode.ToString()).Texts(state.Groups).Texts(state.LeftOut).Integer(state.Version).Text(state.Held.Count > 0 ? state.Held.Hash : null).Bigint(state.Revision)
            .Jsonb(JsonSerializer.Serialize(new Rest(state.AcceptedAt, state.ToldVersion, state.ToldAt, state.IsDoubtful, state.IsUnsupported, state.Failures, state.NextTry, [.. state.Answers]), Json))
            .Timestamp(time.GetUtcNow());
        await sql.ExecuteNonQueryAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Deletes contents that no station holds any more.</summary>
    public async Task SweepAsync(CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand("DELETE FROM csms.local_list_contents c WHERE NOT EXISTS (SELECT FROM csms.local_lists l WHERE l.content = c.hash)");
        await sql.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Most entries of the whole list that a station told; null: it did not.</summary>
    public async Task<int?> EntriesAsync(int stationKey, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand(
            """
            SELECT component, value, characteristics->>'maxLimit' FROM csms.variables
            WHERE station_key = $1 AND attribute = 'Actual' AND ((component = 'LocalAuthListCtrlr' AND variable = 'Entries') OR (component = 'Configuration' AND variable = 'LocalAuthListMaxLength'))
            """);
        sql.Parameters.Integer(stationKey);
        await using var reader = await sql.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            // In 2.x Actual is how many there are, and the limit stands in the characteristics (2.1 part 2, appendix 3).
            var word = reader.GetString(0) == "Configuration" ? reader.TextOrNull(1) : reader.TextOrNull(2);
            if (double.TryParse(word, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var most) && most is >= 1 and <= int.MaxValue) return (int)most;
        }

        return null;
    }

    private sealed record Rest(
        DateTimeOffset? AcceptedAt, int? ToldVersion, DateTimeOffset? ToldAt, bool IsDoubtful, bool IsUnsupported, int Failures, DateTimeOffset? NextTry, List<ListAnswer> Answers);
}
