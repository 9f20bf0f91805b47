namespace Csms.Engine.Events;

/// <summary>One measured quantity, normalised to its base unit (Wh, W, A, V, Hz, %, °C, varh, var, VA, VAh).</summary>
/// <param name="Kind">What was measured where.</param>
/// <param name="Value">In the base unit of <see cref="MeterKind.Unit"/>. Double holds every meter register exactly up to 15 digits.</param>
public readonly record struct SampledValue(MeterKind Kind, double Value);
