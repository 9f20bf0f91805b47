using System.Collections.Immutable;

namespace Csms.Engine.Events.Charging;

/// <summary>A charging profile (2.1 ChargingProfileType; 1.6 ChargingProfile).</summary>
public sealed record ChargingProfile
{
    /// <summary>Unique at its station.</summary>
    public required int Id { get; init; }

    /// <summary>Of the profiles with one purpose the highest level leads.</summary>
    public required int StackLevel { get; init; }

    /// <summary>What it is for.</summary>
    public required ProfilePurpose Purpose { get; init; }

    /// <summary>What its times count from.</summary>
    public required ProfileKind Kind { get; init; }

    /// <summary>Of a recurring one: how often.</summary>
    public Recurrence? Recurrence { get; init; }

    /// <summary>First instant at which it counts; null: from its arrival.</summary>
    public DateTimeOffset? ValidFrom { get; init; }

    /// <summary>First instant at which it counts no more; null: never.</summary>
    public DateTimeOffset? ValidTo { get; init; }

    /// <summary>Of a TxProfile: its transaction. 1.6 may leave it out.</summary>
    public string? TransactionId { get; init; }

    /// <summary>It does not count when the station has been offline for longer, seconds; null: it does (2.1).</summary>
    public int? MaxOfflineSeconds { get; init; }

    /// <summary>After being offline for that long it never counts again (2.1).</summary>
    public bool InvalidAfterOffline { get; init; }

    /// <summary>Of a dynamic one: when its values were renewed last (2.1).</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>One; up to three between which an ISO 15118 car chooses.</summary>
    public required ImmutableArray<ChargingSchedule> Schedules { get; init; }

    /// <summary>The whole profile as JSON in 2.1's words, also what is only passed on (prices, signatures, curves).</summary>
    public required string Text { get; init; }
}
