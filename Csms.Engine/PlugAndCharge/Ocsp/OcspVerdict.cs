using Csms.Engine.Events;

namespace Csms.Engine.PlugAndCharge.Ocsp;

/// <summary>What a response is worth.</summary>
/// <param name="Fault">Why it is worth nothing; null when it stands.</param>
/// <param name="Status">What it says.</param>
/// <param name="Until">When newer information is due; UTC.</param>
/// <param name="IsVerified">The signature was checked. False where the issuer is not known here: fit to be handed on to a car, which checks it, and for nothing else.</param>
internal sealed record OcspVerdict(OcspFault? Fault, RevocationStatus Status, DateTimeOffset Until, bool IsVerified)
{
    public static OcspVerdict Bad(OcspFault fault) => new(fault, RevocationStatus.Failed, DateTimeOffset.UnixEpoch, false);
}
