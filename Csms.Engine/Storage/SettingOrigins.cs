using Npgsql;

namespace Csms.Engine.Storage;

/// <summary>When and by whom settings were saved while the program ran; each is read and written by whoever it belongs to, all stand in one table.</summary>
public sealed class SettingOrigins
{
    private readonly NpgsqlDataSource _database;

    internal SettingOrigins(NpgsqlDataSource database) => _database = database;

    /// <summary>Those of some settings; one that was never saved has none.</summary>
    /// <param name="keys">Keys of their rows.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="NpgsqlException">The database does not answer.</exception>
    public async Task<IReadOnlyDictionary<string, SettingOrigin>> ReadAsync(IEnumerable<string> keys, CancellationToken cancellation)
    {
        await using var sql = _database.CreateCommand("SELECT key, updated_at, updated_by FROM csms.settings WHERE key = ANY($1)");
        sql.Parameters.Texts(keys);
        var origins = new Dictionary<string, SettingOrigin>(StringComparer.Ordinal);
        await using var reader = await sql.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) origins[reader.GetString(0)] = new SettingOrigin(reader.GetFieldValue<DateTimeOffset>(1), reader.GetString(2));
        return origins;
    }
}
