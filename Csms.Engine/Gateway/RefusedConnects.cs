namespace Csms.Engine.Gateway;

/// <summary>
/// The last refused handshakes, for the person who stands in front of the charger. In memory and of fixed size: an address that hammers
/// pushes older ones out, nothing grows.
/// </summary>
public sealed class RefusedConnects
{
    /// <summary>As many are kept.</summary>
    public const int Kept = 256;

    private const int LongestStation = 48; // OCPP 2.1 part 4, 3.1.1

    private readonly RefusedConnect?[] _ring = new RefusedConnect?[Kept];
    private readonly Lock _gate = new();
    private long _count;

    /// <summary>Refusals since the start; another number means that there is something new to read.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>Those since a time, newest first.</summary>
    public IReadOnlyList<RefusedConnect> Since(DateTimeOffset from)
    {
        lock (_gate)
        {
            var found = new List<RefusedConnect>();
            for (var i = _count - 1; i >= Math.Max(0, _count - Kept); i--)
            {
                if (_ring[i % Kept] is { } refused && refused.At >= from)
                {
                    found.Add(refused);
                }
            }

            return found;
        }
    }

    internal void Add(RefusedConnect refused)
    {
        lock (_gate)
        {
            _ring[_count % Kept] = refused.Station is { Length: > LongestStation } text ? refused with { Station = text[..LongestStation] } : refused;
            Interlocked.Increment(ref _count);
        }
    }
}
