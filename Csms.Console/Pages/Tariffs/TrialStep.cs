namespace Csms.Console.Pages.Tariffs;

/// <summary>What is known of a session at a moment, for a trial of a tariff.</summary>
/// <param name="At">UTC.</param>
/// <param name="EnergyWh">Energy by then; null: not read then.</param>
/// <param name="Charging">It charges from then on, or does not; null: as before.</param>
/// <param name="PowerW">Power read then; null: it follows from the energy.</param>
/// <param name="CurrentA">Sum of the phases' currents; null: not measured.</param>
internal readonly record struct TrialStep(DateTimeOffset At, decimal? EnergyWh, bool? Charging, decimal? PowerW = null, decimal? CurrentA = null);
