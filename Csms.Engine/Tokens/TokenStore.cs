using Csms.Engine.Events;
using Csms.Engine.Storage;
using Npgsql;

namespace Csms.Engine.Tokens;

/// <summary>Tokens in the database; what is committed is at once what is answered.</summary>
public sealed class TokenStore(NpgsqlDataSource database, TokenDirectory directory, TimeProvider time)
{
    private const string Columns = "id_token, type, status, group_id, expires_at, concurrent, driver, note";

    /// <summary>Reads every token into memory; once, at start.</summary>
    public async Task LoadAsync(CancellationToken cancellation)
    {
        await using var command = database.CreateCommand($"SELECT {Columns} FROM csms.tokens");
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            directory.Put(Read(reader));
        }
    }

    /// <summary>Enters or replaces a token. The spelling of its first entry stays.</summary>
    /// <returns>The token as it was before, or null when it is new.</returns>
    public async Task<TokenEntry?> PutAsync(TokenEntry entry, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            """
            INSERT INTO csms.tokens (id_token, type, status, group_id, expires_at, concurrent, driver, note, created_at, updated_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)
            ON CONFLICT (lower(id_token)) DO UPDATE SET id_token = excluded.id_token, type = excluded.type, status = excluded.status,
                group_id = excluded.group_id, expires_at = excluded.expires_at, concurrent = excluded.concurrent, driver = excluded.driver,
                note = excluded.note, updated_at = excluded.updated_at
            """);
        command.Parameters.Text(entry.IdToken).Text(entry.Type).Text(entry.Status.ToString()).Text(entry.GroupId).Timestamp(entry.ExpiresAt)
            .Boolean(entry.Concurrent).Text(entry.Driver).Text(entry.Note).Timestamp(time.GetUtcNow());
        await command.ExecuteNonQueryAsync(cancellation);
        var before = directory.Find(entry.IdToken);
        directory.Remove(entry.IdToken);
        directory.Put(entry);
        return before;
    }

    /// <summary>Removes a token.</summary>
    /// <returns>The token as it was, or null when there was none.</returns>
    public async Task<TokenEntry?> DeleteAsync(string idToken, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("DELETE FROM csms.tokens WHERE lower(id_token) = lower($1)");
        command.Parameters.Text(idToken);
        await command.ExecuteNonQueryAsync(cancellation);
        var before = directory.Find(idToken);
        directory.Remove(idToken);
        return before;
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
    };
}
