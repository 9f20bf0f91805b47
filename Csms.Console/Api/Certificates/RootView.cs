using Csms.Engine.Certificates;

namespace Csms.Console.Api.Certificates;

/// <summary>A root certificate that is kept to be installed in stations.</summary>
/// <param name="Id">Unique.</param>
/// <param name="CertificateType">What for, as InstallCertificate names it.</param>
/// <param name="Certificate">What it says.</param>
/// <param name="Pem">The certificate.</param>
/// <param name="AddedAt">Since when.</param>
/// <param name="Actor">Who added it.</param>
internal sealed record RootView(Guid Id, string CertificateType, CertificateView Certificate, string Pem, DateTimeOffset AddedAt, string Actor)
{
    public static RootView Of(RootCertificate root) => new(root.Id, root.Use, CertificateView.Of(root.Facts)!, root.Pem, root.AddedAt, root.Actor);
}
