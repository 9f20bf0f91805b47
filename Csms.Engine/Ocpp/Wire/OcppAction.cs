namespace Csms.Engine.Ocpp.Wire;

/// <summary>An action of one OCPP version with the field tables of its messages.</summary>
/// <param name="Name">The name in the frame, case-sensitive.</param>
/// <param name="Request">What the sender sends.</param>
/// <param name="Response">What comes back; null for a SEND, which has no answer (2.1).</param>
/// <param name="Direction">Who sends the request.</param>
public sealed record OcppAction(string Name, WireType Request, WireType? Response, MessageDirection Direction);
