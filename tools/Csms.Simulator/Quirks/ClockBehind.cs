namespace Csms.Simulator.Quirks;

/// <summary>The clock is 17 minutes slow.</summary>
public sealed class ClockBehind : Quirk
{
    /// <inheritdoc/>
    public override string Name => "clock-behind";

    /// <inheritdoc/>
    public override string Description => "The clock is 17 minutes slow.";

    /// <inheritdoc/>
    public override DateTimeOffset Now(DateTimeOffset now) => now.AddMinutes(-17);
}
