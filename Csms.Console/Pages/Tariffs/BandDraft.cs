namespace Csms.Console.Pages.Tariffs;

/// <summary>Another price under certain conditions, as it is typed.</summary>
public sealed class BandDraft
{
    /// <summary>Of what: a member of TariffType.</summary>
    public string Part { get; set; } = "energy";

    /// <summary>Days on which it counts; none: all.</summary>
    public ISet<DayOfWeek> Days { get; } = new HashSet<DayOfWeek>();

    /// <summary>From then on, by the clock of the station's place.</summary>
    public string Start { get; set; } = "";

    /// <summary>Until then; before the start: of the next day.</summary>
    public string End { get; set; } = "";

    /// <summary>What else it depends on.</summary>
    public IList<ConditionDraft> Conditions { get; } = [];

    /// <summary>Price of a kWh or a minute, or a fee.</summary>
    public string Price { get; set; } = "";
}
