namespace Csms.Engine.Sessions;

/// <summary>What the meter said last.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="PowerW">Active import power in W: as measured, else from the register's rise; null when neither is known.</param>
/// <param name="SocPercent">State of charge; null when the car does not tell.</param>
/// <param name="OfferedW">Power offered to the car in W; null when not reported.</param>
public readonly record struct LiveReading(DateTimeOffset At, double? PowerW, double? SocPercent, double? OfferedW);
