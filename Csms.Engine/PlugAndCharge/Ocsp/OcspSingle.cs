using Csms.Engine.Events;

namespace Csms.Engine.PlugAndCharge.Ocsp;

/// <summary>What a response says of one certificate (RFC 6960, SingleResponse).</summary>
/// <param name="Id">Which.</param>
/// <param name="Status">Good, Revoked or Unknown.</param>
/// <param name="ThisUpdate">Since when that is known to be right.</param>
/// <param name="NextUpdate">When newer information is due; null: always.</param>
internal sealed record OcspSingle(CertId Id, RevocationStatus Status, DateTimeOffset ThisUpdate, DateTimeOffset? NextUpdate);
