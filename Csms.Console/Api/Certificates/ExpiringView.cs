namespace Csms.Console.Api.Certificates;

/// <summary>A certificate that ends soon.</summary>
/// <param name="StationId">Whose it is; null: the host's own.</param>
/// <param name="Certificate">What it says.</param>
internal sealed record ExpiringView(string? StationId, CertificateView Certificate);
