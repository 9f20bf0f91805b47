using System.Collections.Concurrent;
using Csms.Engine.Units;

namespace Csms.Engine.Stations.Commands;

/// <summary>
/// Stations that have connected, for which something waits, and which have not said a word yet: one that has just started knows nothing before its boot is
/// answered, one whose link alone was lost does not boot and may be silent for long. Any thread.
/// </summary>
internal sealed class FirstWords(TimeProvider time)
{
    /// <summary>How long a first word is waited for.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<StationId, DateTimeOffset> _silent = new();

    /// <summary>It has connected.</summary>
    public void Await(StationId station) => _silent[station] = time.GetUtcNow();

    /// <summary>It has spoken and was answered, or is gone; false when nobody waited for that.</summary>
    public bool Remove(StationId station) => _silent.TryRemove(station, out _);

    /// <summary>Its first word is still waited for.</summary>
    public bool IsAwaited(StationId station, DateTimeOffset now)
    {
        if (!_silent.TryGetValue(station, out var since)) return false;
        if (now - since < Patience) return true;
        Remove(station);
        return false;
    }
}
