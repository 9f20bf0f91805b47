using System.Collections.Immutable;
using Csms.Engine.Stations.Configuration;
using Csms.Engine.Stations.Kept;

namespace Csms.Engine.Streams;

/// <summary>What is known of a station's periodic event streams. Immutable.</summary>
public sealed record StationStreams : IRevised
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

    /// <summary>The variable that a stream carries: as its monitor was set from here, else as the station told its monitors; null: not known.</summary>
    public string? VariableOf(EventStream stream, StationMonitors? told)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return stream.MonitorId is not { } monitor ? null : Monitors.TryGetValue(monitor, out var variable) ? variable : told?.All.FirstOrDefault(each => each.Id == monitor)?.Address.ToString();
    }

    /// <summary>The running one with a station's number, or null.</summary>
    public EventStream? Running(int id) => All.Values.FirstOrDefault(stream => stream.Id == id && stream.IsLive);
}
