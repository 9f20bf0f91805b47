using Csms.Simulator.Station;

namespace Csms.Simulator.Quirks;

/// <summary>The register rolls over shortly after the simulation starts.</summary>
public sealed class MeterRollover : Quirk
{
    /// <inheritdoc/>
    public override string Name => "meter-rollover";

    /// <inheritdoc/>
    public override string Description => "The register rolls over shortly after the simulation starts.";

    private const long Capacity = 100_000_000;

    /// <inheritdoc/>
    public override long Register(Evse evse, long readingWh) => (Capacity - 3000 + readingWh - evse.Options.RegisterWh) % Capacity;
}
