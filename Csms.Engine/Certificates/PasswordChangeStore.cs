using Csms.Engine.Storage;
using Npgsql;

namespace Csms.Engine.Certificates;

/// <summary>The last change of each station's password in the database.</summary>
internal sealed class PasswordChangeStore(NpgsqlDataSource database)
{
    /// <summary>All, by the compact number of the station.</summary>
    public async Task<Dictionary<int, PasswordChange>> LoadAsync(CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand("SELECT station_key, state, begun_at, actor, ended_at, fault, answer FROM csms.password_changes");
        var changes = new Dictionary<int, PasswordChange>();
        await using var reader = await sql.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            changes[reader.GetInt32(0)] = new PasswordChange(
                Enum.Parse<PasswordChangeState>(reader.GetString(1)),
                reader.GetFieldValue<DateTimeOffset>(2),
                reader.GetString(3),
                reader.TimestampOrNull(4),
                reader.TextOrNull(5) is { } fault ? Enum.Parse<PasswordFault>(fault) : null,
                reader.TextOrNull(6));
        }

        return changes;
    }

    /// <summary>Writes one. A station that is no more takes nothing.</summary>
    public async Task SaveAsync(int stationKey, PasswordChange change, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand(
            """
            INSERT INTO csms.password_changes (station_key, state, begun_at, actor, ended_at, fault, answer)
            SELECT key, $2, $3, $4, $5, $6, $7 FROM csms.stations WHERE key = $1
            ON CONFLICT (station_key) DO UPDATE SET state = excluded.state, begun_at = excluded.begun_at, actor = excluded.actor,
                ended_at = excluded.ended_at, fault = excluded.fault, answer = excluded.answer
            """);
        sql.Parameters.Integer(stationKey).Text(change.State.ToString()).Timestamp(change.BegunAt).Text(change.Actor).Timestamp(change.EndedAt)
            .Text(change.Fault?.ToString()).Text(StationText.Storable(change.Answer));
        await sql.ExecuteNonQueryAsync(cancellation);
    }
}
