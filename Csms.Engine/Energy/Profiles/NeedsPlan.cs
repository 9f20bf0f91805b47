namespace Csms.Engine.Energy.Profiles;

/// <summary>The profile made for an EV's needs, and what it comes to.</summary>
public sealed record NeedsPlan
{
    /// <summary>What became of it.</summary>
    public PlanState State { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Its number; null: none was made yet.</summary>
    public int? ProfileId { get; init; }

    /// <summary>Until when it reckons: the departure, or the end of the look-ahead.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Energy that can be charged by then, Wh; null: not reckoned.</summary>
    public decimal? ReachableWh { get; init; }

    /// <summary>How often the EV was given a new one because it intended to draw more than it may.</summary>
    public int Renewals { get; init; }

    /// <summary>The station's word, where it refused.</summary>
    public string? Answer { get; init; }
}
