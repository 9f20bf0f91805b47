using Csms.Engine.LiveView;
using Csms.Engine.Stations;

namespace Csms.Console.Pages.Timeline;

/// <summary>Reads a window of history for the timeline.</summary>
internal sealed class TimelineReader(StateHistory history, PowerHistory power)
{
    public async Task<TimelineData> ReadAsync(IReadOnlyList<StationState> stations, string? siteId, DateTimeOffset from, DateTimeOffset to, Func<EvseReason, string> say, CancellationToken cancellation)
    {
        var spans = history.SpanAsync(stations, from, to, cancellation);
        var sessions = SessionsAsync(stations, from, to, cancellation);
        var minutes = siteId is null ? null : power.ReadAsync([siteId], from, to, cancellation);
        await Task.WhenAll(spans, sessions, minutes ?? Task.CompletedTask);
        return TimelineData.Of(stations, await spans, await sessions, from, to, minutes is null ? null : await minutes, say);
    }

    /// <summary>Sessions within a window; a running one with the energy the board knows of it.</summary>
    public async Task<IReadOnlyList<SessionSpan>> SessionsAsync(IReadOnlyList<StationState> stations, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        var read = await history.SessionsAsync(stations, from, to, cancellation);
        var running = stations.SelectMany(station => station.Sessions.Sessions).Where(session => session is { IsActive: true, EnergyWh: not null }).ToDictionary(session => session.Id.Value, session => session.EnergyWh!.Value);
        return [.. read.Select(session => running.TryGetValue(session.SessionId, out var energy) ? session with { EnergyWh = energy } : session)];
    }
}
