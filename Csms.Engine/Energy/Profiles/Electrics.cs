namespace Csms.Engine.Energy.Profiles;

/// <summary>By what W and A are converted: W = A × V × phases (2.1 K01.FR.50, K01.FR.51).</summary>
/// <param name="VoltageV">Nominal, phase to neutral, V.</param>
/// <param name="Phases">Phases of the EVSE; 3 also for DC, whose current is told on the side of the grid.</param>
public readonly record struct Electrics(decimal VoltageV, int Phases)
{
    /// <summary>What counts where nothing else is known.</summary>
    public static Electrics Usual { get; } = new(230, 3);
}
