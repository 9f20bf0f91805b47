using System.Buffers;
using System.Collections.Concurrent;
using System.Net.WebSockets;
using Csms.Simulator.Protocol;
using Csms.Simulator.Station;

namespace Csms.Simulator.Load;

/// <summary>Thousands of stations in one process: one paced sender, one pending read a station, nothing else.</summary>
public sealed class LoadFleet
{
    private static readonly TimeSpan _beat = TimeSpan.FromMilliseconds(2);
    private readonly LoadOptions _options;
    private readonly TimeProvider _clock;
    private readonly LoadStation[] _stations;
    private readonly ConcurrentDictionary<string, LatencyHistogram> _latencies = new();
    private readonly ConcurrentBag<Task> _reads = [];
    private string? _firstFailure;
    private long _calls;
    private long _answered;
    private long _errors;
    private int _connected;
    private int _lost;

    /// <param name="options">What to do.</param>
    /// <param name="clock">Source of time.</param>
    /// <exception cref="ArgumentException">The URL is not ws.</exception>
    public LoadFleet(LoadOptions options, TimeProvider? clock = null)
    {
        if (options.Url.Scheme != "ws") throw new ArgumentException("Load speaks ws only; TLS would measure the client.", nameof(options));
        _options = options;
        _clock = clock ?? TimeProvider.System;
        OcppVersion[] mixed = [OcppVersion.V16, OcppVersion.V201, OcppVersion.V21];
        _stations = [.. Enumerable.Range(0, options.Stations).Select(i => new LoadStation($"{options.IdPrefix}{i + 1:00000}", options.Version ?? mixed[i % 3], options.Token))];
    }

    /// <summary>Stations connected and booted so far.</summary>
    public int Connected => Volatile.Read(ref _connected);

    /// <summary>Answers so far.</summary>
    public long Answered => Interlocked.Read(ref _answered);

    /// <summary>Connects all, loads for the duration, closes all.</summary>
    public async Task<LoadReport> RunAsync(CancellationToken cancel = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var began = _clock.GetTimestamp();
        await Parallel.ForEachAsync(_stations, new ParallelOptions { MaxDegreeOfParallelism = _options.ConnectAtOnce, CancellationToken = cancel }, async (station, token) => await ConnectAsync(station, stop.Token));
        var connectTime = _clock.GetElapsedTime(began);
        var loadBegan = _clock.GetTimestamp();
        await PaceAsync(loadBegan, cancel);
        var loadTime = _clock.GetElapsedTime(loadBegan);
        var lost = Volatile.Read(ref _lost);
        await stop.CancelAsync();
        foreach (var station in _stations) station.Close();
        await Task.WhenAll(_reads);
        return new LoadReport(_stations.Length, Connected, Math.Round(connectTime.TotalSeconds, 2), Interlocked.Read(ref _calls), Answered, Interlocked.Read(ref _errors), lost,
            Math.Round(Answered / Math.Max(0.001, loadTime.TotalSeconds), 1), _latencies.OrderBy(l => l.Key, StringComparer.Ordinal).ToDictionary(l => l.Key, l => l.Value.Summary()), _firstFailure);
    }

    private async Task ConnectAsync(LoadStation station, CancellationToken cancel)
    {
        try
        {
            await station.ConnectAsync(_options.Url, _options.Password, Json.Stamp(_clock.GetUtcNow()), cancel);
            Interlocked.Increment(ref _connected);
            _reads.Add(ReadAsync(station, cancel));
        }
        catch (Exception e) when (e is StationRefusedException or WebSocketException or System.Net.Sockets.SocketException or InvalidOperationException or IOException)
        {
            _firstFailure ??= e.Message;
        }
    }

    private async Task ReadAsync(LoadStation station, CancellationToken cancel)
    {
        try
        {
            await station.ReadAsync(OnAnswer, cancel);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException or InvalidDataException)
        {
            if (!cancel.IsCancellationRequested) _firstFailure ??= e.Message;
        }
        if (!cancel.IsCancellationRequested) Interlocked.Increment(ref _lost);
    }

    private void OnAnswer(LoadStation station, bool isResult)
    {
        if (isResult) Interlocked.Increment(ref _answered);
        else Interlocked.Increment(ref _errors);
        _latencies.GetOrAdd(station.Action, _ => new LatencyHistogram()).Add(_clock.GetElapsedTime(station.DueAt));
    }

    /// <summary>Call n is due at n / rate; one that waits for a free station is counted from then.</summary>
    private async Task PaceAsync(long began, CancellationToken cancel)
    {
        var rate = _options.CallsPerSecond > 0 ? _options.CallsPerSecond : _stations.Length / 60.0;
        var buffer = new ArrayBufferWriter<byte>(4096);
        var round = new LoadRound(_stations, (int)Math.Clamp(rate / 2, 1, _stations.Length));
        long due = 0;
        using var timer = new PeriodicTimer(_beat, _clock);
        while (await timer.WaitForNextTickAsync(cancel))
        {
            var elapsed = _clock.GetElapsedTime(began);
            if (elapsed >= _options.Duration || _connected == 0) return;
            var stamp = Json.Stamp(_clock.GetUtcNow());
            for (var target = (long)(elapsed.TotalSeconds * rate); due < target; due++)
            {
                if (round.NextFree() is not { } station) break; // All busy: the call stays due.
                var dueAt = began + (long)(due / rate * _clock.TimestampFrequency);
                try
                {
                    if (_options.CallsPerSecond > 0) await station.SendNextAsync(buffer, stamp, dueAt, cancel);
                    else await station.SendHeartbeatAsync(dueAt, cancel);
                    _calls++;
                }
                catch (Exception e) when (e is WebSocketException or IOException)
                {
                    _firstFailure ??= e.Message;
                }
            }
        }
    }
}
