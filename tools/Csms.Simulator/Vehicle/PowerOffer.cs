namespace Csms.Simulator.Vehicle;

/// <summary>What a station offers the vehicle at this instant.</summary>
/// <param name="IsDc">True for DC; then only <paramref name="MaxW"/> counts.</param>
/// <param name="MaxW">Total power in W.</param>
/// <param name="MaxA">AC current in A a phase.</param>
/// <param name="Phases">AC phases of the outlet.</param>
public readonly record struct PowerOffer(bool IsDc, double MaxW, double MaxA, int Phases)
{
    /// <summary>Below 6 A a phase an AC pilot signal cannot offer anything (IEC 61851-1).</summary>
    public const double MinimumAcCurrentA = 6;

    /// <summary>True when the vehicle may not draw anything.</summary>
    public bool IsNothing => MaxW <= 0 || (!IsDc && MaxA < MinimumAcCurrentA);
}
