using System.Security.Cryptography.X509Certificates;

namespace Csms.Engine.Gateway;

/// <summary>Client certificates that are no longer accepted, whoever issued them. In memory: asked at every handshake.</summary>
public interface IRevokedCertificates
{
    /// <summary>They are known; before that nobody may connect.</summary>
    bool IsLoaded { get; }

    /// <summary>This one lets nobody in.</summary>
    bool IsRevoked(X509Certificate2 certificate);
}
