using System.Security.Cryptography.X509Certificates;

namespace Csms.Engine.Gateway;

/// <summary>Our own certificate authority, as far as TLS needs it. May read the store; asked when the endpoint opens, after the store is up.</summary>
public interface ITlsAuthority
{
    /// <summary>The root that client certificates issued by us lead to; without its key.</summary>
    X509Certificate2 Root { get; }

    /// <summary>Issues a server certificate, with its key, for host names and addresses; the first is its CN (A00.FR.314: the CN is the FQDN).</summary>
    /// <param name="names">Host names and addresses.</param>
    /// <param name="withRsa">Its key is RSA (2048 bit); else of the curve P-256. Our root signs both with its own, of P-256.</param>
    X509Certificate2 IssueServer(IReadOnlyList<string> names, bool withRsa = false);
}
