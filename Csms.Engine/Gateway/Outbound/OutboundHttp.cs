using System.Net;
using System.Net.Sockets;

namespace Csms.Engine.Gateway.Outbound;

/// <summary>
/// HTTP to addresses that somebody else has named (a station, a certificate). The one guard of the house: a name is resolved once, every address of it is
/// checked, and the connection goes to one that was checked, so that a name that answers differently the second time gains nothing. No redirects, no proxy,
/// no cookies.
/// </summary>
public static class OutboundHttp
{
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(5);

    /// <summary>A client; the caller limits how long it waits and how much it reads.</summary>
    /// <param name="allowPrivate">True: addresses of this machine and its network are called too (a test bench, a responder in the own network).</param>
    /// <param name="resolve">How names are resolved; null: by the system.</param>
    public static HttpClient Create(bool allowPrivate, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
    {
        var byName = resolve ?? Dns.GetHostAddressesAsync;
        return new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false, // a proxy would resolve the name again
            ConnectTimeout = ConnectPatience,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            MaxResponseHeadersLength = 16, // KiB
            ConnectCallback = (context, cancellation) => ConnectAsync(context.DnsEndPoint, allowPrivate, byName, cancellation),
        }) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Reads a body of which at most so many bytes are taken.</summary>
    /// <returns>The body; null when it is longer.</returns>
    public static async Task<byte[]?> ReadAsync(HttpContent content, int longest, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (content.Headers.ContentLength > longest)
        {
            return null;
        }

        await using var stream = await content.ReadAsStreamAsync(cancellation);
        var buffer = new byte[longest + 1];
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        return length > longest ? null : buffer[..length];
    }

    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint to, bool allowPrivate, Func<string, CancellationToken, Task<IPAddress[]>> resolve, CancellationToken cancellation)
    {
        var addresses = IPAddress.TryParse(to.Host.Trim('[', ']'), out var literal) ? [literal] : await resolve(to.Host, cancellation);
        if (!allowPrivate && addresses.FirstOrDefault(address => !PublicAddress.Is(address)) is { } inside)
        {
            throw new AddressRefusedException($"{to.Host} leads to {inside}, which is not on the public internet.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, to.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
