namespace Csms.Console.Pages.Charging;

/// <summary>A step of a schedule as it is typed.</summary>
public sealed class PeriodDraft
{
    /// <summary>From the start of the schedule on: "8:00", hours and minutes.</summary>
    public string From { get; set; } = "0:00";

    /// <summary>Most that may be drawn, kW or A.</summary>
    public string Limit { get; set; } = "";

    /// <summary>Phases that may be used; null: all.</summary>
    public int? Phases { get; set; }
}
