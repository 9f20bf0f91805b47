using System.Diagnostics;
using System.Numerics;

namespace Csms.Bench.Measures;

/// <summary>
/// Latencies in buckets at most 1.6 % wide (64 to an octave of microseconds, exact below 64 µs), as an HDR histogram keeps them. Many threads may add.
/// </summary>
internal sealed class Histogram
{
    private const int Bits = 6;
    private const int PerOctave = 1 << Bits;

    private readonly long[] _buckets = new long[PerOctave * 32];
    private long _max;

    /// <summary>Adds a latency in ticks of <see cref="Stopwatch"/>.</summary>
    public void Add(long ticks)
    {
        var micros = Math.Max(0, (long)(ticks * (1_000_000.0 / Stopwatch.Frequency)));
        Interlocked.Increment(ref _buckets[Math.Min(BucketOf(micros), _buckets.Length - 1)]);
        long max;
        while (micros > (max = Interlocked.Read(ref _max)) && Interlocked.CompareExchange(ref _max, micros, max) != max)
        {
            // Another thread raised it meanwhile: look again.
        }
    }

    public void Clear()
    {
        Array.Clear(_buckets);
        Interlocked.Exchange(ref _max, 0);
    }

    /// <summary>Count, percentiles and maximum, in milliseconds.</summary>
    public Latency Summary()
    {
        var total = _buckets.Sum();
        var max = Interlocked.Read(ref _max);
        return new Latency(total, At(0.50), At(0.95), At(0.99), Milliseconds(max));

        double At(double share)
        {
            var wanted = Math.Max(1, (long)Math.Ceiling(total * share));
            long sum = 0;
            for (var bucket = 0; bucket < _buckets.Length; bucket++)
            {
                sum += _buckets[bucket];
                if (sum >= wanted) return Milliseconds(Math.Min(max, UpperEdge(bucket)));
            }

            return 0;
        }
    }

    private static int BucketOf(long micros)
    {
        if (micros < PerOctave) return (int)micros;
        var octave = BitOperations.Log2((ulong)micros) - Bits;
        return (octave + 1) * PerOctave + (int)((micros >> octave) - PerOctave);
    }

    private static long UpperEdge(int bucket)
    {
        if (bucket < PerOctave) return bucket;
        var octave = bucket / PerOctave - 1;
        return ((long)(bucket % PerOctave + PerOctave + 1) << octave) - 1;
    }

    private static double Milliseconds(long micros) => micros / 1000.0;
}
