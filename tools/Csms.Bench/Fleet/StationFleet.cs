using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Csms.Bench.Measures;
using Csms.Bench.Wire;

namespace Csms.Bench.Fleet;

/// <summary>Many stations on one server.</summary>
internal sealed class StationFleet : IAnswerSink, IDisposable
{
    private readonly FleetOptions _options;
    private readonly Uri _url;
    private readonly TaskCompletionSource _booted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _room;
    private int _bootsLeft;
    private int _refused;

    /// <param name="url">ws://host:port/ocpp; identities are appended.</param>
    /// <param name="options">How many, and how they speak.</param>
    /// <param name="time">Tells the transactions of this run from those of the last.</param>
    public StationFleet(Uri url, FleetOptions options, TimeProvider time)
    {
        if (Machine.TooFewFiles(options.Stations) is { } limit) throw new BenchException(limit);
        _url = url;
        _options = options;
        _room = new SemaphoreSlim(options.AtOnce);
        Server = new IPEndPoint(IPAddress.TryParse(url.DnsSafeHost, out var address) ? address : Dns.GetHostAddresses(url.DnsSafeHost, AddressFamily.InterNetwork)[0], url.Port);
        var source = SourceAddresses.For(Server.Address, options.Stations);
        var run = time.GetUtcNow().ToUnixTimeSeconds().ToString("x", CultureInfo.InvariantCulture);
        Stations = [.. Enumerable.Range(0, options.Stations).Select(i => new BenchStation(Script(i, run), source(i)))];
    }

    public IPEndPoint Server { get; }

    public IReadOnlyList<BenchStation> Stations { get; }

    /// <summary>From TCP connect to the boot's answer.</summary>
    public Histogram Boots { get; } = new();

    /// <summary>Answers so far over all stations.</summary>
    public long Answers => Stations.Sum(x => x.Answers);

    /// <summary>Links that ended without our doing.</summary>
    public int Lost => Stations.Count(x => !x.IsOpen);

    /// <summary>Connects and boots every station, as fast as the server lets it.</summary>
    /// <returns>Time from the first connect to the last boot's answer.</returns>
    public async Task<TimeSpan> ConnectAsync(CancellationToken cancellation)
    {
        var begin = Stopwatch.GetTimestamp();
        _bootsLeft = Stations.Count;
        var next = -1;
        var workers = new Task[Math.Min(_options.AtOnce, Stations.Count)];
        for (var i = 0; i < workers.Length; i++) workers[i] = Task.Run(WorkAsync, cancellation);
        await Task.WhenAll(workers);
        await _booted.Task.WaitAsync(TimeSpan.FromMinutes(2), cancellation);
        var took = Stopwatch.GetElapsedTime(begin);
        if (_refused > 0) throw new BenchException($"{_refused} of {Stations.Count} stations were not accepted at their boot.");
        foreach (var station in Stations) station.Sink = null;
        return took;

        async Task WorkAsync()
        {
            while (Interlocked.Increment(ref next) is var index && index < Stations.Count)
            {
                await _room.WaitAsync(cancellation);
                var station = Stations[index];
                var started = Stopwatch.GetTimestamp();
                await station.ConnectAsync(_url, Server, _options.Password, cancellation);
                station.Sink = this;
                station.Boot(started);
            }
        }
    }

    public void Answered(BenchStation station, CallKind kind, long dueAt, bool accepted)
    {
        Boots.Add(Stopwatch.GetTimestamp() - dueAt);
        if (!accepted) Interlocked.Increment(ref _refused);
        _room.Release();
        if (Interlocked.Decrement(ref _bootsLeft) == 0) _booted.TrySetResult();
    }

    public void Dispose()
    {
        foreach (var station in Stations) station.Dispose();
        _room.Dispose();
    }

    private StationScript Script(int index, string run)
    {
        var (id, token) = (FleetOptions.StationId(_options.Prefix, index), FleetOptions.TokenId(index));
        return _options.Version switch
        {
            "1.6" => new Script16(id, token, index) { SamplesPerSession = _options.Samples },
            "2.0.1" or "2.1" => new Script2(id, token, index, "ocpp" + _options.Version, run) { SamplesPerSession = _options.Samples },
            _ => throw new BenchException($"'{_options.Version}' is no version this tool speaks: 1.6, 2.0.1, 2.1."),
        };
    }
}
