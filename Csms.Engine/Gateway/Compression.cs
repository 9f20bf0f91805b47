using Csms.Engine.Ocpp.Framing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Csms.Engine.Gateway;

/// <summary>
/// permessage-deflate (RFC 7692), which OCPP 2.x asks of a CSMS. Without context takeover on either side no zlib window (some 50 to 250 KB)
/// is kept between messages.
/// </summary>
internal static class Compression
{
    private const string Extension = "permessage-deflate";
    private const string NoTakeover = "client_no_context_takeover";

    /// <summary>Whether to accept it; if so the offer is changed such that the answer demands client_no_context_takeover (RFC 7692, 7.1.1.2 allows that unasked).</summary>
    public static bool TryAccept(HttpRequest request, OcppVersion version)
    {
        var offer = request.Headers.SecWebSocketExtensions.ToString();
        if (version == OcppVersion.V16 || !offer.Contains(Extension, StringComparison.Ordinal))
        {
            return false;
        }

        if (!offer.Contains(NoTakeover, StringComparison.Ordinal))
        {
            request.Headers.SecWebSocketExtensions = new StringValues(offer.Replace(Extension, Extension + "; " + NoTakeover, StringComparison.Ordinal));
        }

        return true;
    }
}
