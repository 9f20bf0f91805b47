namespace Csms.Engine.Ocpp.Wire;

/// <summary>The first thing in a payload that its schema forbids.</summary>
/// <param name="Kind">In which way.</param>
/// <param name="Path">Where, like <c>meterValue[0].sampledValue[2].unit</c>; empty for the payload itself.</param>
/// <param name="Message">What is wrong, to be read after the path.</param>
public sealed record WireViolation(WireViolationKind Kind, string Path, string Message)
{
    public override string ToString() => Path.Length == 0 ? "The payload " + Message : Path + " " + Message;
}
