using System.Collections.Concurrent;
using System.Text.Json;
using Csms.Engine.Events;
using Csms.Engine.Ocpp;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Storage;
using Csms.Engine.Units;

namespace Csms.Engine.Stations.Configuration;

/// <summary>Follows the reports of all stations part by part. On a message's path: memory only, what it finds is written behind.</summary>
public sealed class ReportLedger : IStationObserver, ICommandFollower
{
    private readonly ConcurrentDictionary<StationId, ReportTrack> _tracks = new();
    private readonly ConcurrentDictionary<StationId, int> _whole = new(); // the number of the latest report of everything that a station agreed to
    private readonly FactLog _facts;

    internal ReportLedger(FactLog facts) => _facts = facts;

    /// <summary>A part of a report of this station came. Raised on the station's path: return at once.</summary>
    public event Action<StationId>? Changed;

    /// <summary>Number of the report of which a station has sent parts since this program started, whether all are here, and when the latest came; null: none.</summary>
    public (int RequestId, bool IsComplete, DateTimeOffset LastAt)? Of(StationId station) =>
        _tracks.TryGetValue(station, out var track) ? (track.RequestId, track.IsComplete, track.LastAt) : null;

    void IStationObserver.Removed(StationState state)
    {
        _tracks.TryRemove(state.Id, out _);
        _whole.TryRemove(state.Id, out _);
    }

    Task ICommandFollower.AnsweredAsync(StationState station, StationCommand command, JsonElement body, CommandReading reading, CancellationToken cancellation)
    {
        if (command.Action != "GetBaseReport" || reading.Status != "Accepted" || !body.TryGetProperty("reportBase", out var what) || what.GetString() != "FullInventory") return Task.CompletedTask;
        if (reading.Variables is { Count: > 0 })
        {
            _facts.ToldAll(station.Key, command.SentAt ?? command.QueuedAt); // 1.6: every key is in the answer
        }
        else if (body.TryGetProperty("requestId", out var number) && number.TryGetInt32(out var requestId))
        {
            _whole[station.Id] = requestId;
            if (_tracks.TryGetValue(station.Id, out var track)) Whole(station, track); // its parts may be faster than the word for its answer
        }

        return Task.CompletedTask;
    }

    void IStationObserver.Told(StationState state, StationMessage message, DateTimeOffset at)
    {
        if (message is not ReportPartReported part) return;
        var track = ReportTrack.With(_tracks.GetValueOrDefault(state.Id), part, at); // one mailbox a station: nobody else changes it meanwhile
        _tracks[state.Id] = track;
        _facts.Reported(new ReportRow(state.Key, track.RequestId, track.StartedAt, track.LastAt, track.Parts, track.LastPart, track.Missing, track.Variables, track.IsComplete, track.IsCut));
        Whole(state, track);
        Changed?.Invoke(state.Id);
    }

    private void Whole(StationState station, ReportTrack track)
    {
        if (track.IsComplete && _whole.TryGetValue(station.Id, out var requestId) && requestId == track.RequestId) _facts.ToldAll(station.Key, track.StartedAt);
    }
}
