using System.Text.Json;
using Csms.Engine.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Csms.Console.Security;

/// <summary>The rules of sign-in in force: the configuration's, or what an administrator saved over them.</summary>
internal sealed class SecurityRules(IOptionsMonitor<SecurityOptions> options, NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>Key of the row in csms.settings.</summary>
    public const string Key = "security.secondFactorRoles";

    private volatile IReadOnlySet<Role>? _saved;

    /// <summary>Who holds one of these needs a second factor.</summary>
    public IReadOnlySet<Role> SecondFactorRoles => _saved ?? Configured;

    /// <summary>What the configuration says.</summary>
    public IReadOnlySet<Role> Configured => SecurityOptions.RolesOf(options.CurrentValue.SecondFactorRoles)!;

    /// <summary>Reads what was saved.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT value FROM csms.settings WHERE key = $1");
        command.Parameters.Text(Key);
        _saved = await command.ExecuteScalarAsync(cancellationToken) is string json ? SecurityOptions.RolesOf(JsonSerializer.Deserialize<string>(json)!) : null;
    }

    /// <summary>Puts them in force and keeps them over restarts.</summary>
    public async Task SaveAsync(IReadOnlySet<Role> roles, string actor, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            INSERT INTO csms.settings (key, value, updated_at, updated_by) VALUES ($1, $2, $3, $4)
            ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at, updated_by = excluded.updated_by
            """);
        command.Parameters.Text(Key).Jsonb(JsonSerializer.Serialize(string.Join(", ", roles.Order()))).Timestamp(time.GetUtcNow()).Text(actor);
        await command.ExecuteNonQueryAsync(cancellationToken);
        _saved = roles;
    }
}
