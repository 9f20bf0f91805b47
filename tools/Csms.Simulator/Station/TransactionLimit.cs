namespace Csms.Simulator.Station;

/// <summary>Where a transaction ends by itself (2.1 E16); a limit that is null is none.</summary>
/// <param name="MaxCost">Cost.</param>
/// <param name="MaxEnergyWh">Energy, Wh.</param>
/// <param name="MaxTimeSeconds">Duration, seconds.</param>
/// <param name="MaxSocPercent">State of charge, %.</param>
public sealed record TransactionLimit(decimal? MaxCost, decimal? MaxEnergyWh, int? MaxTimeSeconds, int? MaxSocPercent);
