namespace Csms.Bench.Seeding;

/// <summary>How large a network's past is made.</summary>
internal sealed record SeedOptions
{
    public int Stations { get; init; } = 10_000;

    public int Tokens { get; init; } = 20_000;

    public int Sites { get; init; } = 200;

    public int Sessions { get; init; } = 1_000_000;

    /// <summary>Measured values; eight to a row of csms.meter_values.</summary>
    public long Values { get; init; } = 100_000_000;

    /// <summary>Exchanges of the raw log.</summary>
    public int Frames { get; init; } = 1_000_000;

    /// <summary>How far back the sessions go.</summary>
    public int Days { get; init; } = 90;

    public static string StationId(int index) => FormattableString.Invariant($"SEED{index:D5}");

    public static string TokenId(int index) => FormattableString.Invariant($"04{(uint)index * 2654435761u:X8}{index % 251:X2}");

    public static string PaymentId(long session) => FormattableString.Invariant($"PSP{(uint)session * 2654435761u:X8}");

    public static string SiteId(int index) => FormattableString.Invariant($"site-{index:D3}");
}
