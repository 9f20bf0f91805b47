using Csms.Console.Security;

namespace Csms.Console.Api.Commands;

/// <summary>Which permission a command needs.</summary>
internal static class CommandPermissions
{
    public static string Of(string action) => action switch
    {
        "RequestStartTransaction" => Permissions.CommandStart,
        "RequestStopTransaction" or "UnlockConnector" => Permissions.CommandStop,
        "Reset" or "ChangeAvailability" or "TriggerMessage" or "ClearCache" => Permissions.CommandReset,
        _ => Permissions.CommandConfig,
    };
}
