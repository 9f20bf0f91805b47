namespace Csms.Bench.Fleet;

/// <summary>What a fleet looks like.</summary>
internal sealed record FleetOptions
{
    public int Stations { get; init; } = 200;

    /// <summary>1.6, 2.0.1 or 2.1.</summary>
    public string Version { get; init; } = "1.6";

    /// <summary>Stations are called PREFIX00001, …; entered ones with the prefix the host was prepared with.</summary>
    public string Prefix { get; init; } = "BENCH";

    /// <summary>Handshakes and boots under way at the same time.</summary>
    public int AtOnce { get; init; } = 256;

    /// <summary>Password of all stations; null: none is shown.</summary>
    public string? Password { get; init; }

    /// <summary>Samples a session; 0: ten to twenty.</summary>
    public int Samples { get; init; }

    public static string StationId(string prefix, int index) => FormattableString.Invariant($"{prefix}{index:00000}");

    /// <summary>Each station has its own token, as drivers have.</summary>
    public static string TokenId(int index) => FormattableString.Invariant($"BT{index:00000000}");
}
