using System.Collections.Concurrent;
using Csms.Engine.Events;
using Csms.Engine.Gateway;
using Csms.Engine.Ocpp;
using Csms.Engine.Ocpp.Quirks;
using Csms.Engine.Sessions;
using Csms.Engine.Units;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Csms.Engine.Stations.Quirks;

/// <summary>
/// Which deviations from the standard each station shows, how often and where last. Counted in memory as frames go by, at most one row for each that is
/// known; the store hears of it twice a minute and at the stop, so a crash costs half a minute of counts.
/// </summary>
public sealed partial class QuirkBook : BackgroundService, IFrameSink, IStationObserver
{
    private static readonly TimeSpan WriteInterval = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<StationId, StationQuirks> _stations = new();
    private readonly QuirkStore _store;
    private readonly Lazy<StationRegistry> _registry;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    internal QuirkBook(QuirkStore store, Lazy<StationRegistry> registry, TimeProvider time, ILogger<QuirkBook> logger) =>
        (_store, _registry, _time, _logger) = (store, registry, time, logger);

    /// <summary>Those of a station, the last seen first.</summary>
    public IReadOnlyList<StationQuirk> Of(StationId station) =>
        _stations.TryGetValue(station, out var quirks) ? [.. quirks.All().OrderByDescending(quirk => quirk.LastAt)] : [];

    /// <summary>Whether a station has shown one.</summary>
    public bool Shows(StationId station, FrameNote note) => _stations.TryGetValue(station, out var quirks) && quirks.Has(note);

    /// <summary>Those that any of these stations has shown.</summary>
    public IReadOnlySet<FrameNote> ShownBy(IEnumerable<StationState> stations)
    {
        ArgumentNullException.ThrowIfNull(stations);
        var shown = new HashSet<FrameNote>();
        foreach (var station in stations)
            if (_stations.TryGetValue(station.Id, out var quirks)) shown.UnionWith(quirks.All().Select(quirk => quirk.Note));
        return shown;
    }

    /// <summary>Which models show what, the most widespread first.</summary>
    /// <param name="stations">Those to look at.</param>
    public IReadOnlyList<QuirkModel> Models(IEnumerable<StationState> stations)
    {
        ArgumentNullException.ThrowIfNull(stations);
        return [.. stations
            .SelectMany(station => Of(station.Id).Select(quirk => (Model: station.Boot is { } boot ? $"{boot.Vendor} {boot.Model}" : "", Quirk: quirk)))
            .GroupBy(each => (each.Quirk.Note, each.Model))
            .Select(group => new QuirkModel(group.Key.Note, group.Key.Model, group.Count(), group.Sum(each => each.Quirk.Seen), group.Max(each => each.Quirk.LastAt)))
            .OrderByDescending(model => model.Stations).ThenByDescending(model => model.Seen)];
    }

    /// <inheritdoc/>
    public void Append(in FrameRecord frame)
    {
        if (!frame.FromStation || frame.Notes is not { } notes) return;
        FrameNote? before = null;
        for (var index = 0; index < notes.Count; index++)
        {
            // Several members of one message may deviate alike: it is one message.
            var note = notes[index].Code;
            if (note == before || QuirkCatalogue.Find(note) is null) continue;
            before = note;
            var key = frame.StationKey;
            _stations.GetOrAdd(frame.Station, static (_, key) => new StationQuirks(key), key).See(note, frame.At, frame.Action ?? "", frame.MessageId ?? "");
        }
    }

    /// <summary>What only a session shows, once its messages have proved it.</summary>
    void IStationObserver.Changed(StationState? before, StationState after)
    {
        if (before is null || before.Sessions == after.Sessions) return;
        foreach (var session in after.Sessions.Sessions)
        {
            if (session.Has(SessionFlagKind.RegisterInKilowattHours) && before.Sessions.ById(session.Id)?.Has(SessionFlagKind.RegisterInKilowattHours) == false)
                _stations.GetOrAdd(after.Id, static (_, key) => new StationQuirks(key), after.Key).See(FrameNote.KilowattHourRegister, _time.GetUtcNow(), "MeterValues", "");
        }
    }

    void IStationObserver.Removed(StationState state) => _stations.TryRemove(state.Id, out _);

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        var byKey = _registry.Value.States.ToDictionary(state => state.Key, state => state.Id);
        foreach (var (key, quirk) in await _store.LoadAsync(cancellationToken))
        {
            if (byKey.TryGetValue(key, out var station)) _stations.GetOrAdd(station, static (_, key) => new StationQuirks(key), key).Restore(quirk);
        }

        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await WriteAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(WriteInterval, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await WriteAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            return; // what is left is written at the stop
        }
    }

    private async Task WriteAsync(CancellationToken cancellation)
    {
        var taken = _stations.Values.Select(station => (Station: station, Quirks: station.TakeUnwritten())).Where(each => each.Quirks.Count > 0).ToList();
        foreach (var some in taken.Chunk(500))
        {
            try
            {
                await _store.AddAsync([.. some.SelectMany(each => each.Quirks.Select(quirk => (each.Station.Key, quirk)))], cancellation);
            }
            catch (Exception exception) when (exception is NpgsqlException or IOException or TimeoutException or OperationCanceledException)
            {
                foreach (var (station, quirks) in some) station.GiveBack(quirks);
                if (exception is OperationCanceledException) continue; // the stop writes them
                LogNotWritten(exception, some.Length);
            }
        }
    }

    [LoggerMessage(3650, LogLevel.Warning, "The deviations of {Count} stations could not be stored; it is tried again")]
    private partial void LogNotWritten(Exception exception, int count);
}
