namespace Csms.Simulator.Quirks;

/// <summary>The clock is 23 minutes fast.</summary>
public sealed class ClockAhead : Quirk
{
    /// <inheritdoc/>
    public override string Name => "clock-ahead";

    /// <inheritdoc/>
    public override string Description => "The clock is 23 minutes fast.";

    /// <inheritdoc/>
    public override DateTimeOffset Now(DateTimeOffset now) => now.AddMinutes(23);
}
