using Csms.Engine.Events;

namespace Csms.Engine.PlugAndCharge;

/// <summary>What a contract certificate is worth, and why.</summary>
/// <param name="Status">In OCPP's word.</param>
/// <param name="Emaid">As the certificate names it; null when only hashes were shown, or it is none.</param>
/// <param name="Why">For the log: what was found.</param>
internal sealed record ContractVerdict(ContractStatus Status, string? Emaid, string Why);
