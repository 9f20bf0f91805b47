using Csms.Console.Texts;
using Csms.Engine.Gateway;
using Csms.Engine.Units;
using Microsoft.Extensions.Localization;

namespace Csms.Console.Pages.Stations;

/// <summary>Why a charger was refused and what to change in it, in the installer's language.</summary>
internal sealed class RefusalWords(IStringLocalizer<StationTexts> texts)
{
    /// <summary>"Wrong password".</summary>
    public string Why(RefusedConnect refused) => texts[KeyOf(refused.Reason.Code)];

    /// <summary>What to change.</summary>
    public string Try(RefusedConnect refused, StationId wanted) => texts[$"{KeyOf(refused.Reason.Code)}.Try", wanted.Value];

    // What is the same for the one who stands in front of the charger has one text.
    internal static string KeyOf(ConnectRefusal code) => code switch
    {
        ConnectRefusal.ProfileZero => "Refused.Profile",
        ConnectRefusal.NotBasic or ConnectRefusal.NotBase64 or ConnectRefusal.NoColon => "Refused.Credentials",
        ConnectRefusal.Starting => "Refused.Stopping",
        _ => $"Refused.{code}",
    };
}
