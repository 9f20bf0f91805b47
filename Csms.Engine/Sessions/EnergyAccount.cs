namespace Csms.Engine.Sessions;

/// <summary>
/// Energy of a session from the station's import register, in Wh. The register counts over the life of the meter, so the energy is a
/// difference; when the register is reset or rolls over, what was counted before is carried.
/// </summary>
/// <param name="StartWh">First reading of the segment being counted; null before the first.</param>
/// <param name="LastWh">Latest accepted reading.</param>
/// <param name="CarriedWh">Counted before the last reset or roll-over.</param>
/// <param name="LastAt">Time of the latest accepted reading.</param>
public readonly record struct EnergyAccount(long? StartWh, long? LastWh, long CarriedWh, DateTimeOffset? LastAt)
{
    /// <summary>A reading below this part of the one before it, in percent, is a register that began anew and not a jitter.</summary>
    private const int ResetPercent = 10;

    /// <summary>No meter counts further; a higher (or negative) reading is none. Wh.</summary>
    private const long HighestWh = 1_000_000_000_000_000;

    /// <summary>Start of the segment that the latest reset cut off; null once the register has counted on from the reset.</summary>
    public long? SeveredStartWh { get; init; }

    /// <summary>Last reading before the latest reset; null once the register has counted on from the reset.</summary>
    public long? SeveredLastWh { get; init; }

    /// <summary>Whether a register can hold this.</summary>
    public static bool IsPossible(long registerWh) => registerWh is >= 0 and <= HighestWh;

    /// <summary>Energy so far; null before the first reading.</summary>
    public long? TotalWh => StartWh is { } start && LastWh is { } last ? CarriedWh + last - start : null;

    /// <summary>An account that starts at a known reading.</summary>
    public static EnergyAccount From(long startWh, DateTimeOffset at) => new(startWh, startWh, 0, at);

    /// <summary>The register at the start became known after the first reading.</summary>
    /// <param name="startWh">Register at the start.</param>
    /// <param name="countedFromWh">Register from which was counted so far.</param>
    public EnergyAccount BegunAt(long startWh, long countedFromWh) => CarriedWh == 0
        ? this with { StartWh = StartWh + startWh - countedFromWh }
        : this with { CarriedWh = CarriedWh + countedFromWh - startWh };

    /// <summary>Takes in one reading. A reading older than the latest one changes nothing.</summary>
    public (EnergyAccount Account, RegisterEvent Event) Read(long registerWh, DateTimeOffset at)
    {
        if (!IsPossible(registerWh))
        {
            return (this, RegisterEvent.Impossible);
        }

        if (StartWh is not { } start || LastWh is not { } last)
        {
            return (From(registerWh, at), RegisterEvent.Normal);
        }

        if (LastAt > at)
        {
            return (this, RegisterEvent.Normal);
        }

        if (SeveredStartWh is { } severedStart && SeveredLastWh is { } severedLast && registerWh >= severedLast)
        {
            // The register did not begin anew: one reading was wrong (many stations say 0 for "not known").
            return (new EnergyAccount(severedStart, registerWh, CarriedWh - (severedLast - severedStart), at), RegisterEvent.Restored);
        }

        if (registerWh >= last)
        {
            var next = this with { LastWh = registerWh, LastAt = at };
            return (registerWh == last ? next : next with { SeveredStartWh = null, SeveredLastWh = null }, RegisterEvent.Normal);
        }

        if (RolloverTop(last) is { } top && registerWh < top / 100)
        {
            return (new EnergyAccount(0, registerWh, CarriedWh + top - start, at), RegisterEvent.Rollover);
        }

        if (registerWh * 100 < last * ResetPercent)
        {
            return (
                new EnergyAccount(0, registerWh, CarriedWh + last - start, at) { SeveredStartWh = start, SeveredLastWh = last },
                RegisterEvent.Reset);
        }

        return (this, RegisterEvent.Backwards);
    }

    /// <summary>The power of ten (from 1 MWh up) that a register within its last per cent is about to reach.</summary>
    private static long? RolloverTop(long last)
    {
        for (var top = 1_000_000L; top <= 1_000_000_000_000L; top *= 10)
        {
            if (last < top)
            {
                return last >= top / 100 * 99 ? top : null;
            }
        }

        return null;
    }
}
