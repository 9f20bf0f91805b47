namespace Csms.Engine.Reservations;

/// <summary>Which reservations are asked for; newest first.</summary>
public sealed record ReservationQuery
{
    /// <summary>Only of this station.</summary>
    public string? Station { get; init; }

    /// <summary>Only in this state.</summary>
    public ReservationState? State { get; init; }

    /// <summary>Only of these sites' stations; null: of all.</summary>
    public IReadOnlyList<string>? Sites { get; init; }

    /// <summary>Only before this one of the list.</summary>
    public long? Before { get; init; }

    /// <summary>How many at most.</summary>
    public int Limit { get; init; } = 100;
}
