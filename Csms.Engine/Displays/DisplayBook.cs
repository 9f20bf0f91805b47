using System.Text.Json;
using Csms.Engine.Events;
using Csms.Engine.Ocpp;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Stations.Kept;
using Csms.Engine.Storage;
using Csms.Engine.Units;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Csms.Engine.Displays;

/// <summary>
/// What stations show on their displays (2.1 block O): in memory, and behind it in the store. Kept right by what they accept, by what they tell when they
/// are asked, by the end of transactions and by time.
/// </summary>
public sealed partial class DisplayBook : BackgroundService, ICommandFollower, IStationObserver, IStationDesk, IKeepsEntered
{
    private readonly KeptStates<StationDisplay, KeptState<StationDisplay>> _kept;
    private readonly DisplayStore _store;
    private readonly StationRegistry _registry;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    internal DisplayBook(DisplayStore store, StationRegistry registry, TimeProvider time, ILogger<DisplayBook> logger)
    {
        _store = store;
        _kept = new(StationDisplay.None, static (key, stored) => new(key, stored), store.SaveAsync, station => Changed?.Invoke(station));
        _registry = registry;
        _time = time;
        _logger = logger;
    }

    /// <summary>Something about a station's display has changed. Returns at once.</summary>
    public event Action<StationId>? Changed;

    /// <inheritdoc/>
    public string Kind => EnteredKinds.Display;

    /// <summary>What is known of a station's display.</summary>
    public StationDisplay Find(StationId station) => _kept.Find(station);

    /// <inheritdoc/>
    public async Task ReadAgainAsync(IReadOnlyCollection<string>? ids, CancellationToken cancellation) =>
        _kept.TakeOver(_registry.States, await _store.LoadAsync(KeptStates<StationDisplay, KeptState<StationDisplay>>.Keys(ids), cancellation));

    /// <inheritdoc/>
    public async Task AnsweredAsync(StationState station, StationCommand command, JsonElement body, CommandReading reading, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(station);
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(reading);
        var now = _time.GetUtcNow();
        var changed = (command.Action, reading.Status) switch
        {
            ("SetDisplayMessage", "Accepted") => _kept.Step(station, before => DisplaySteps.Set(before, body, command.Actor, now)),
            ("ClearDisplayMessage", "Accepted" or "Unknown") => _kept.Step(station, before => DisplaySteps.Cleared(before, body.TryGetProperty("id", out var id) && id.TryGetInt32(out var number) ? number : null)),
            ("GetDisplayMessages", _) => _kept.Step(station, before => DisplaySteps.Asked(before, body, reading.Status, now)),
            _ => false,
        };
        if (changed) await _kept.WriteAsync(station.Id, cancellation);
    }

    bool IStationDesk.Takes(StationMessage message) => message is DisplayMessagesReported;

    /// <summary>What the station tells of its display is stored before it is answered.</summary>
    async Task<StationAnswer?> IStationDesk.AnswerAsync(StationState station, StationMessage message, CancellationToken cancellation)
    {
        _kept.Step(station, before => DisplaySteps.Reported(before, (DisplayMessagesReported)message, _time.GetUtcNow()));
        await _kept.WriteAsync(station.Id, cancellation);
        return null;
    }

    void IStationObserver.Changed(StationState? before, StationState after)
    {
        if (before is null || before.Sessions == after.Sessions || _kept.Entry(after.Id) is null) return;
        foreach (var session in before.Sessions.Sessions)
        {
            if (session.IsActive && after.Sessions.ById(session.Id) is not { IsActive: true }) _kept.Step(after, display => DisplaySteps.Ended(display, session.TransactionId));
        }
    }

    void IStationObserver.Removed(StationState state) => _kept.Remove(state.Id);

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await ReadAgainAsync(null, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await _kept.WriteAllAsync(LogNotStored, cancellationToken);
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _kept.KeepAsync(_time, DisplaySteps.Passed, LogNotStored, stoppingToken);

    [LoggerMessage(3800, LogLevel.Warning, "What is known of displays could not be stored; it is tried again")]
    private partial void LogNotStored(Exception exception);
}
