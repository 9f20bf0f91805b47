using System.Net;
using System.Security.Cryptography.X509Certificates;
using Csms.Engine.Ocpp.Framing;
using Csms.Engine.Units;

namespace Csms.Engine.Gateway;

/// <summary>What a station showed when it knocked.</summary>
/// <param name="Id">Identity in the path.</param>
/// <param name="Version">The version both sides will speak.</param>
/// <param name="Secure">Over TLS.</param>
/// <param name="BasicUser">User name of HTTP Basic, or null when there was none.</param>
/// <param name="BasicPassword">Password bytes of HTTP Basic; may be no valid UTF-8 in 1.6 (J 6.2.2).</param>
/// <param name="ClientCertificate">Validated client certificate, or null.</param>
/// <param name="Remote">Where from.</param>
public sealed record StationHandshake(
    StationId Id,
    OcppVersion Version,
    bool Secure,
    string? BasicUser,
    ReadOnlyMemory<byte>? BasicPassword,
    X509Certificate2? ClientCertificate,
    IPAddress? Remote)
{
    /// <summary>Scheme and host by which the station reached us, <c>http://csms.example.com:8080</c>; null when it named no host.</summary>
    public string? ReachedAt { get; init; }
}
