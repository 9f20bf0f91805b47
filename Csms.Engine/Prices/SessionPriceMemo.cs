namespace Csms.Engine.Prices;

/// <summary>A <see cref="SessionPrice"/> as it is stored (JSON in the session's row): tariffs by identity and version, volumes, what is pending.</summary>
public sealed record SessionPriceMemo
{
    /// <summary>In order.</summary>
    public IReadOnlyList<ReckoningMemo>? Legs { get; init; }

    /// <summary>Language of what the driver was last told.</summary>
    public string? ToldIn { get; init; }

    /// <summary>What the driver was last told.</summary>
    public string? Told { get; init; }

    /// <summary>Time of the last reading; UTC.</summary>
    public DateTimeOffset SettledAt { get; init; }

    /// <summary>Time since then, ticks of 100 ns: charging is positive, without is negative.</summary>
    public IReadOnlyList<long>? Pending { get; init; }

    /// <summary>Whether it charges.</summary>
    public bool Charging { get; init; }

    /// <summary>When it ended; null: it runs.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Energy at the end.</summary>
    public decimal? EndWh { get; init; }

    /// <summary>Time of charging until the last reading, ticks.</summary>
    public long ChargedTicks { get; init; }

    /// <summary>Time without charging until the last reading, ticks.</summary>
    public long IdleTicks { get; init; }

    /// <summary>At the last reading.</summary>
    public decimal EnergyWh { get; init; }

    /// <summary>Of which is not priced.</summary>
    public decimal BaseWh { get; init; }

    /// <summary>At the last reading, W.</summary>
    public decimal? PowerW { get; init; }

    /// <summary>At the last reading, A.</summary>
    public decimal? CurrentA { get; init; }
}
