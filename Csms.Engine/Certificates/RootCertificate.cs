using Csms.Engine.Units;

namespace Csms.Engine.Certificates;

/// <summary>A root certificate that is kept to be installed in stations.</summary>
/// <param name="Id">Unique.</param>
/// <param name="Use">CSMSRootCertificate, ManufacturerRootCertificate, V2GRootCertificate, MORootCertificate, OEMRootCertificate.</param>
/// <param name="Pem">The certificate.</param>
/// <param name="Facts">What it says.</param>
/// <param name="Hash">How stations name it; null where it is not self-signed.</param>
/// <param name="AddedAt">Since when; UTC.</param>
/// <param name="Actor">Who added it.</param>
public sealed record RootCertificate(Guid Id, string Use, string Pem, CertificateFacts Facts, CertificateHash? Hash, DateTimeOffset AddedAt, string Actor);
