using System.Collections.Concurrent;
using Csms.Engine.Events;
using Csms.Engine.Storage;
using Csms.Engine.Units;

namespace Csms.Engine.Stations.Configuration;

/// <summary>Follows the reports of all stations part by part. On a message's path: memory only, what it finds is written behind.</summary>
public sealed class ReportLedger : IStationObserver
{
    private readonly ConcurrentDictionary<StationId, ReportTrack> _tracks = new();
    private readonly FactLog _facts;

    internal ReportLedger(FactLog facts) => _facts = facts;

    /// <summary>A part of a report of this station came. Raised on the station's path: return at once.</summary>
    public event Action<StationId>? Changed;

    /// <summary>Number of the report of which a station has sent parts since this program started, whether all are here, and when the latest came; null: none.</summary>
    public (int RequestId, bool IsComplete, DateTimeOffset LastAt)? Of(StationId station) =>
        _tracks.TryGetValue(station, out var track) ? (track.RequestId, track.IsComplete, track.LastAt) : null;

    void IStationObserver.Changed(StationState? before, StationState after)
    {
    }

    void IStationObserver.Removed(StationState state) => _tracks.TryRemove(state.Id, out _);

    void IStationObserver.Told(StationState state, StationMessage message, DateTimeOffset at)
    {
        if (message is not ReportPartReported part) return;
        var track = ReportTrack.With(_tracks.GetValueOrDefault(state.Id), part, at); // one mailbox a station: nobody else changes it meanwhile
        _tracks[state.Id] = track;
        _facts.Reported(new ReportRow(state.Key, track.RequestId, track.StartedAt, track.LastAt, track.Parts, track.LastPart, track.Missing, track.Variables, track.IsComplete, track.IsCut));
        Changed?.Invoke(state.Id);
    }
}
