namespace Csms.Console.Controls;

/// <summary>A number and its unit, apart, for tiles.</summary>
public readonly record struct Figure(string Value, string Unit)
{
    /// <inheritdoc />
    public override string ToString() => $"{Value} {Unit}";
}
