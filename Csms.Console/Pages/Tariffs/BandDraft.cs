namespace Csms.Console.Pages.Tariffs;

/// <summary>Another price at certain times, as it is typed.</summary>
public sealed class BandDraft
{
    /// <summary>Of what: energy, chargingTime or idleTime.</summary>
    public string Part { get; set; } = "energy";

    /// <summary>Days on which it counts; none: all.</summary>
    public ISet<DayOfWeek> Days { get; } = new HashSet<DayOfWeek>();

    /// <summary>From then on, by the clock of the station's place.</summary>
    public string Start { get; set; } = "";

    /// <summary>Until then; before the start: of the next day.</summary>
    public string End { get; set; } = "";

    /// <summary>Price of a kWh or a minute.</summary>
    public string Price { get; set; } = "";
}
