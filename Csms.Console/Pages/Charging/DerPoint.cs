namespace Csms.Console.Pages.Charging;

/// <summary>A point of a curve as it is typed.</summary>
public sealed class DerPoint
{
    /// <summary>What is measured: voltage, frequency, power.</summary>
    public string X { get; set; } = "";

    /// <summary>What follows.</summary>
    public string Y { get; set; } = "";
}
