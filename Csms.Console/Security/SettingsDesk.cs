using System.Collections.Immutable;
using Csms.Console.Security.Audit;
using Csms.Engine.Stations;
using Csms.Engine.Storage;

namespace Csms.Console.Security;

/// <summary>Reads and saves what can be changed while running. Who saves over something that was changed meanwhile is told instead.</summary>
internal sealed class SettingsDesk(StationSettings stations, SecurityRules rules, AccessDirectory directory, SettingOrigins stored, IAuditLog audit) : IDisposable
{
    private readonly SemaphoreSlim _saving = new(1, 1);

    public async Task<LiveSettings> ReadAsync(CancellationToken cancellationToken = default)
    {
        var origins = await stored.ReadAsync([StationSettings.Key, SecurityRules.Key], cancellationToken);
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
