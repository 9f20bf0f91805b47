using System.Text.Json;
using Csms.Engine.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Csms.Engine.Stations;

/// <summary>Settings about stations that an administrator changes while running (CONTRACTS 24); stored, so that they outlive a restart.</summary>
public sealed class StationSettings(NpgsqlDataSource database, IOptions<StationOptions> options, IHostEnvironment environment, TimeProvider time) : IKeepsEntered
{
    /// <summary>Key of the row in csms.settings.</summary>
    public const string Key = "stations.acceptUnknown";

    private readonly DateTimeOffset _started = time.GetUtcNow();
    private volatile bool _acceptUnknown = options.Value.AcceptUnknown ?? environment.IsDevelopment();

    /// <inheritdoc/>
    public string Kind => EnteredKinds.Setting;

    /// <summary>Stations that nobody has registered may connect.</summary>
    public bool AcceptUnknown => _acceptUnknown;

    /// <summary>Reads what was changed while running. A value that the configuration gives wins over it only until the next change.</summary>
    public Task LoadAsync(CancellationToken cancellation) => ReadAgainAsync(null, cancellation);

    /// <inheritdoc/>
    public async Task ReadAgainAsync(IReadOnlyCollection<string>? ids, CancellationToken cancellation)
    {
        if (ids?.Contains(Key) == false)
        {
            return;
        }

        await using var command = database.CreateCommand("SELECT value, updated_at FROM csms.settings WHERE key = $1");
        command.Parameters.Text(Key);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        if (await reader.ReadAsync(cancellation) && (ids is not null || options.Value.AcceptUnknown is null || reader.GetFieldValue<DateTimeOffset>(1) > _started))
        {
            _acceptUnknown = JsonSerializer.Deserialize<bool>(reader.GetString(0));
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
