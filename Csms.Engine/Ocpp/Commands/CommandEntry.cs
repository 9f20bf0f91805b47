namespace Csms.Engine.Ocpp.Commands;

/// <summary>One command of the catalogue and the versions whose stations can be sent it.</summary>
/// <param name="Action">Action of OCPP 2.1.</param>
/// <param name="In16">OCPP 1.6 has a counterpart.</param>
/// <param name="In201">OCPP 2.0.1 has it.</param>
public sealed record CommandEntry(string Action, bool In16, bool In201);
