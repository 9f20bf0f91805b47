using System.Collections.Immutable;
using Csms.Console.Security;
using Csms.Console.Security.Audit;
using Csms.Engine.Stations;
using Npgsql;

namespace Csms.Console.Pages.Settings;

/// <summary>Reads and saves what can be changed while running. Who saves over something that was changed meanwhile is told instead.</summary>
internal sealed class SettingsDesk(StationSettings stations, SecurityRules rules, AccessDirectory directory, NpgsqlDataSource database, IAuditLog audit) : IDisposable
{
    private readonly SemaphoreSlim _saving = new(1, 1);

    public async Task<LiveSettings> ReadAsync(CancellationToken cancellationToken = default)
    {
        Dictionary<string, SettingOrigin> origins = new(StringComparer.Ordinal);
        await using var command = database.CreateCommand("SELECT key, updated_at, updated_by FROM csms.settings WHERE key IN ($1, $2)");
        command.Parameters.Add(new() { Value = StationSettings.Key });
        command.Parameters.Add(new() { Value = SecurityRules.Key });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) origins[reader.GetString(0)] = new SettingOrigin(reader.GetFieldValue<DateTimeOffset>(1), reader.GetString(2));
        return new LiveSettings(stations.AcceptUnknown, origins.GetValueOrDefault(StationSettings.Key), [.. rules.SecondFactorRoles], origins.GetValueOrDefault(SecurityRules.Key));
    }

    /// <summary>Saves what differs; false, and nothing saved, when somebody else saved since <paramref name="opened"/> was read.</summary>
    public async Task<bool> SaveAsync(LiveSettings opened, bool acceptUnknown, ImmutableSortedSet<Role> secondFactorRoles, Actor by, CancellationToken cancellationToken = default)
    {
        await _saving.WaitAsync(cancellationToken);
        try
        {
            var present = await ReadAsync(cancellationToken);
            if (!present.IsOfTheSameMomentAs(opened)) return false;
            if (present.AcceptUnknown != acceptUnknown)
            {
                await stations.SetAcceptUnknownAsync(acceptUnknown, by.Name, cancellationToken);
                await audit.WriteAsync(by, "setting.stations", "setting", "stations", new { present.AcceptUnknown }, new { AcceptUnknown = acceptUnknown }, cancellationToken: cancellationToken);
            }
            if (!present.SecondFactorRoles.SetEquals(secondFactorRoles))
            {
                await rules.SaveAsync(secondFactorRoles, by.Name, cancellationToken);
                directory.ForgetAll();
                await audit.WriteAsync(by, "setting.secondFactor", "setting", "security", new { Roles = present.SecondFactorRoles }, new { Roles = secondFactorRoles }, cancellationToken: cancellationToken);
            }
            return true;
        }
        finally
        {
            _saving.Release();
        }
    }

    public void Dispose() => _saving.Dispose();
}
