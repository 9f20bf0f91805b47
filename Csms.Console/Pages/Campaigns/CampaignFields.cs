using Csms.Console.Commands.Bulk;
using Csms.Engine.Firmware;

namespace Csms.Console.Pages.Campaigns;

/// <summary>A campaign as a person fills it in, but for image and stations. No I/O.</summary>
public sealed class CampaignFields
{
    /// <summary>Longest name.</summary>
    public const int MaxName = 100;
    /// <summary>For people.</summary>
    public string Name { get; set; } = "";
    /// <summary>With certificate and signature, where the image has them.</summary>
    public bool Signed { get; set; } = true;
    /// <summary>Only in a window.</summary>
    public bool HasWindow { get; set; } = true;
    /// <summary>Its beginning.</summary>
    public TimeOnly? From { get; set; } = new(1, 0);
    /// <summary>Its end.</summary>
    public TimeOnly? Until { get; set; } = new(5, 0);
    /// <summary>Stations that are away keep their place.</summary>
    public bool Waits { get; set; } = true;
    /// <summary>When OCPP 1.6 stations are reset.</summary>
    public CampaignReset Reset { get; set; }
    /// <summary>Minutes from the order to the new version.</summary>
    public int? Minutes { get; set; } = 60;
    /// <summary>Days after which nobody else has a turn.</summary>
    public int? Days { get; set; } = 7;
    /// <summary>Why.</summary>
    public string Reason { get; set; } = "";
    /// <summary>In which steps; what waits and what must be seen is settled for campaigns.</summary>
    public BulkPaceForm Pace { get; } = new() { Canary = 1, Batch = 10, PauseSeconds = 60 };

    /// <summary>Most minutes.</summary>
    public static int MostMinutes => (int)FirmwareCampaign.LongestWait.TotalMinutes;
    /// <summary>Most days.</summary>
    public static int MostDays => (int)FirmwareCampaign.Longest.TotalDays;

    /// <summary>Members that are wrong.</summary>
    public IEnumerable<string> Faults
    {
        get
        {
            foreach (var fault in Pace.Faults) yield return fault;
            if (HasWindow && (From is null || Until is null || From == Until)) yield return nameof(From);
            if (Minutes is not { } minutes || minutes < 1 || minutes > MostMinutes) yield return nameof(Minutes);
            if (Days is not { } days || days < 1 || days > MostDays) yield return nameof(Days);
        }
    }

    /// <summary>The window; only without <see cref="Faults"/>.</summary>
    public CampaignWindow? Window() => HasWindow ? new CampaignWindow(From!.Value, Until!.Value) : null;
}
