namespace Csms.Console.Api.Certificates;

/// <summary>The certificates of a station, as far as they are known.</summary>
/// <param name="Connection">The one with which it last connected (security profile 3); null: it never showed one.</param>
/// <param name="ConnectedAt">When it last connected with it.</param>
/// <param name="ReadAt">When it last told what it holds; null: never.</param>
/// <param name="Installed">What it holds, as told, and as changed with its consent since.</param>
internal sealed record StationCertificatesView(CertificateView? Connection, DateTimeOffset? ConnectedAt, DateTimeOffset? ReadAt, IReadOnlyList<InstalledView> Installed);
