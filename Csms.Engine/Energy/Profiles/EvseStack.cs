using System.Collections.Immutable;

namespace Csms.Engine.Energy.Profiles;

/// <summary>Everything by which the limit of an EVSE (or of the whole station) is reckoned. Values only.</summary>
public sealed record EvseStack
{
    /// <summary>Which EVSE; 0: the station.</summary>
    public required int EvseId { get; init; }

    /// <summary>Profiles installed on it and on the station, in any order; those of other EVSEs are passed over.</summary>
    public required ImmutableArray<StackedProfile> Profiles { get; init; }

    /// <summary>Of the station: its EVSEs, whose limits together are the most that it can draw.</summary>
    public ImmutableArray<EvseStack> Evses { get; init; } = [];

    /// <summary>The running transaction; null: none, and what would hold for one is told (2.1 K08.FR.06).</summary>
    public string? TransactionId { get; init; }

    /// <summary>When it began; what relative schedules count from.</summary>
    public DateTimeOffset? TransactionStart { get; init; }

    /// <summary>Priority charging is on.</summary>
    public bool IsPriority { get; init; }

    /// <summary>State of charge, percent; null: not known.</summary>
    public double? SocPercent { get; init; }

    /// <summary>Since when the station is offline; null: it is not.</summary>
    public DateTimeOffset? OfflineSince { get; init; }

    /// <summary>
    /// A TxDefaultProfile of the EVSE goes before those of the station whatever their levels (1.6 3.13.3); in 2.x the levels decide over both
    /// (2.1 K01.FR.52, K01.FR.53).
    /// </summary>
    public bool OwnDefaultLeads { get; init; }

    /// <summary>How W and A are converted.</summary>
    public Electrics Electrics { get; init; } = Electrics.Usual;

    /// <summary>Zone of the place, for schedules by local time; null: UTC.</summary>
    public TimeZoneInfo? Zone { get; init; }
}
