using Csms.Console.Texts;
using Csms.Engine.Gateway;
using Csms.Engine.Units;
using Microsoft.Extensions.Localization;

namespace Csms.Console.Pages.Stations;

/// <summary>Why a charger was refused and what to change in it, in the installer's language.</summary>
internal sealed class RefusalWords(IStringLocalizer<StationTexts> texts)
{
    // The engine's reasons by how they begin.
    private static readonly (string Reason, string Key)[] _reasons =
    [
        ("unknown station", "Unknown"), ("no password", "NoPassword"), ("wrong password", "WrongPassword"), ("no OCPP version in common", "Version"), ("the path holds no station id", "NoIdentity"),
        ("not a WebSocket", "NotWebSocket"), ("the user name is not", "UserName"), ("the client certificate is for", "Certificate"), ("security profile", "Profile"), ("profile 0", "Profile"),
        ("the Authorization header", "Credentials"), ("the credentials", "Credentials"), ("too many failed", "TooMany"),
    ];

    /// <summary>"Wrong password".</summary>
    public string Why(RefusedConnect refused) => KeyOf(refused) is { } key ? texts[$"Refused.{key}"] : texts["Refused.Other", refused.Status];

    /// <summary>What to change.</summary>
    public string Try(RefusedConnect refused, StationId wanted) => KeyOf(refused) is { } key ? texts[$"Refused.{key}.Try", wanted.Value] : refused.Reason;

    private static string? KeyOf(RefusedConnect refused)
    {
        foreach (var (reason, key) in _reasons)
            if (refused.Reason.StartsWith(reason, StringComparison.Ordinal)) return key;
        return null;
    }
}
