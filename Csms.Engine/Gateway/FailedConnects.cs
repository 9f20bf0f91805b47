using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Csms.Engine.Gateway;

/// <summary>
/// Counts failed sign-ins an address and minute, so that passwords cannot be guessed at line speed. The table is dropped every minute and
/// never grows past its bound; addresses that find it full share one count.
/// </summary>
internal sealed class FailedConnects(TimeProvider time, IOptions<LimitsOptions> options)
{
    private const int MaxAddresses = 10_000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly int _limit = options.Value.FailedConnectsPerMinute;
    private readonly Dictionary<IPAddress, int> _counts = [];
    private readonly Lock _gate = new();
    private long _windowStart = time.GetTimestamp();

    /// <summary>This address has failed too often in this minute.</summary>
    public bool IsBlocked(IPAddress? address)
    {
        if (_limit == 0)
        {
            return false;
        }

        lock (_gate)
        {
            Turn();
            return _counts.Count > 0 && _counts.GetValueOrDefault(PlaceOf(address)) >= _limit;
        }
    }

    /// <summary>One more failure.</summary>
    public void Count(IPAddress? address)
    {
        if (_limit == 0)
        {
            return;
        }

        lock (_gate)
        {
            Turn();
            var place = PlaceOf(address);
            _counts[place] = _counts.GetValueOrDefault(place) + 1;
        }
    }

    private void Turn()
    {
        var now = time.GetTimestamp();
        if (time.GetElapsedTime(_windowStart, now) >= Window)
        {
            _windowStart = now;
            _counts.Clear();
        }
    }

    private IPAddress PlaceOf(IPAddress? address)
    {
        var place = Network(address);
        return _counts.Count < MaxAddresses || _counts.ContainsKey(place) ? place : IPAddress.None;
    }

    /// <summary>An IPv6 host owns a whole /64: it counts as one.</summary>
    private static IPAddress Network(IPAddress? address)
    {
        if (address is null)
        {
            return IPAddress.None;
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }
}
