using System.Net;
using System.Net.Sockets;

namespace Csms.Console.FieldWork;

/// <summary>Counts wrong links an address and minute, so that nobody tries them at line speed. Dropped every minute; bounded.</summary>
internal sealed class WrongLinks(TimeProvider time)
{
    /// <summary>As many wrong links are answered to an address in a minute.</summary>
    public const int Most = 20;

    private const int MostAddresses = 10_000;
    private static readonly TimeSpan _window = TimeSpan.FromMinutes(1);

    private readonly Dictionary<IPAddress, int> _counts = [];
    private readonly Lock _gate = new();
    private DateTimeOffset _since = time.GetUtcNow();

    /// <summary>This address has tried too many.</summary>
    public bool IsBlocked(IPAddress? address)
    {
        lock (_gate)
        {
            Turn();
            return _counts.GetValueOrDefault(PlaceOf(address)) >= Most;
        }
    }

    /// <summary>One more.</summary>
    public void Count(IPAddress? address)
    {
        lock (_gate)
        {
            Turn();
            var place = PlaceOf(address);
            _counts[place] = _counts.GetValueOrDefault(place) + 1;
        }
    }

    private void Turn()
    {
        var now = time.GetUtcNow();
        if (now - _since < _window && now >= _since) return;
        _since = now;
        _counts.Clear();
    }

    // Addresses that find the table full share one count; an IPv6 host owns a whole /64.
    private IPAddress PlaceOf(IPAddress? address)
    {
        var place = address ?? IPAddress.None;
        if (place.AddressFamily == AddressFamily.InterNetworkV6 && !place.IsIPv4MappedToIPv6)
        {
            var bytes = place.GetAddressBytes();
            bytes.AsSpan(8).Clear();
            place = new IPAddress(bytes);
        }
        return _counts.Count < MostAddresses || _counts.ContainsKey(place) ? place : IPAddress.None;
    }
}
