namespace Csms.Console.Pages.Tariffs;

/// <summary>A condition of a price, beside times of day and days, as it is typed.</summary>
public sealed class ConditionDraft
{
    /// <summary>On what the price depends.</summary>
    public ConditionKind Kind { get; set; } = ConditionKind.Energy;

    /// <summary>From there on; of what has no range: the value itself.</summary>
    public string From { get; set; } = "";

    /// <summary>Until there.</summary>
    public string Until { get; set; } = "";
}
