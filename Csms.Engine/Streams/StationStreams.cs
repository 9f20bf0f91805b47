using System.Collections.Immutable;

namespace Csms.Engine.Streams;

/// <summary>What is known of a station's periodic event streams. Immutable.</summary>
public sealed record StationStreams
{
    /// <summary>Nothing is known.</summary>
    public static readonly StationStreams None = new();

    /// <summary>All of them by our numbers: those that run and the last that are over.</summary>
    public ImmutableSortedDictionary<int, EventStream> All { get; init; } = ImmutableSortedDictionary<int, EventStream>.Empty;

    /// <summary>The variable behind a monitor, as SetVariableMonitoring named it: <c>EVSE@1.Power</c>.</summary>
    public ImmutableSortedDictionary<int, string> Monitors { get; init; } = ImmutableSortedDictionary<int, string>.Empty;

    /// <summary>When the station last told all of its streams (N12); UTC.</summary>
    public DateTimeOffset? ReadAt { get; init; }

    /// <summary>The number that the next stream gets.</summary>
    public int Next { get; init; } = 1;

    /// <summary>Rises with every step.</summary>
    public long Revision { get; init; }

    /// <summary>The running one with a station's number, or null.</summary>
    public EventStream? Running(int id) => All.Values.FirstOrDefault(stream => stream.Id == id && stream.IsLive);
}
