namespace Csms.Engine.Sessions;

/// <summary>A figure that a person put in the place of the measured one; the measured one stays beside it (<see cref="Session.FinalEnergyWh"/>).</summary>
/// <param name="EnergyWh">What counts from then on, Wh.</param>
/// <param name="By">Who.</param>
/// <param name="Reason">Why, as typed.</param>
/// <param name="At">When; UTC.</param>
public sealed record EnergyCorrection(long EnergyWh, string By, string Reason, DateTimeOffset At);
