using System.Globalization;

namespace Csms.Engine.Gateway;

/// <summary>
/// Ids for our CALLs, unique over all connections and, by their prefix, over restarts: OCPP 2.x wants them unique for the sender over
/// all connections of a station (Part 4, 4.1.4).
/// </summary>
internal sealed class MessageIds
{
    private readonly string _prefix;
    private long _last;

    public MessageIds(TimeProvider time)
    {
        _prefix = string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow().ToUnixTimeMilliseconds():x}{Random.Shared.Next(0x1000):x3}-");
    }

    /// <summary>The next id; at most 31 characters.</summary>
    public string Next() => string.Create(CultureInfo.InvariantCulture, $"{_prefix}{Interlocked.Increment(ref _last):x}");
}
