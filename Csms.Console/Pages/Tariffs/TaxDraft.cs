namespace Csms.Console.Pages.Tariffs;

/// <summary>A tax as it is typed.</summary>
public sealed class TaxDraft
{
    /// <summary>Its name on the receipt.</summary>
    public string Name { get; set; } = "";

    /// <summary>How much, %.</summary>
    public string Percent { get; set; } = "";

    /// <summary>0 or null: on the net price; 1: on the price with the taxes of 0, and so on.</summary>
    public int? Stack { get; set; }
}
