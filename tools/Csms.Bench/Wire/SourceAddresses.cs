using System.Globalization;
using System.Net;

namespace Csms.Bench.Wire;

/// <summary>A loopback address has some 28,000 ports to connect from: larger fleets connect from 127.0.0.2, 127.0.0.3, …</summary>
internal static class SourceAddresses
{
    /// <summary>Address for the n-th of a fleet; null where the system chooses.</summary>
    public static Func<int, IPAddress?> For(IPAddress server, int stations)
    {
        var each = PortsPerAddress() * 8 / 10;
        if (stations <= Math.Min(each, 20_000) || !IPAddress.IsLoopback(server) || server.AddressFamily != System.Net.Sockets.AddressFamily.InterNetwork) return _ => null;
        return index => new IPAddress([127, 0, 0, (byte)(2 + index / Math.Min(each, 20_000))]);
    }

    private static int PortsPerAddress()
    {
        var range = File.ReadAllText("/proc/sys/net/ipv4/ip_local_port_range").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return int.Parse(range[1], CultureInfo.InvariantCulture) - int.Parse(range[0], CultureInfo.InvariantCulture) + 1;
    }
}
