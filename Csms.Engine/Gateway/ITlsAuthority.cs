using System.Security.Cryptography.X509Certificates;

namespace Csms.Engine.Gateway;

/// <summary>Our own certificate authority, as far as TLS needs it. May read the store; asked when the endpoint opens, after the store is up.</summary>
public interface ITlsAuthority
{
    /// <summary>The root that client certificates issued by us lead to; without its key.</summary>
    X509Certificate2 Root { get; }

    /// <summary>Issues a server certificate, with its key, for host names and addresses; the first is its CN (A00.FR.314: the CN is the FQDN).</summary>
    X509Certificate2 IssueServer(IReadOnlyList<string> names);
}
