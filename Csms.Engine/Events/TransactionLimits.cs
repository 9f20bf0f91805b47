namespace Csms.Engine.Events;

/// <summary>Where a transaction ends by itself (2.1 TransactionLimitType; E16). A limit that is null is none.</summary>
/// <param name="MaxCost">Cost, in the currency of the tariff.</param>
/// <param name="MaxEnergyWh">Energy, Wh.</param>
/// <param name="MaxTimeSeconds">Duration from start to end, seconds.</param>
/// <param name="MaxSocPercent">State of charge of the car, %.</param>
public sealed record TransactionLimits(decimal? MaxCost = null, decimal? MaxEnergyWh = null, int? MaxTimeSeconds = null, int? MaxSocPercent = null)
{
    /// <summary>Nothing is limited.</summary>
    public bool IsEmpty => this is { MaxCost: null, MaxEnergyWh: null, MaxTimeSeconds: null, MaxSocPercent: null };

    /// <summary>Each of these limits holds here too, or a lower one: a station keeps its own where that is lower.</summary>
    public bool Hold(TransactionLimits wanted)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        return (wanted.MaxCost is null || MaxCost <= wanted.MaxCost) && (wanted.MaxEnergyWh is null || MaxEnergyWh <= wanted.MaxEnergyWh)
            && (wanted.MaxTimeSeconds is null || MaxTimeSeconds <= wanted.MaxTimeSeconds) && (wanted.MaxSocPercent is null || MaxSocPercent <= wanted.MaxSocPercent);
    }
}
