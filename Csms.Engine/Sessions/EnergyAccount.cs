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

    /// <summary>Energy so far; null before the first reading.</summary>
    public long? TotalWh => StartWh is { } start && LastWh is { } last ? CarriedWh + last - start : null;

    /// <summary>An account that starts at a known reading.</summary>
    public static EnergyAccount From(long startWh, DateTimeOffset at) => new(startWh, startWh, 0, at);

    /// <summary>Takes in one reading. A reading older than the latest one changes nothing.</summary>
    public (EnergyAccount Account, RegisterEvent Event) Read(long registerWh, DateTimeOffset at)
    {
        if (StartWh is not { } start || LastWh is not { } last)
        {
            return (From(registerWh, at), RegisterEvent.Normal);
        }

        if (LastAt > at)
        {
            return (this, RegisterEvent.Normal);
        }

        if (registerWh >= last)
        {
            return (this with { LastWh = registerWh, LastAt = at }, RegisterEvent.Normal);
        }

        if (RolloverTop(last) is { } top && registerWh < top / 100)
        {
            return (new EnergyAccount(0, registerWh, CarriedWh + top - start, at), RegisterEvent.Rollover);
        }

        if (registerWh * 100 < last * ResetPercent)
        {
            return (new EnergyAccount(0, registerWh, CarriedWh + last - start, at), RegisterEvent.Reset);
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
