namespace Csms.Simulator.Quirks;

/// <summary>The clock starts at 1970-01-01 and never learns.</summary>
public sealed class ClockAtEpoch : Quirk
{
    private DateTimeOffset? _start;

    /// <inheritdoc/>
    public override string Name => "clock-epoch";

    /// <inheritdoc/>
    public override string Description => "The clock starts at 1970-01-01 and never learns.";

    /// <inheritdoc/>
    public override DateTimeOffset Now(DateTimeOffset now) => DateTimeOffset.UnixEpoch + (now - (_start ??= now));
}
