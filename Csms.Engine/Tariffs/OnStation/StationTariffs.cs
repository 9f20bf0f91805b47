using System.Collections.Immutable;
using Csms.Engine.Stations.Kept;

namespace Csms.Engine.Tariffs.OnStation;

/// <summary>What is known of the tariffs that a station holds for its own reckoning (2.1 I07–I11). Immutable.</summary>
public sealed record StationTariffs : IRevised
{
    /// <summary>Nothing known.</summary>
    public static readonly StationTariffs None = new();

    /// <summary>Most refused ones that are kept.</summary>
    public const int MostRefused = 20;

    /// <summary>What it holds: default tariffs, then those of drivers, then those of transactions; each by its time and identity.</summary>
    public ImmutableArray<HeldTariff> Held { get; init; } = [];

    /// <summary>What it did not take, newest first, until the same tariff is taken.</summary>
    public ImmutableArray<RefusedTariff> Refused { get; init; } = [];

    /// <summary>When it last told all of them; UTC.</summary>
    public DateTimeOffset? ReadAt { get; init; }

    /// <summary>Rises with every change.</summary>
    public long Revision { get; init; }
}
