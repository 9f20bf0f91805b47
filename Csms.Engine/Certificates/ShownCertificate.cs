using Csms.Engine.Units;

namespace Csms.Engine.Certificates;

/// <summary>The certificate with which a station last connected (security profile 3).</summary>
/// <param name="Facts">What it says.</param>
/// <param name="SeenAt">When it last connected with it; UTC.</param>
public sealed record ShownCertificate(CertificateFacts Facts, DateTimeOffset SeenAt);
