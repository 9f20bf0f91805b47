using Csms.Engine.Units;

namespace Csms.Engine.Ocpp;

/// <summary>Why a command can't be sent to this station.</summary>
/// <param name="NotSupported">True: this station's OCPP version lacks the message or the member (422). False: the body is wrong (400).</param>
/// <param name="Member">The member at fault, or null when it is the message itself.</param>
/// <param name="Why">What is wrong.</param>
public sealed record CommandRefusal(bool NotSupported, string? Member, Statement<CommandFault> Why);
