namespace Csms.Simulator.Load;

/// <summary>Counts latencies in buckets three percent wide; many threads may add.</summary>
internal sealed class LatencyHistogram
{
    private const int PerOctave = 24;
    private readonly long[] _buckets = new long[PerOctave * 40];
    private long _max;

    public void Add(TimeSpan latency)
    {
        var micros = Math.Max(1, latency.TotalMicroseconds);
        var bucket = Math.Min(_buckets.Length - 1, (int)(Math.Log2(micros) * PerOctave));
        Interlocked.Increment(ref _buckets[bucket]);
        long max;
        while ((long)micros > (max = Interlocked.Read(ref _max)) && Interlocked.CompareExchange(ref _max, (long)micros, max) != max)
        {
            // Another thread raised it meanwhile: look again.
        }
    }

    public LoadLatency Summary()
    {
        var counts = _buckets.Select((_, i) => Interlocked.Read(ref _buckets[i])).ToArray();
        var total = counts.Sum();
        return new LoadLatency(total, At(0.50), At(0.95), At(0.99), Interlocked.Read(ref _max) / 1000.0);

        double At(double share)
        {
            var wanted = (long)Math.Ceiling(total * share);
            long sum = 0;
            for (var i = 0; i < counts.Length; i++)
            {
                sum += counts[i];
                if (sum >= wanted && sum > 0) return Math.Round(Math.Pow(2, (i + 1.0) / PerOctave) / 1000, 3);
            }
            return 0;
        }
    }
}
