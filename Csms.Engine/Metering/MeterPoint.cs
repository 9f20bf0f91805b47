namespace Csms.Engine.Metering;

/// <summary>A value at a moment; null is a gap.</summary>
/// <param name="At">UTC.</param>
/// <param name="Value">In the base unit.</param>
public readonly record struct MeterPoint(DateTimeOffset At, double? Value);
