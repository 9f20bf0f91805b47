namespace Csms.Console.Tariffs;

/// <summary>A point in a session that is made up to try a tariff.</summary>
/// <param name="At">When; UTC.</param>
/// <param name="EnergyWh">Energy by then since the begin, Wh; null: not read then.</param>
/// <param name="Charging">Whether it charges from then on.</param>
/// <param name="PowerW">Power then, W; null: it follows from the energy.</param>
/// <param name="CurrentA">Sum of the phases' currents then, A; null: not measured.</param>
public sealed record TrialPoint(DateTimeOffset At, decimal? EnergyWh, bool Charging, decimal? PowerW = null, decimal? CurrentA = null);
