using Csms.Engine.Certificates;

namespace Csms.Console.Api.Certificates;

/// <summary>A certificate that a station holds.</summary>
/// <param name="CertificateType">CSMSRootCertificate, ManufacturerRootCertificate, V2GRootCertificate, MORootCertificate, OEMRootCertificate or V2GCertificateChain.</param>
/// <param name="CertificateHashData">Which.</param>
/// <param name="ChildCertificateHashData">Of a chain: the certificates below it.</param>
/// <param name="RootId">The kept root that it is, where it is one.</param>
/// <param name="Needed">The station's connection depends on it now.</param>
internal sealed record InstalledView(string CertificateType, HashView CertificateHashData, IReadOnlyList<HashView> ChildCertificateHashData, Guid? RootId, bool Needed);
