using System.Collections.Immutable;

namespace Csms.Engine.Certificates;

/// <summary>A certificate that a station holds, as it tells it (GetInstalledCertificateIds; 2.x M03).</summary>
/// <param name="Use">V2GRootCertificate, MORootCertificate, CSMSRootCertificate, V2GCertificateChain, ManufacturerRootCertificate, OEMRootCertificate.</param>
/// <param name="Hash">Which.</param>
/// <param name="Children">Of a chain: the certificates below it.</param>
public sealed record InstalledCertificate(string Use, CertificateHash Hash, ImmutableArray<CertificateHash> Children);
