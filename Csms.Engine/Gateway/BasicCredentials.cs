using System.Text;
using Csms.Engine.Units;
using Microsoft.Extensions.Primitives;

namespace Csms.Engine.Gateway;

/// <summary>HTTP Basic as stations use it: user = station id, password = raw bytes (OCPP 1.6 J 6.2.2; 2.1 Part 2, A00.FR.204).</summary>
/// <param name="Password">Bytes after the first colon; null when no credentials were shown.</param>
/// <param name="Fault">Why they cannot be used, or null.</param>
internal readonly record struct BasicCredentials(ReadOnlyMemory<byte>? Password, ConnectRefusal? Fault)
{
    private const string Scheme = "Basic ";

    /// <summary>Reads the Authorization header; the user must be the station itself.</summary>
    public static BasicCredentials Read(StringValues header, StationId station)
    {
        if (header.Count == 0)
        {
            return default;
        }

        var value = header.Count == 1 ? header[0]! : "";
        if (!value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return new BasicCredentials(null, ConnectRefusal.NotBasic);
        }

        var encoded = value.AsSpan(Scheme.Length).Trim();
        var bytes = new byte[encoded.Length * 3 / 4 + 3];
        if (!Convert.TryFromBase64Chars(encoded, bytes, out var length))
        {
            return new BasicCredentials(null, ConnectRefusal.NotBase64);
        }

        var colon = bytes.AsSpan(0, length).IndexOf((byte)':');
        if (colon < 0)
        {
            return new BasicCredentials(null, ConnectRefusal.NoColon);
        }

        return Ascii.Equals(bytes.AsSpan(0, colon), station.Value)
            ? new BasicCredentials(bytes.AsMemory(colon + 1, length - colon - 1), null)
            : new BasicCredentials(null, ConnectRefusal.UserName);
    }
}
