namespace Csms.Simulator.Quirks;

/// <summary>The clock is eleven years ahead.</summary>
public sealed class ClockInFuture : Quirk
{
    /// <inheritdoc/>
    public override string Name => "clock-future";

    /// <inheritdoc/>
    public override string Description => "The clock is eleven years ahead.";

    /// <inheritdoc/>
    public override DateTimeOffset Now(DateTimeOffset now) => now.AddYears(11);
}
