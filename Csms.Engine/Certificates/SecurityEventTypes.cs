using System.Collections.Frozen;

namespace Csms.Engine.Certificates;

/// <summary>What the standard says of the types of security events (2.x Part 2, appendix "Security Events").</summary>
public static class SecurityEventTypes
{
    private static readonly FrozenSet<string> Critical = new[]
    {
        "FirmwareUpdated", "SettingSystemTime", "StartupOfTheDevice", "ResetOrReboot", "SecurityLogWasCleared", "MemoryExhaustion", "TamperDetectionActivated",
        "MaintenanceLoginAccepted", "MaintenanceLoginFailed",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // Critical in the standard means that it must be told. These come with every restart and every update; boot loops have a rule of their own.
    private static readonly FrozenSet<string> Everyday = new[] { "FirmwareUpdated", "SettingSystemTime", "StartupOfTheDevice", "ResetOrReboot" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The standard calls events of this type critical.</summary>
    public static bool IsCritical(string type) => Critical.Contains(type);

    /// <summary>A person should look: critical, and nothing that belongs to the ordinary run of a station.</summary>
    public static bool IsAlarm(string type) => IsCritical(type) && !Everyday.Contains(type);
}
