using System.Collections.Concurrent;
using System.Text.Json;
using Csms.Engine.Ocpp;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Units;
using Microsoft.Extensions.Hosting;

namespace Csms.Engine.Payments;

/// <summary>
/// Web payments under way, in memory: each from the station's answer until its time is over, or a transaction begins on the EVSE. Whoever gave the command, and whatever
/// it is answered with: the answer has no status.
/// </summary>
public sealed class WebPayments(TimeProvider time) : BackgroundService, ICommandFollower, IStationObserver
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>A driver does not pay for longer; it also bounds what a station is told by mistake.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    private readonly ConcurrentDictionary<(StationId Station, int EvseId), WebPayment> _open = new();

    /// <summary>A payment at a station began or is over. Returns at once.</summary>
    public event Action<StationId>? Changed;

    /// <summary>The one under way on an EVSE, or null.</summary>
    public WebPayment? On(StationId station, int evseId) => _open.TryGetValue((station, evseId), out var payment) && payment.Until > time.GetUtcNow() ? payment : null;

    /// <inheritdoc/>
    public Task AnsweredAsync(StationState station, StationCommand command, JsonElement body, CommandReading reading, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(station);
        ArgumentNullException.ThrowIfNull(command);
        if (command.Action == "NotifyWebPaymentStarted" && body.TryGetProperty("evseId", out var evse) && evse.TryGetInt32(out var evseId)
            && body.TryGetProperty("timeout", out var timeout) && timeout.TryGetInt32(out var seconds))
        {
            var now = time.GetUtcNow();
            var length = TimeSpan.FromSeconds(seconds);
            if (seconds > 0) _open[(station.Id, evseId)] = new WebPayment(station.Id, evseId, now, now + (length < Longest ? length : Longest));
            else _open.TryRemove((station.Id, evseId), out _); // it is over
            Changed?.Invoke(station.Id);
        }

        return Task.CompletedTask;
    }

    void IStationObserver.Changed(StationState? before, StationState after)
    {
        if (_open.IsEmpty || before is null || before.Sessions == after.Sessions) return;
        foreach (var session in after.Sessions.Sessions)
        {
            if (session.IsActive && before.Sessions.ById(session.Id) is null or { EvseId: 0 }) End(after.Id, session.EvseId);
        }
    }

    void IStationObserver.Removed(StationState state)
    {
        foreach (var key in _open.Keys.Where(key => key.Station == state.Id)) _open.TryRemove(key, out _);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                foreach (var payment in _open.Values.Where(payment => payment.Until <= time.GetUtcNow())) End(payment.Station, payment.EvseId);
            }
        }
        catch (OperationCanceledException)
        {
            return;
        }
    }

    private void End(StationId station, int evseId)
    {
        if (_open.TryRemove((station, evseId), out _)) Changed?.Invoke(station);
    }
}
