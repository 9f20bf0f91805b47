using System.Collections.Immutable;
using Csms.Engine.Events.Charging;

namespace Csms.Engine.Energy.Profiles;

/// <summary>What is known of the car at an EVSE: what it asks for, what it intends, what was promised to it. Ends with its transaction.</summary>
public sealed record EvseEnergy
{
    /// <summary>Which EVSE.</summary>
    public required int EvseId { get; init; }

    /// <summary>Its transaction; null: none has begun.</summary>
    public string? TransactionId { get; init; }

    /// <summary>What it asks for; null: it does not say.</summary>
    public ChargingNeeds? Needs { get; init; }

    /// <summary>When it said so, UTC.</summary>
    public DateTimeOffset? NeedsAt { get; init; }

    /// <summary>What it was answered; null: it did not ask, or nobody decided, which is Accepted.</summary>
    public NeedsVerdict? Verdict { get; init; }

    /// <summary>Why, where it is not Accepted.</summary>
    public string? VerdictReason { get; init; }

    /// <summary>What was made of it.</summary>
    public NeedsPlan? Plan { get; init; }

    /// <summary>What it intends; its start is the time that the EV counts from.</summary>
    public ChargingSchedule? Intended { get; init; }

    /// <summary>When it said so, UTC.</summary>
    public DateTimeOffset? IntendedAt { get; init; }

    /// <summary>It intends to draw more than it may.</summary>
    public bool IntendsTooMuch { get; init; }

    /// <summary>Priority charging is on.</summary>
    public bool IsPriority { get; init; }

    /// <summary>Since when, UTC.</summary>
    public DateTimeOffset? PrioritySince { get; init; }

    /// <summary>A driver switched it on at the station, not we.</summary>
    public bool PriorityByDriver { get; init; }

    /// <summary>Ways of transfer that we allowed (NotifyAllowedEnergyTransfer); none: nothing was said.</summary>
    public ImmutableArray<string> Allowed { get; init; } = [];

    /// <summary>Nothing is known.</summary>
    internal bool IsEmpty => Needs is null && Intended is null && !IsPriority && Allowed.IsEmpty;
}
