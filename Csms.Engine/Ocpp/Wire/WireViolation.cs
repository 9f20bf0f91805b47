using Csms.Engine.Units;

namespace Csms.Engine.Ocpp.Wire;

/// <summary>The first thing in a payload that its schema forbids.</summary>
/// <param name="Kind">In which way.</param>
/// <param name="Path">Where, like <c>meterValue[0].sampledValue[2].unit</c>; empty for the payload itself.</param>
/// <param name="Said">What is wrong; its first value is the path.</param>
public sealed record WireViolation(WireViolationKind Kind, string Path, Statement<FrameNote> Said)
{
    /// <summary>In English.</summary>
    public override string ToString() => Said.ToString();
}
