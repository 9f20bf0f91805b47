using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Events;
using Csms.Engine.Events.Charging;
using Csms.Engine.Ocpp;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Stations.Kept;
using Csms.Engine.Storage;
using Csms.Engine.Streams;
using Csms.Engine.Units;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Csms.Engine.Monitoring;

/// <summary>
/// Monitors of stations (2.x block N), kept by their answers and reports, and what they report as alerts: in memory, and behind it in the store. Events go on
/// to their log, within an allowance a station: a flood fills neither.
/// </summary>
public sealed partial class MonitorBook : BackgroundService, ICommandFollower, IStationObserver, IKeepsEntered
{
    private const string Report = "GetMonitoringReport";
    private readonly KeptStates<StationMonitoring, KeptState<StationMonitoring>> _kept;
    private readonly ConcurrentDictionary<StationId, ValueAllowance> _allowances = new(); // one mailbox a station: nobody else changes its own meanwhile
    private readonly MonitoringStore _store;
    private readonly EventLog _log;
    private readonly StationRegistry _registry;
    private readonly MonitoringOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    internal MonitorBook(MonitoringStore store, EventLog log, StationRegistry registry, IOptions<MonitoringOptions> options, TimeProvider time, ILogger<MonitorBook> logger)
    {
        (_store, _log, _registry, _options, _time, _logger) = (store, log, registry, options.Value, time, logger);
        _kept = new(StationMonitoring.None, static (key, stored) => new(key, stored), store.SaveAsync, station => Changed?.Invoke(station));
    }

    /// <summary>Something about a station's monitors has changed, or an event came. Raised on the station's path: return at once.</summary>
    public event Action<StationId>? Changed;

    /// <inheritdoc/>
    public string Kind => EnteredKinds.Monitoring;

    /// <summary>What is known of a station's monitors and alerts.</summary>
    public StationMonitoring Find(StationId station) => _kept.Find(station);

    /// <inheritdoc/>
    public async Task ReadAgainAsync(IReadOnlyCollection<string>? ids, CancellationToken cancellation) =>
        _kept.TakeOver(_registry.States, await _store.LoadAsync(KeptStates<StationMonitoring, KeptState<StationMonitoring>>.Keys(ids), cancellation));

    /// <summary>Adds nothing: a report is followed from when its request leaves.</summary>
    ValueTask<JsonObject?> ICommandFollower.CompleteAsync(StationState station, StationCommand command, JsonElement body, CancellationToken cancellation)
    {
        if (command.Action == Report && RequestOf(body) is { } request) _kept.Step(station, before => MonitoringSteps.Leaving(before, request));
        return new((JsonObject?)null);
    }

    /// <inheritdoc/>
    public async Task AnsweredAsync(StationState station, StationCommand command, JsonElement body, CommandReading reading, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(station);
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(reading);
        if (station.OcppVersion is "1.6") return;
        var now = _time.GetUtcNow();
        var changed = command.Action switch
        {
            Report when RequestOf(body) is { } request =>
                _kept.Step(station, before => MonitoringSteps.Asked(before, request, !Has(body, "monitoringCriteria") && !Has(body, "componentVariable"), reading.Status, now)),
            "SetVariableMonitoring" => _kept.Step(station, before => MonitoringSteps.Set(before, body, reading.Response)),
            "ClearVariableMonitoring" => _kept.Step(station, before => MonitoringSteps.Cleared(before, reading.Response)),
            "SetMonitoringBase" when reading.Status == "Accepted" && body.TryGetProperty("monitoringBase", out var word) => _kept.Step(station, before => MonitoringSteps.Based(before, word.GetString())),
            _ => false,
        };
        if (changed) await _kept.WriteAsync(station.Id, cancellation);
    }

    void IStationObserver.Told(StationState state, StationMessage message, DateTimeOffset at)
    {
        if (state.Profile.Registration != RegistrationStatus.Accepted) return;
        switch (message)
        {
            case MonitorsReported part:
                _kept.Step(state, before => MonitoringSteps.Told(before, part, state.OcppVersion == "2.1", at));
                break;
            case DerAlarmReported alarm:
                _kept.Step(state, before => AlertSteps.Told(before, alarm, state.Boot?.StartedAt, at));
                break;
            case DeviceEventsReported told:
                _kept.Step(state, before => AlertSteps.Told(before, told.Events, state.Boot?.StartedAt, at));
                Log(state, told.Events, at);
                Changed?.Invoke(state.Id);
                break;
            default:
                break;
        }
    }

    void IStationObserver.Removed(StationState state)
    {
        _kept.Remove(state.Id);
        _allowances.TryRemove(state.Id, out _);
    }

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
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _kept.KeepAsync(_time, null, LogNotStored, stoppingToken);

    private static bool Has(JsonElement body, string list) => body.TryGetProperty(list, out var value) && value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0;

    private static int? RequestOf(JsonElement body) => body.TryGetProperty("requestId", out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;

    private void Log(StationState state, IReadOnlyList<DeviceEvent> events, DateTimeOffset at)
    {
        var known = Find(state.Id);
        var perSecond = _options.EventsPerSecond;
        (var kept, _allowances[state.Id]) = (_allowances.TryGetValue(state.Id, out var left) ? left : ValueAllowance.Full(perSecond, at)).Take(events.Count, perSecond, at);
        if (kept > 0) _log.Append(state.Key, events.Skip(events.Count - kept).Select(told => (told, AlertSteps.SeverityOf(known, told))), at);
    }

    [LoggerMessage(3870, LogLevel.Warning, "Monitors and alerts could not be stored; it is tried again")]
    private partial void LogNotStored(Exception exception);
}
