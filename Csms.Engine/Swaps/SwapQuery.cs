namespace Csms.Engine.Swaps;

/// <summary>Which battery swaps are asked for; newest first.</summary>
public sealed record SwapQuery
{
    /// <summary>Only of this station.</summary>
    public string? Station { get; init; }

    /// <summary>Only of this token; without regard to case.</summary>
    public string? IdToken { get; init; }

    /// <summary>Only in this state.</summary>
    public SwapState? State { get; init; }

    /// <summary>Only with a battery of this serial number, whichever way it went; without regard to case.</summary>
    public string? Battery { get; init; }

    /// <summary>Only begun from then on.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only begun before then.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Only of these sites' stations; null: of all.</summary>
    public IReadOnlyList<string>? Sites { get; init; }

    /// <summary>Only those after this one of the list.</summary>
    public SwapCursor? After { get; init; }

    /// <summary>How many at most.</summary>
    public int Limit { get; init; } = 100;
}
