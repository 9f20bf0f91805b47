using Csms.Engine.Events.Charging;

namespace Csms.Engine.Energy.Der;

/// <summary>A control that a station holds, as far as we know.</summary>
public sealed record HeldControl
{
    /// <summary>The control.</summary>
    public required DerControl Control { get; init; }

    /// <summary>Since when it is there, UTC.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>When the station last said that it holds it; null: it never did.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>It works now: the station told its start, and no end.</summary>
    public bool IsRunning { get; init; }
}
