using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Csms.Engine.Events;
using Csms.Engine.Events.Charging;
using Csms.Engine.Ocpp;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Storage;
using Csms.Engine.Streams;
using Csms.Engine.Units;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Csms.Engine.Monitoring;

/// <summary>
/// Monitors of stations (2.x block N), kept by their answers and reports, and what they report as alerts: in memory, and behind it in the store. Events go on
/// to their log, within an allowance a station: a flood fills neither.
/// </summary>
public sealed partial class MonitorBook : BackgroundService, ICommandFollower, IStationObserver, IKeepsEntered
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<StationId, MonitoringEntry> _entries = new();
    private readonly MonitoringStore _store;
    private readonly EventLog _log;
    private readonly StationRegistry _registry;
    private readonly MonitoringOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    internal MonitorBook(MonitoringStore store, EventLog log, StationRegistry registry, IOptions<MonitoringOptions> options, TimeProvider time, ILogger<MonitorBook> logger) =>
        (_store, _log, _registry, _options, _time, _logger) = (store, log, registry, options.Value, time, logger);

    /// <summary>Something about a station's monitors has changed, or an event came. Raised on the station's path: return at once.</summary>
    public event Action<StationId>? Changed;

    /// <inheritdoc/>
    public string Kind => EnteredKinds.Monitoring;

    /// <summary>What is known of a station's monitors and alerts.</summary>
    public StationMonitoring Find(StationId station) => _entries.TryGetValue(station, out var entry) ? entry.Current : StationMonitoring.None;

    /// <inheritdoc/>
    public async Task ReadAgainAsync(IReadOnlyCollection<string>? ids, CancellationToken cancellation)
    {
        var stored = await _store.LoadAsync(ids?.Select(id => int.TryParse(id, CultureInfo.InvariantCulture, out var key) ? key : 0).ToHashSet(), cancellation);
        if (stored.Count == 0) return;
        foreach (var station in _registry.States)
        {
            if (!stored.TryGetValue(station.Key, out var monitoring)) continue;
            var read = new MonitoringEntry(station.Key, monitoring, Full());
            var entry = _entries.GetOrAdd(station.Id, read);
            if (ReferenceEquals(entry, read) || entry.TakeOver(monitoring)) Changed?.Invoke(station.Id);
        }
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
            "GetMonitoringReport" when body.TryGetProperty("requestId", out var number) && number.TryGetInt32(out var request) =>
                Step(station, before => MonitoringSteps.Asked(before, request, !Has(body, "monitoringCriteria") && !Has(body, "componentVariable"), reading.Status, now)),
            "SetVariableMonitoring" => Step(station, before => MonitoringSteps.Set(before, body, reading.Response)),
            "ClearVariableMonitoring" => Step(station, before => MonitoringSteps.Cleared(before, reading.Response)),
            "SetMonitoringBase" when reading.Status == "Accepted" && body.TryGetProperty("monitoringBase", out var word) => Step(station, before => MonitoringSteps.Based(before, word.GetString())),
            _ => false,
        };
        if (changed && _entries.TryGetValue(station.Id, out var entry)) await WriteAsync(entry, cancellation);
    }

    void IStationObserver.Told(StationState state, StationMessage message, DateTimeOffset at)
    {
        if (state.Profile.Registration != RegistrationStatus.Accepted) return;
        switch (message)
        {
            case MonitorsReported part:
                Step(state, before => MonitoringSteps.Told(before, part, state.OcppVersion == "2.1", at));
                break;
            case DerAlarmReported alarm:
                Step(state, before => AlertSteps.Told(before, alarm, state.Boot?.At, at));
                break;
            case DeviceEventsReported told:
                Step(state, before => AlertSteps.Told(before, told.Events, state.Boot?.At, at));
                Log(state, told.Events, at);
                Changed?.Invoke(state.Id);
                break;
            default:
                break;
        }
    }

    void IStationObserver.Removed(StationState state) => _entries.TryRemove(state.Id, out _);

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
        foreach (var (_, entry) in _entries) await WriteAsync(entry, cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    foreach (var (_, entry) in _entries) await WriteAsync(entry, stoppingToken);
                }
                catch (Exception exception) when (exception is NpgsqlException or IOException or TimeoutException)
                {
                    LogNotStored(exception);
                }
            }
        }
        catch (OperationCanceledException)
        {
            return;
        }
    }

    private static bool Has(JsonElement body, string list) => body.TryGetProperty(list, out var value) && value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0;

    private ValueAllowance Full() => ValueAllowance.Full(_options.EventsPerSecond, _time.GetUtcNow());

    private void Log(StationState state, IReadOnlyList<DeviceEvent> events, DateTimeOffset at)
    {
        var entry = Entry(state);
        var known = entry.Current;
        var kept = entry.Take(events.Count, _options.EventsPerSecond, at);
        if (kept > 0) _log.Append(state.Key, events.Skip(events.Count - kept).Select(told => (told, AlertSteps.SeverityOf(known, told))), at);
    }

    private MonitoringEntry Entry(StationState station) =>
        _entries.GetOrAdd(station.Id, static (_, made) => new MonitoringEntry(made.Key, StationMonitoring.None, made.Full), (station.Key, Full: Full()));

    private bool Step(StationState station, Func<StationMonitoring, StationMonitoring> step)
    {
        if (!_entries.TryGetValue(station.Id, out var entry))
        {
            if (ReferenceEquals(step(StationMonitoring.None), StationMonitoring.None)) return false; // of most stations nothing is known
            entry = Entry(station);
        }

        if (!entry.Step(step)) return false;
        Changed?.Invoke(station.Id);
        return true;
    }

    private async Task WriteAsync(MonitoringEntry entry, CancellationToken cancellation)
    {
        if (entry.IsWritten) return;
        var current = entry.Current;
        await _store.SaveAsync(entry.StationKey, current, cancellation); // an older one that comes late is not taken
        entry.Written = current;
    }

    [LoggerMessage(3870, LogLevel.Warning, "Monitors and alerts could not be stored; it is tried again")]
    private partial void LogNotStored(Exception exception);
}
