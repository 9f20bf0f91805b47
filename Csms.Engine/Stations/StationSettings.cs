using System.Text.Json;
using Csms.Engine.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Csms.Engine.Stations;

/// <summary>Settings about stations that an administrator changes while running (CONTRACTS 24); stored, so that they outlive a restart.</summary>
public sealed class StationSettings(NpgsqlDataSource database, IOptions<StationOptions> options, IHostEnvironment environment, TimeProvider time)
{
    /// <summary>Key of the row in csms.settings.</summary>
    public const string Key = "stations.acceptUnknown";

    private volatile bool _acceptUnknown = options.Value.AcceptUnknown ?? environment.IsDevelopment();

    /// <summary>Stations that nobody has registered may connect.</summary>
    public bool AcceptUnknown => _acceptUnknown;

    /// <summary>Reads what was changed while running. A value that the configuration gives wins over it only until the next change.</summary>
    public async Task LoadAsync(CancellationToken cancellation)
    {
        if (options.Value.AcceptUnknown is not null)
        {
            return;
        }

        await using var command = database.CreateCommand("SELECT value FROM csms.settings WHERE key = $1");
        command.Parameters.Text(Key);
        if (await command.ExecuteScalarAsync(cancellation) is string json)
        {
            _acceptUnknown = JsonSerializer.Deserialize<bool>(json);
        }
    }

    /// <summary>Changes it at once.</summary>
    public async Task SetAcceptUnknownAsync(bool accept, string actor, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            """
            INSERT INTO csms.settings (key, value, updated_at, updated_by) VALUES ($1, $2, $3, $4)
            ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at, updated_by = excluded.updated_by
            """);
        command.Parameters.Text(Key).Jsonb(accept ? "true" : "false").Timestamp(time.GetUtcNow()).Text(actor);
        await command.ExecuteNonQueryAsync(cancellation);
        _acceptUnknown = accept;
    }
}
