using Csms.Engine.Events;
using Csms.Engine.Storage;
using Npgsql;

namespace Csms.Engine.Tokens;

/// <summary>Tokens in the database; what is committed is at once what is answered, on this node and, a moment later, on every other.</summary>
public sealed class TokenStore(NpgsqlDataSource database, TokenDirectory directory, TimeProvider time) : IKeepsEntered, IDisposable
{
    // One write after the other: memory takes over what is committed in the order in which it was committed, and what is read again does not come
    // between a write and its place in memory.
    private readonly SemaphoreSlim _turn = new(1, 1);

    private const string Columns = "id_token, type, status, group_id, expires_at, concurrent, driver, note, energy_transfers, language1, language2, charging_priority, only_at, tariff_id";

    /// <inheritdoc/>
    public string Kind => EnteredKinds.Token;

    /// <summary>Reads every token into memory; once, at start.</summary>
    public Task LoadAsync(CancellationToken cancellation) => ReadAgainAsync(null, cancellation);

    /// <inheritdoc/>
    public async Task ReadAgainAsync(IReadOnlyCollection<string>? ids, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            var gone = new HashSet<string>(ids ?? directory.All.Select(token => token.IdToken), StringComparer.OrdinalIgnoreCase);
            await using var command = database.CreateCommand($"SELECT {Columns} FROM csms.tokens{(ids is null ? "" : " WHERE lower(id_token) IN (SELECT lower(x) FROM unnest($1) AS x)")}");
            if (ids is not null)
            {
                command.Parameters.Texts(ids);
            }

            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
            {
                var entry = Read(reader);
                directory.Put(entry);
                gone.Remove(entry.IdToken);
            }

            foreach (var token in gone)
            {
                directory.Remove(token);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Enters or replaces a token, as it is spelt now.</summary>
    /// <returns>The token as it was before, or null when it is new.</returns>
    public Task<TokenEntry?> PutAsync(TokenEntry entry, CancellationToken cancellation) => InTurnAsync(async () =>
    {
        var before = directory.Find(entry.IdToken);
        await WriteAsync([new TokenChange(before, entry)], cancellation);
        return before;
    }, cancellation);

    /// <summary>Removes a token.</summary>
    /// <returns>The token as it was, or null when there was none.</returns>
    public Task<TokenEntry?> DeleteAsync(string idToken, CancellationToken cancellation) => InTurnAsync(async () =>
    {
        var before = directory.Find(idToken);
        if (before is not null)
        {
            await WriteAsync([new TokenChange(before, null)], cancellation);
        }

        return before;
    }, cancellation);

    /// <summary>Writes many changes, all of them or none: when a token is no longer as its change saw it, nothing is written.</summary>
    /// <param name="changes">At most one for a token.</param>
    /// <param name="cancellation">Gives up before the commit.</param>
    /// <returns>Changes whose token is different by now; none: all is written and counts.</returns>
    public Task<IReadOnlyList<TokenChange>> ApplyAsync(IReadOnlyList<TokenChange> changes, CancellationToken cancellation) => InTurnAsync<IReadOnlyList<TokenChange>>(async () =>
    {
        var stale = changes.Where(change => directory.Find(change.IdToken) != change.Before).ToList();
        if (stale.Count == 0)
        {
            await WriteAsync(changes, cancellation);
        }

        return stale;
    }, cancellation);

    /// <summary>Changes tokens from what they are when their turn has come, all of them or none.</summary>
    /// <param name="idTokens">Which; one that is not there (any more) is passed over.</param>
    /// <param name="change">From the token to what it shall be: the same leaves it alone, null removes it.</param>
    /// <param name="cancellation">Gives up before the commit.</param>
    /// <returns>What was changed.</returns>
    public Task<IReadOnlyList<TokenChange>> ChangeAsync(IEnumerable<string> idTokens, Func<TokenEntry, TokenEntry?> change, CancellationToken cancellation) =>
        InTurnAsync<IReadOnlyList<TokenChange>>(async () =>
        {
            var changes = idTokens.Distinct(StringComparer.OrdinalIgnoreCase).Select(directory.Find).OfType<TokenEntry>()
                .Select(entry => new TokenChange(entry, change(entry))).Where(each => each.Before != each.After).ToList();
            await WriteAsync(changes, cancellation);
            return changes;
        }, cancellation);

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task<TResult> InTurnAsync<TResult>(Func<Task<TResult>> write, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            return await write();
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task WriteAsync(IReadOnlyList<TokenChange> changes, CancellationToken cancellation)
    {
        if (changes.Count == 0)
        {
            return;
        }

        var (put, gone) = (changes.Select(change => change.After).OfType<TokenEntry>().ToList(), changes.Where(change => change.After is null).ToList());
        await using (var connection = await database.OpenConnectionAsync(cancellation))
        await using (var transaction = await connection.BeginTransactionAsync(cancellation))
        {
            if (put.Count > 0)
            {
                await PutAsync(connection, transaction, put, cancellation);
            }

            if (gone.Count > 0)
            {
                await using var delete = new NpgsqlCommand("DELETE FROM csms.tokens WHERE lower(id_token) IN (SELECT lower(id) FROM unnest($1::text[]) id)", connection, transaction);
                delete.Parameters.Texts(gone.Select(change => change.IdToken));
                await delete.ExecuteNonQueryAsync(cancellation);
            }

            await transaction.CommitAsync(cancellation);
        }

        foreach (var change in changes)
        {
            if (change.After is { } entry)
            {
                directory.Put(entry);
            }
            else
            {
                directory.Remove(change.IdToken);
            }
        }
    }

    private async Task PutAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, List<TokenEntry> entries, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            """
            INSERT INTO csms.tokens (id_token, type, status, group_id, expires_at, concurrent, driver, note, energy_transfers, language1, language2, charging_priority, only_at,
                tariff_id, created_at, updated_at)
            SELECT n.id, n.type, n.status, n.grp, n.expires, n.concurrent, n.driver, n.note, string_to_array(n.transfers, ','), n.language1, n.language2, n.priority,
                string_to_array(n.places, ','), n.tariff, $15, $15
            FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::boolean[], $7::text[], $8::text[], $9::text[],
                $10::text[], $11::text[], $12::integer[], $13::text[], $14::text[])
                n(id, type, status, grp, expires, concurrent, driver, note, transfers, language1, language2, priority, places, tariff)
            ON CONFLICT (lower(id_token)) DO UPDATE SET id_token = excluded.id_token, type = excluded.type, status = excluded.status,
                group_id = excluded.group_id, expires_at = excluded.expires_at, concurrent = excluded.concurrent, driver = excluded.driver,
                note = excluded.note, energy_transfers = excluded.energy_transfers, language1 = excluded.language1, language2 = excluded.language2,
                charging_priority = excluded.charging_priority, only_at = excluded.only_at, tariff_id = excluded.tariff_id, updated_at = excluded.updated_at
            """, connection, transaction);
        command.Parameters.Columns(entries).Text(entry => entry.IdToken).Text(entry => entry.Type).Text(entry => entry.Status.ToString()).Text(entry => entry.GroupId)
            .TimestampOrNull(entry => entry.ExpiresAt).Boolean(entry => entry.Concurrent).Text(entry => entry.Driver).Text(entry => entry.Note)
            .Text(entry => entry.EnergyTransfers is { } transfers ? string.Join(',', transfers.Modes) : null)
            .Text(entry => entry.Language1).Text(entry => entry.Language2).IntegerOrNull(entry => entry.Priority).Text(entry => entry.OnlyAt is { } places ? string.Join(',', places.Places) : null).Text(entry => entry.TariffId);
        command.Parameters.Timestamp(time.GetUtcNow());
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static TokenEntry Read(NpgsqlDataReader reader) => new()
    {
        IdToken = reader.GetString(0),
        Type = reader.GetString(1),
        Status = Enum.Parse<AuthorizationStatus>(reader.GetString(2)),
        GroupId = reader.TextOrNull(3),
        ExpiresAt = reader.TimestampOrNull(4),
        Concurrent = reader.GetBoolean(5),
        Driver = reader.TextOrNull(6),
        Note = reader.TextOrNull(7),
        EnergyTransfers = reader.IsDBNull(8) ? null : Events.Charging.EnergyTransfers.Of(reader.GetFieldValue<string[]>(8)),
        Language1 = reader.TextOrNull(9),
        Language2 = reader.TextOrNull(10),
        Priority = reader.IsDBNull(11) ? null : reader.GetInt32(11),
        OnlyAt = reader.IsDBNull(12) ? null : TokenPlaces.Of(reader.GetFieldValue<string[]>(12)),
        TariffId = reader.TextOrNull(13),
    };
}
