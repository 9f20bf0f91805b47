namespace Csms.Simulator.Quirks;

/// <summary>Two seconds pass before each frame is read.</summary>
public sealed class SlowReader : Quirk
{
    /// <inheritdoc/>
    public override string Name => "slow-reader";

    /// <inheritdoc/>
    public override string Description => "Two seconds pass before each frame is read.";

    /// <inheritdoc/>
    public override int ReadDelayMilliseconds => 2000;
}
