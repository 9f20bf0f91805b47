using System.Collections.Immutable;
using System.Globalization;
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
using Microsoft.Extensions.Options;
using Npgsql;

namespace Csms.Engine.Streams;

/// <summary>
/// Periodic event streams of stations (2.1, N11 to N15): opened, adjusted, told and closed, in memory and behind it in the store; their values go on to the
/// log. A station that floods fills neither: what is beyond its allowance is dropped, the oldest of a message first, and counted.
/// </summary>
public sealed partial class StreamBook : BackgroundService, ICommandFollower, IStationObserver, IStationDesk, IKeepsEntered
{
    /// <summary>Reason code of what is one too many.</summary>
    public const string TooMany = "TooManyElements";

    private const string Reader = "csms";
    private static readonly TimeSpan AskedAgain = TimeSpan.FromMinutes(10);

    private readonly KeptStates<StationStreams, StreamEntry> _kept;
    private readonly StreamStore _store;
    private readonly StreamLog _log;
    private readonly StationRegistry _registry;
    private readonly Lazy<StationCommands> _commands;
    private readonly StreamOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    internal StreamBook(
        StreamStore store, StreamLog log, StationRegistry registry, Lazy<StationCommands> commands, IOptions<StreamOptions> options, TimeProvider time, ILogger<StreamBook> logger)
    {
        (_store, _log, _registry, _commands, _options, _time, _logger) = (store, log, registry, commands, options.Value, time, logger);
        _kept = new(StationStreams.None, (key, stored) => new(key, stored, ValueAllowance.Full(_options.ValuesPerSecond, _time.GetUtcNow())), store.SaveAsync, station => Changed?.Invoke(station));
    }

    /// <summary>Something about a station's streams has changed, or values came. Raised on the station's path: return at once.</summary>
    public event Action<StationId>? Changed;

    /// <inheritdoc/>
    public string Kind => EnteredKinds.EventStreams;

    /// <summary>What is known of a station's streams.</summary>
    public StationStreams Find(StationId station) => _kept.Find(station);

    /// <summary>What came by a stream since the host started; null: nothing.</summary>
    public StreamNow? Now(StationId station, int number) => _kept.Entry(station)?.Now(number);

    /// <inheritdoc/>
    public async Task ReadAgainAsync(IReadOnlyCollection<string>? ids, CancellationToken cancellation) =>
        _kept.TakeOver(_registry.States, await _store.LoadAsync(KeptStates<StationStreams, StreamEntry>.Keys(ids), cancellation));

    /// <inheritdoc/>
    public async Task AnsweredAsync(StationState station, StationCommand command, JsonElement body, CommandReading reading, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(station);
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(reading);
        var now = _time.GetUtcNow();
        var changed = command.Action switch
        {
            "GetPeriodicEventStream" => _kept.Step(station, before => StreamSteps.Listed(before, StreamSteps.Terms(reading.Response), now)),
            "AdjustPeriodicEventStream" when reading.Status == "Accepted" && Number(body, "id") is { } id && body.TryGetProperty("params", out var wanted) && wanted.ValueKind == JsonValueKind.Object =>
                _kept.Step(station, before => StreamSteps.Adjusted(before, id, Number(wanted, "interval"), Number(wanted, "values"))),
            "SetVariableMonitoring" when station.OcppVersion == "2.1" => _kept.Step(station, before => StreamSteps.Monitored(before, reading.Response)),
            _ => false,
        };
        if (changed) await _kept.WriteAsync(station.Id, cancellation);
    }

    bool IStationDesk.Takes(StationMessage message) => message is StreamOpenAsked or StreamClosed;

    /// <summary>A stream is stored before its opening is answered.</summary>
    async Task<StationAnswer?> IStationDesk.AnswerAsync(StationState station, StationMessage message, CancellationToken cancellation)
    {
        var now = _time.GetUtcNow();
        var accepted = true;
        if (message is StreamOpenAsked asked) _kept.Step(station, before => ((before, accepted) = StreamSteps.Opened(before, asked.Terms, now, _options.MostPerStation)).Item1);
        else _kept.Step(station, before => StreamSteps.Closed(before, ((StreamClosed)message).StreamId, now));
        try
        {
            await _kept.WriteAsync(station.Id, cancellation);
        }
        catch (Exception exception) when (exception is NpgsqlException or IOException or TimeoutException)
        {
            LogNotStored(exception); // it is open here, so it is open there: written as soon as the store is back, and stations tell their streams when asked
        }

        if (message is not StreamOpenAsked) return null;
        return accepted ? new StreamOpenAnswer(true)
            : new StreamOpenAnswer(false, TooMany, string.Create(CultureInfo.InvariantCulture, $"The CSMS takes {_options.MostPerStation} streams of a station (Csms:Streams:MostPerStation)"));
    }

    void IStationObserver.Told(StationState state, StationMessage message, DateTimeOffset at)
    {
        if (message is not StreamValuesReported values || state.Profile.Registration != RegistrationStatus.Accepted) return;
        if (Find(state.Id).Running(values.StreamId) is null) _kept.Step(state, before => StreamSteps.Found(before, values.StreamId, at, _options.MostPerStation));
        if (_kept.Entry(state.Id) is not { } entry) return; // with no stream allowed nothing is kept
        var (stream, kept) = entry.Take(values, _options.ValuesPerSecond, at);
        if (stream is not null && kept > 0) _log.Append(state.Key, stream.Number, values.Values.Skip(values.Values.Count - kept), values.BaseTime, at);
        Changed?.Invoke(state.Id);
    }

    /// <summary>What a stream carries that nobody has heard of, only the station knows.</summary>
    void IStationObserver.Answered(StationState state, StationMessage message)
    {
        if (message is not StreamValuesReported values || state.Profile.Registration != RegistrationStatus.Accepted || _kept.Entry(state.Id) is not { } entry) return;
        if (entry.Current.Running(values.StreamId) is { State: StreamState.Open } || !entry.MayAsk(_time.GetUtcNow(), AskedAgain)) return;
        _commands.Value.Post(new CommandRequest(state.Id, "GetPeriodicEventStream", JsonElement.Parse("{}"), Reader, "Values came for a stream that is not known."));
    }

    void IStationObserver.Changed(StationState? before, StationState after)
    {
        if (before is null || ReferenceEquals(before.Boot, after.Boot) || _kept.Entry(after.Id) is null) return;
        var now = _time.GetUtcNow();
        _kept.Step(after, streams => StreamSteps.Booted(streams, now));
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
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _kept.KeepAsync(_time, null, LogNotStored, stoppingToken);

    private static int? Number(JsonElement body, string member) => body.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;

    [LoggerMessage(3860, LogLevel.Warning, "What is known of periodic event streams could not be stored; it is tried again")]
    private partial void LogNotStored(Exception exception);
}
