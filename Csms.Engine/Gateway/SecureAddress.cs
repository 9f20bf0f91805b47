using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace Csms.Engine.Gateway;

/// <summary>How stations reach this host over TLS (security profiles 2 and 3), and by which root they know it.</summary>
public sealed class SecureAddress
{
    /// <summary>Path of the gateway; a station adds its identity.</summary>
    internal const string Path = "/ocpp";

    private readonly TlsOptions _tls;
    private readonly string _publicUrl;
    private readonly IServer _server;
    private readonly Func<X509Certificate2> _root;

    internal SecureAddress(IOptions<TlsOptions> tls, IOptions<PublicOptions> reached, IServer server, Func<X509Certificate2> root)
    {
        _tls = tls.Value;
        _publicUrl = reached.Value.PublicUrl;
        _server = server;
        _root = root;
    }

    /// <summary>Stations can connect with a client certificate: TLS ends here.</summary>
    public bool EndsHere => _tls.Url.Length > 0;

    /// <summary>Stations can connect over TLS: it ends here, or before us.</summary>
    public bool IsOn => EndsHere || _publicUrl.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <summary>Serial number (hex, without leading zeroes) and SHA-256 of the key of the root that signed our server certificate; null: it is not ours.</summary>
    public (string SerialNumber, string KeyHash)? OwnRoot
    {
        get
        {
            if (_tls.Certificate.Length > 0 || !EndsHere) return null;
            var root = _root();
            return (root.SerialNumber.TrimStart('0').ToLowerInvariant(), Convert.ToHexStringLower(SHA256.HashData(root.PublicKey.EncodedKeyValue.RawData)));
        }
    }

    /// <summary>The address that a station is given, without its identity; null: there is none.</summary>
    /// <param name="reachedAt">Scheme and host by which it has reached us, for a host without <c>Csms:PublicUrl</c>.</param>
    public string? For(string? reachedAt)
    {
        if (!IsOn || !Uri.TryCreate(_publicUrl.Length > 0 ? _publicUrl : reachedAt, UriKind.Absolute, out var known)) return null;
        if (!EndsHere) return $"wss://{known.Authority}{Path}";
        return Port() is { } port ? $"wss://{(port == 443 ? known.Host : $"{known.Host}:{port}")}{Path}" : null;
    }

    /// <summary>The address over which a station has reached us; null: it named no host.</summary>
    public static string? Present(string? reachedAt) => Uri.TryCreate(reachedAt, UriKind.Absolute, out var known) ? $"{(known.Scheme == Uri.UriSchemeHttps ? "wss" : "ws")}://{known.Authority}{Path}" : null;

    /// <summary>The port of the TLS endpoint; the system may have chosen it.</summary>
    private int? Port()
    {
        var bound = _server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault(address => address.StartsWith("https://", StringComparison.OrdinalIgnoreCase)) ?? _tls.Url;
        return Uri.TryCreate(bound.Replace("//*", "//0.0.0.0", StringComparison.Ordinal).Replace("//+", "//0.0.0.0", StringComparison.Ordinal), UriKind.Absolute, out var url) ? url.Port : null;
    }
}
