namespace Csms.Simulator.Demo.Past;

/// <summary>A status that a station told of an EVSE's connector.</summary>
/// <param name="Station">Who told.</param>
/// <param name="EvseId">Which EVSE.</param>
/// <param name="At">When; UTC.</param>
/// <param name="Status">Word of its version.</param>
/// <param name="Error">Error code of 1.6; null: none.</param>
public readonly record struct PastState(DemoStation Station, int EvseId, DateTimeOffset At, string Status, string? Error);
