using Csms.Simulator.Station;

namespace Csms.Simulator.Quirks;

/// <summary>The register starts again at 0 with every transaction.</summary>
public sealed class MeterReset : Quirk
{
    /// <inheritdoc/>
    public override string Name => "meter-reset";

    /// <inheritdoc/>
    public override string Description => "The register starts again at 0 with every transaction.";

    /// <inheritdoc/>
    public override long Register(Evse evse, long readingWh) => readingWh - (evse.Transaction?.MeterStartWh ?? evse.LastMeterStartWh);
}
