using System.Collections.Immutable;
using System.Text.Json;
using Csms.Engine.Prices;
using Csms.Engine.Storage;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Csms.Engine.Tariffs;

/// <summary>Tariffs in the database. A write sees the row as it is at its turn, whichever node it comes from.</summary>
internal sealed partial class TariffStore(NpgsqlDataSource database, TimeProvider time, ILogger<TariffStore> logger)
{
    private const string UniqueViolation = PostgresErrorCodes.UniqueViolation;

    /// <summary>What is stored of tariffs; null asks for all.</summary>
    public async Task<IReadOnlyList<TariffEntry>> LoadAsync(IReadOnlyCollection<string>? ids, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellation); // identity, versions and groups of one moment
        return await LoadAsync(connection, ids, cancellation);
    }

    /// <summary>Enters or changes a tariff.</summary>
    /// <param name="id">Which.</param>
    /// <param name="change">From what it is when its turn has come (null: there is none) to what it shall be; null: it may not.</param>
    /// <param name="expected">The version that was changed; null: whichever.</param>
    /// <param name="revision">The <see cref="TariffEntry.Revision"/> that was changed; null: whichever.</param>
    /// <param name="actor">Who.</param>
    /// <param name="cancellation">Gives up before the commit.</param>
    public async Task<TariffWritten> PutAsync(string id, Func<TariffEntry?, TariffWish?> change, int? expected, long? revision, string actor, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await database.OpenConnectionAsync(cancellation);
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            var before = await LockedAsync(connection, id, cancellation);
            if (expected is not null && expected != (before?.Current.Tariff.Version ?? 0)) return new TariffWritten { Refusal = TariffRefusal.Stale, Before = before };
            if (revision is not null && revision != before?.Revision) return new TariffWritten { Refusal = TariffRefusal.Stale, Before = before };
            if (change(before) is not { } wish) return new TariffWritten { Refusal = TariffRefusal.NotAllowed, Before = before };
            if (await TakenAsync(connection, id, wish.Groups, cancellation) is var (group, other)) return Taken(before, group, other);
            await WriteAsync(connection, id, before, wish, actor, cancellation);
            var after = (await LoadAsync(connection, [id], cancellation))[0];
            await transaction.CommitAsync(cancellation);
            return new TariffWritten { Before = before, After = after };
        }
        catch (PostgresException exception) when (exception is { SqlState: UniqueViolation, TableName: "tariff_groups" })
        {
            // Somebody gave a group to another tariff between our look and our write.
            return new TariffWritten { Refusal = TariffRefusal.GroupTaken };
        }
        catch (PostgresException exception) when (exception is { SqlState: UniqueViolation, TableName: "tariffs" or "tariff_versions" })
        {
            return new TariffWritten { Refusal = TariffRefusal.Stale }; // entered by somebody else at the same moment
        }
    }

    /// <summary>Notes that a tariff is given to a session, which nothing else that it was given to tells; false: there is no such tariff.</summary>
    public async Task<bool> NoteGivenAsync(string id, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("UPDATE csms.tariffs SET assigned_at = coalesce(assigned_at, $2) WHERE id = $1");
        command.Parameters.Text(id).Timestamp(time.GetUtcNow());
        return await command.ExecuteNonQueryAsync(cancellation) > 0;
    }

    /// <summary>Deletes a tariff that nobody was ever given.</summary>
    public async Task<TariffWritten> DeleteAsync(string id, Func<TariffEntry, bool> allowed, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await LockedAsync(connection, id, cancellation) is not { } before) return new TariffWritten { Refusal = TariffRefusal.Missing };
        if (!allowed(before)) return new TariffWritten { Refusal = TariffRefusal.NotAllowed, Before = before };
        if (before.EverAssigned || await IsNamedAsync(connection, id, cancellation)) return new TariffWritten { Refusal = TariffRefusal.InUse, Before = before };
        await using var delete = new NpgsqlCommand("DELETE FROM csms.tariffs WHERE id = $1", connection);
        delete.Parameters.Text(id);
        await delete.ExecuteNonQueryAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return new TariffWritten { Before = before };
    }

    /// <summary>Somebody has it, whatever was noted: a station that was given it in the moment in which it was entered, or a session that it prices.</summary>
    private static async Task<bool> IsNamedAsync(NpgsqlConnection connection, string id, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT EXISTS (SELECT 1 FROM csms.sessions WHERE tariff_id = $1) OR EXISTS (SELECT 1 FROM csms.stations WHERE tariff_id = $1) OR EXISTS (SELECT 1 FROM csms.sites WHERE tariff_id = $1)
                OR EXISTS (SELECT 1 FROM csms.tokens WHERE tariff_id = $1) OR EXISTS (SELECT 1 FROM csms.tariff_groups WHERE tariff_id = $1)
            """, connection);
        command.Parameters.Text(id);
        return await command.ExecuteScalarAsync(cancellation) is true;
    }

    private static TariffWritten Taken(TariffEntry? before, string group, string other) => new() { Refusal = TariffRefusal.GroupTaken, Before = before, Group = group, OtherTariff = other };

    private async Task<TariffEntry?> LockedAsync(NpgsqlConnection connection, string id, CancellationToken cancellation)
    {
        await using (var command = new NpgsqlCommand("SELECT 1 FROM csms.tariffs WHERE id = $1 FOR UPDATE", connection))
        {
            command.Parameters.Text(id);
            if (await command.ExecuteScalarAsync(cancellation) is null) return null;
        }

        return (await LoadAsync(connection, [id], cancellation)) is [var entry] ? entry : throw new InvalidDataException($"No version of tariff {id} can be read.");
    }

    private static async Task<(string Group, string Other)?> TakenAsync(NpgsqlConnection connection, string id, ImmutableArray<string> groups, CancellationToken cancellation)
    {
        if (groups.IsEmpty) return null;
        await using var command = new NpgsqlCommand("SELECT group_id, tariff_id FROM csms.tariff_groups WHERE tariff_id <> $1 AND lower(group_id) IN (SELECT lower(x) FROM unnest($2) AS x) ORDER BY 1 LIMIT 1", connection);
        command.Parameters.Text(id).Texts(groups);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? (reader.GetString(0), reader.GetString(1)) : null;
    }

    private async Task WriteAsync(NpgsqlConnection connection, string id, TariffEntry? before, TariffWish wish, string actor, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var version = before?.Current.Tariff.Version ?? 0;
        var isNew = before is null || !IsSame(before.Current.Tariff.Body, wish.Body);
        await using var batch = new NpgsqlBatch(connection);
        if (before is null)
        {
            // Stations could name a tariff before it was entered.
            Add(
                """
                INSERT INTO csms.tariffs (id, name, site_id, retired, assigned_at, changed_at, changed_by)
                VALUES ($1, $2, $3, $4, CASE WHEN EXISTS (SELECT 1 FROM csms.stations WHERE tariff_id = $1) OR EXISTS (SELECT 1 FROM csms.sites WHERE tariff_id = $1)
                    OR EXISTS (SELECT 1 FROM csms.tokens WHERE tariff_id = $1) THEN $5::timestamptz END, $5, $6)
                """).Text(id).Text(wish.Name).Text(wish.SiteId).Boolean(wish.Retired).Timestamp(now).Text(actor);
        }
        else
        {
            Add("UPDATE csms.tariffs SET name = $2, site_id = $3, retired = $4, changed_at = greatest($5, changed_at + interval '1 microsecond'), changed_by = $6 WHERE id = $1").Text(id).Text(wish.Name).Text(wish.SiteId).Boolean(wish.Retired).Timestamp(now).Text(actor);
        }

        if (isNew)
        {
            var tariff = TariffReader.Read(wish.Body, version + 1);
            Add("INSERT INTO csms.tariff_versions (tariff_id, version, body, currency, valid_from, created_at, actor) VALUES ($1, $2, $3, $4, $5, $6, $7)")
                .Text(id).Integer(version + 1).Text(wish.Body).Text(tariff.Currency).Timestamp(tariff.ValidFrom).Timestamp(now).Text(actor);
        }

        if (!wish.Groups.SequenceEqual(before?.Groups ?? [], StringComparer.Ordinal))
        {
            Add("DELETE FROM csms.tariff_groups WHERE tariff_id = $1").Text(id);
            Add("INSERT INTO csms.tariff_groups (group_id, tariff_id) SELECT x, $1 FROM unnest($2) AS x").Text(id).Texts(wish.Groups);
        }

        await batch.ExecuteNonQueryAsync(cancellation);

        NpgsqlParameterCollection Add(string sql)
        {
            var command = new NpgsqlBatchCommand(sql);
            batch.BatchCommands.Add(command);
            return command.Parameters;
        }
    }

    private async Task<IReadOnlyList<TariffEntry>> LoadAsync(NpgsqlConnection connection, IReadOnlyCollection<string>? ids, CancellationToken cancellation)
    {
        var versions = new Dictionary<string, ImmutableArray<TariffVersion>.Builder>(StringComparer.Ordinal);
        var groups = new Dictionary<string, ImmutableArray<string>.Builder>(StringComparer.Ordinal);
        var entries = new List<TariffEntry>();
        await using var batch = new NpgsqlBatch(connection);
        foreach (var sql in (string[])
        [
            "SELECT tariff_id, version, body, created_at, actor FROM csms.tariff_versions WHERE $1::text[] IS NULL OR tariff_id = ANY($1) ORDER BY tariff_id, version",
            "SELECT tariff_id, group_id FROM csms.tariff_groups WHERE $1::text[] IS NULL OR tariff_id = ANY($1) ORDER BY tariff_id, lower(group_id)",
            "SELECT id, name, site_id, retired, assigned_at IS NOT NULL, changed_at, changed_by FROM csms.tariffs WHERE $1::text[] IS NULL OR id = ANY($1)",
        ])
        {
            var command = new NpgsqlBatchCommand(sql);
            command.Parameters.Texts(ids);
            batch.BatchCommands.Add(command);
        }

        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            if (Read(reader.GetString(0), reader.GetInt32(1), reader.GetString(2)) is { } tariff)
                Of(versions, reader.GetString(0)).Add(new TariffVersion(tariff, reader.GetFieldValue<DateTimeOffset>(3), reader.GetString(4)));
        }

        await reader.NextResultAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) Of(groups, reader.GetString(0)).Add(reader.GetString(1));
        await reader.NextResultAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var id = reader.GetString(0);
            if (!versions.TryGetValue(id, out var own)) continue; // none of its versions could be read
            entries.Add(new TariffEntry
            {
                Id = id, Name = reader.GetString(1), SiteId = reader.TextOrNull(2), Retired = reader.GetBoolean(3), EverAssigned = reader.GetBoolean(4), ChangedAt = reader.GetFieldValue<DateTimeOffset>(5),
                ChangedBy = reader.GetString(6), Versions = own.ToImmutable(), Groups = groups.TryGetValue(id, out var named) ? named.ToImmutable() : [],
            });
        }

        return entries;
    }

    // What is written here was judged before; a row written by hand must not keep the program from starting.
    private Tariff? Read(string id, int version, string body)
    {
        try
        {
            return TariffReader.Read(body, version);
        }
        catch (FormatException fault)
        {
            LogNotReadable(fault, id, version);
            return null;
        }
    }

    [LoggerMessage(3875, LogLevel.Error, "Tariff {Tariff}, version {Version}, can't be read and is left out: sessions by it have no cost")]
    private partial void LogNotReadable(Exception exception, string tariff, int version);

    private static ImmutableArray<T>.Builder Of<T>(Dictionary<string, ImmutableArray<T>.Builder> all, string id)
    {
        if (!all.TryGetValue(id, out var list)) all[id] = list = ImmutableArray.CreateBuilder<T>();
        return list;
    }

    /// <summary>The same in other words: order of members, blanks, 0.30 for 0.3.</summary>
    private static bool IsSame(string body, string other) => JsonElement.DeepEquals(JsonElement.Parse(body), JsonElement.Parse(other));
}
