using System.Text.Json;
using Csms.Engine.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Csms.Engine.Incidents;

/// <summary>The thresholds in force: the configuration's, or what an administrator saved over them.</summary>
public sealed class IncidentSettings(NpgsqlDataSource database, IOptions<IncidentOptions> options, TimeProvider time) : IKeepsEntered
{
    private const string Key = "incidents.rules";

    private volatile IncidentOptions _current = options.Value;

    /// <summary>In force now.</summary>
    public IncidentOptions Current => _current;

    /// <summary>What the configuration says.</summary>
    public IncidentOptions Configured => options.Value;

    /// <inheritdoc/>
    public string Kind => EnteredKinds.Setting;

    /// <summary>Reads what was saved.</summary>
    public async Task LoadAsync(CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("SELECT value FROM csms.settings WHERE key = $1");
        command.Parameters.Text(Key);
        _current = await command.ExecuteScalarAsync(cancellation) is string json && JsonSerializer.Deserialize<IncidentOptions>(json) is { } saved ? saved : options.Value;
    }

    /// <inheritdoc/>
    public Task ReadAgainAsync(IReadOnlyCollection<string>? ids, CancellationToken cancellation) =>
        ids is null || ids.Contains(Key) ? LoadAsync(cancellation) : Task.CompletedTask;

    /// <summary>Puts thresholds in force and keeps them over restarts.</summary>
    /// <returns>What was in force before.</returns>
    public async Task<IncidentOptions> SaveAsync(IncidentOptions wanted, string actor, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            """
            INSERT INTO csms.settings (key, value, updated_at, updated_by) VALUES ($1, $2, $3, $4)
            ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at, updated_by = excluded.updated_by
            """);
        command.Parameters.Text(Key).Jsonb(JsonSerializer.Serialize(wanted)).Timestamp(time.GetUtcNow()).Text(actor);
        await command.ExecuteNonQueryAsync(cancellation);
        var before = _current;
        _current = wanted;
        return before;
    }
}
