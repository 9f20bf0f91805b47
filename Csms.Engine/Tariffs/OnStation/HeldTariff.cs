using System.Collections.Immutable;

namespace Csms.Engine.Tariffs.OnStation;

/// <summary>A tariff that a station holds, as it accepted or told it (2.1 TariffAssignmentType and, where it came from us, TariffType).</summary>
public sealed record HeldTariff
{
    /// <summary>Its identity.</summary>
    public required string TariffId { get; init; }

    /// <summary>One of <see cref="TariffKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Where it applies, ascending; none: at every EVSE.</summary>
    public ImmutableArray<int> EvseIds { get; init; } = [];

    /// <summary>Whose it is, of a driver tariff: personal data.</summary>
    public ImmutableArray<string> IdTokens { get; init; } = [];

    /// <summary>The transaction whose it is; null: of none.</summary>
    public string? TransactionId { get; init; }

    /// <summary>Applies from then on; UTC; null: at once.</summary>
    public DateTimeOffset? ValidFrom { get; init; }

    /// <summary>TariffType as it was sent, to the letter (JSON); null: it was found there, and stations do not tell what stands in a tariff.</summary>
    public string? Body { get; init; }

    /// <summary>When the station accepted it; null: it was found there.</summary>
    public DateTimeOffset? AcceptedAt { get; init; }

    /// <summary>Who set it; null: it was found there.</summary>
    public string? Actor { get; init; }

    /// <summary>When the station last told that it holds it.</summary>
    public DateTimeOffset? ToldAt { get; init; }

    /// <summary>Since when, or from when on, it can apply.</summary>
    internal DateTimeOffset From => (ValidFrom, AcceptedAt) switch
    {
        ({ } valid, { } accepted) => valid > accepted ? valid : accepted,
        var (valid, accepted) => valid ?? accepted ?? DateTimeOffset.MinValue,
    };
}
