using System.Collections.Concurrent;
using Csms.Simulator.Quirks;
using Csms.Simulator.Station;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Csms.Simulator.Demo;

/// <summary>A charging network that lives: stations at five sites, drivers that come and go, and the faults of a usual day.</summary>
public sealed class DemoNetwork : IAsyncDisposable
{
    private static readonly TimeSpan _beat = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan _startWindow = TimeSpan.FromSeconds(4);
    private const double Payers = .6;
    private readonly DemoStation? _withTerminal; // one station whose drivers often pay at its terminal
    private const int FirstSwaps = 3; // soon after the start, so that there is something to see
    private static readonly TimeSpan _betweenSwaps = TimeSpan.FromMinutes(6);
    private readonly Uri _url;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly int _seed;
    private readonly Random _random;
    private readonly Func<string, string?> _password;
    private readonly Func<string, int, long?> _register;
    private readonly ConcurrentDictionary<string, VirtualStation> _stations = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<(string StationId, int EvseId), byte> _byHand = new();
    private readonly List<(DemoDriver Driver, VirtualStation Station, int EvseId)> _drivers = [];
    private readonly CancellationTokenSource _stopping = new();
    private Task? _running;

    /// <param name="url">Endpoint without identity, e.g. ws://127.0.0.1:8080/ocpp.</param>
    /// <param name="stations">How many stations.</param>
    /// <param name="seed">The same seed gives the same day.</param>
    /// <param name="clock">Source of time.</param>
    /// <param name="password">Password of a station id; null = none.</param>
    /// <param name="register">Import register of a station's EVSE, Wh, where its meters have counted before; null = a new one.</param>
    /// <param name="logger">Log.</param>
    public DemoNetwork(
        Uri url, int stations = 24, int seed = 1, TimeProvider? clock = null, Func<string, string?>? password = null, Func<string, int, long?>? register = null, ILogger? logger = null)
    {
        _url = url;
        _seed = seed;
        _random = new Random(seed);
        _clock = clock ?? TimeProvider.System;
        _password = password ?? (_ => null);
        _register = register ?? ((_, _) => null);
        _logger = logger ?? NullLogger.Instance;
        Sites = DemoPlan.Sites(stations);
        _withTerminal = DemoPlan.WithTerminal(Sites);
    }

    /// <summary>Tokens the drivers use.</summary>
    public static IReadOnlyList<DemoToken> Tokens => DemoPlan.Tokens;

    /// <summary>Sites with their stations, known before <see cref="StartAsync"/>.</summary>
    public IReadOnlyList<DemoSite> Sites { get; }

    /// <summary>Every running station.</summary>
    public IReadOnlyList<VirtualStation> Stations => [.. _stations.Values.OrderBy(s => s.Id, StringComparer.Ordinal)];

    /// <summary>True while drivers come and go by themselves.</summary>
    public bool IsLively { get; set; } = true;

    /// <summary>A running station, or null.</summary>
    public VirtualStation? Find(string stationId) => _stations.GetValueOrDefault(stationId);

    /// <summary>Whether a person has taken an EVSE from its drivers.</summary>
    public bool IsByHand(string stationId, int evseId) => _byHand.ContainsKey((stationId, evseId));

    /// <summary>Takes an EVSE from its drivers: they, and the mishaps of the day, leave it alone.</summary>
    public void TakeByHand(string stationId, int evseId) => _byHand.TryAdd((stationId, evseId), 0);

    /// <summary>Gives an EVSE back to its drivers; a car that is there leaves by and by.</summary>
    public void GiveBack(string stationId, int evseId)
    {
        if (!_byHand.TryRemove((stationId, evseId), out _)) return;
        lock (_drivers)
        {
            foreach (var (driver, station, id) in _drivers)
            {
                if (station.Id == stationId && id == evseId) driver.Resume(_clock.GetUtcNow());
            }
        }
    }

    /// <summary>Starts all stations within a few seconds; they connect by themselves and keep trying.</summary>
    public Task StartAsync(CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        _running ??= Task.Run(RunAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <summary>Adds a station to the network and starts it; the drivers leave it alone.</summary>
    /// <exception cref="InvalidOperationException">The identity is taken.</exception>
    public VirtualStation Add(StationOptions options)
    {
        var station = new VirtualStation(options);
        if (!_stations.TryAdd(station.Id, station)) throw new InvalidOperationException($"{station.Id} is in the network already.");
        station.Start();
        return station;
    }

    /// <summary>Stops the drivers, then closes every station.</summary>
    public async Task StopAsync()
    {
        if (_stopping.IsCancellationRequested) return;
        await _stopping.CancelAsync();
        if (_running is { } running) await running;
        await Task.WhenAll(_stations.Values.Select(s => s.DisposeAsync().AsTask()));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        var plan = Sites.SelectMany(s => s.Stations).OrderBy(_ => _random.Next()).ToArray();
        var pause = plan.Length == 0 ? TimeSpan.Zero : _startWindow / plan.Length;
        var steps = new Dictionary<DemoDriver, Task>();
        try
        {
            for (var i = 0; i < plan.Length; i++)
            {
                Begin(plan[i], i);
                await Task.Delay(pause, _clock, _stopping.Token);
            }
            var mishaps = new DemoMishaps(_drivers.Select(d => d.Station).Distinct().ToArray(), station => !station.Evses.Any(evse => IsByHand(station.Id, evse.Id)), _random, _clock.GetUtcNow());
            using var timer = new PeriodicTimer(_beat, _clock);
            var nextSwap = _clock.GetUtcNow();
            var swaps = 0;
            var swap = Task.CompletedTask;
            while (await timer.WaitForNextTickAsync(_stopping.Token))
            {
                if (!IsLively) continue;
                var now = _clock.GetUtcNow();
                foreach (var (driver, station, evseId) in _drivers)
                {
                    if (IsByHand(station.Id, evseId)) continue;
                    // A step waits for answers of the CSMS: the others go on meanwhile.
                    if (driver.NextAt > now || (steps.TryGetValue(driver, out var step) && !step.IsCompleted)) continue;
                    steps[driver] = StepAsync(driver, now);
                }
                await mishaps.StepAsync(now);
                if (now >= nextSwap && swap.IsCompleted && SwapStation is { Registration: RegistrationState.Accepted, IsConnected: true } rack)
                {
                    swap = SwapAsync(rack);
                    nextSwap = now + (++swaps < FirstSwaps ? _startWindow : _betweenSwaps);
                }
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            await Task.WhenAll(steps.Values);
        }
    }

    /// <summary>The station that swaps batteries.</summary>
    private VirtualStation? SwapStation => _stations.Values.FirstOrDefault(station => station.Batteries.Count > 0);

    private async Task SwapAsync(VirtualStation station)
    {
        var tokens = Tokens.Where(token => token.Status == "Accepted").ToArray();
        var token = tokens[_random.Next(tokens.Length)];
        try
        {
            // Now and then somebody walks away without the charged battery.
            station.DriversForgetBatteries = _random.Next(6) == 0;
            await station.SwapAsync(new IdToken(token.Value, token.Type), 1, _stopping.Token);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            return; // The network stops.
        }
        catch (Exception e)
        {
            station.Report(e);
        }
    }

    private async Task StepAsync(DemoDriver driver, DateTimeOffset now)
    {
        var station = _drivers.First(d => d.Driver == driver).Station;
        try
        {
            await driver.StepAsync(now, _stopping.Token);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            return; // The network stops.
        }
        catch (Exception e)
        {
            station.Report(e);
        }
    }

    private void Begin(DemoStation planned, int index)
    {
        // One station of 2.1 has a rack of batteries beside its outlets, and streams its power.
        var isHub = planned == DemoPlan.WithRack(Sites);
        var station = new VirtualStation(new StationOptions
        {
            Id = planned.Id,
            Url = _url,
            Version = planned.Model.Version,
            Vendor = planned.Model.Vendor,
            Model = planned.Model.Name,
            FirmwareVersion = planned.Model.Firmware,
            Evses = [.. planned.Model.Evses.Select((e, place) => e with { RegisterWh = _register(planned.Id, place + 1) ?? 200_000 + _random.Next(40_000_000) })],
            Password = _password(planned.Id),
            Clock = _clock,
            MeterInterval = TimeSpan.FromSeconds(10 + index % 6),
            RecordLimit = 100,
            BatterySlots = isHub ? 6 : 0,
            FirstBatterySlot = 11,
            PowerStreamSeconds = isHub ? 5 : 0,
            Seed = _seed + index,
            Logger = _logger,
            // One station of the network has manners of its own.
            Quirks = index == 0 && QuirkCatalogue.TryCreate("status-after-start") is { } quirk ? [quirk] : [],
        });
        if (!_stations.TryAdd(station.Id, station)) return;
        station.Start();
        var tokens = planned.SiteCode == "DSO" ? [.. Tokens.Where(t => t.Group is not null)] : Tokens.Where(t => t.Group is null).ToArray();
        lock (_drivers)
        {
            foreach (var evse in station.Evses) _drivers.Add((new DemoDriver(station, evse, tokens, new Random(_random.Next()), _clock.GetUtcNow(), planned == _withTerminal ? Payers : 0), station, evse.Id));
        }
    }
}
