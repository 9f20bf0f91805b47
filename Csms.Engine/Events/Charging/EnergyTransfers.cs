using System.Collections.Immutable;

namespace Csms.Engine.Events.Charging;

/// <summary>Ways of energy transfer that are allowed (2.1 EnergyTransferModeEnumType; part 2, Q01): never none; equal when they hold the same.</summary>
public sealed record EnergyTransfers
{
    private EnergyTransfers(ImmutableArray<string> modes) => Modes = modes;

    /// <summary>Every way that OCPP 2.1 knows, in the order in which it names them.</summary>
    public static IReadOnlyList<string> Known { get; } = ["AC_single_phase", "AC_two_phase", "AC_three_phase", "DC", "AC_BPT", "AC_BPT_DER", "AC_DER", "DC_BPT", "DC_ACDP", "DC_ACDP_BPT", "WPT"];

    /// <summary>In OCPP 2.1's words and order, each once.</summary>
    public ImmutableArray<string> Modes { get; }

    /// <summary>From words; null where none of them is known: then nothing is said.</summary>
    public static EnergyTransfers? Of(IEnumerable<string>? modes)
    {
        if (modes is null) return null;
        var given = modes.ToHashSet(StringComparer.Ordinal);
        return Known.Where(given.Contains).ToImmutableArray() is { IsEmpty: false } known ? new EnergyTransfers(known) : null;
    }

    /// <summary>The car can give energy back this way (ISO 15118-20, bidirectional power transfer).</summary>
    public static bool GivesBack(string mode)
    {
        ArgumentNullException.ThrowIfNull(mode);
        return mode.Contains("BPT", StringComparison.Ordinal);
    }

    /// <summary>Whether a way is among them.</summary>
    public bool Allow(string mode) => Modes.Contains(mode, StringComparer.Ordinal);

    /// <inheritdoc/>
    public bool Equals(EnergyTransfers? other) => other is not null && Modes.SequenceEqual(other.Modes, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => Modes.Aggregate(Modes.Length, static (hash, mode) => HashCode.Combine(hash, StringComparer.Ordinal.GetHashCode(mode)));

    /// <summary>"AC_three_phase, DC".</summary>
    public override string ToString() => string.Join(", ", Modes);
}
