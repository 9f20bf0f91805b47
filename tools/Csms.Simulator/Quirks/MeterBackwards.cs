using Csms.Simulator.Station;

namespace Csms.Simulator.Quirks;

/// <summary>Every fifth reading is 250 Wh lower than the truth.</summary>
public sealed class MeterBackwards : Quirk
{
    private int _count;

    /// <inheritdoc/>
    public override string Name => "meter-backwards";

    /// <inheritdoc/>
    public override string Description => "Every fifth reading is 250 Wh lower than the truth.";

    /// <inheritdoc/>
    public override long Register(Evse evse, long readingWh) => ++_count % 5 == 0 ? Math.Max(0, readingWh - 250) : readingWh;
}
