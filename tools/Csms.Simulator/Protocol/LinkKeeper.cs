using System.Net.WebSockets;
using Csms.Simulator.Station;

namespace Csms.Simulator.Protocol;

/// <summary>
/// Keeps the station connected as long as it wants to be: connects, serves the link until it ends, comes back after a growing wait.
/// One loop owns all links, one after the other.
/// </summary>
internal sealed class LinkKeeper(VirtualStation station, CallDelivery delivery, CancellationToken stopping)
{
    private readonly InboundFrames _inbound = new(station, delivery);
    private readonly WakeUp _wake = new();
    private readonly List<Task> _halfOpen = [];
    private TaskCompletionSource? _firstAttempt;
    private Task? _running;
    private bool _wantsLink;
    private bool _rebooting;

    /// <summary>The link in use; null while offline. Under the station's gate.</summary>
    public StationLink? Link { get; private set; }

    /// <summary>Begins, or goes on, to keep a link. Under the station's gate.</summary>
    public void Start()
    {
        _wantsLink = true;
        _running ??= Task.Run(RunAsync, CancellationToken.None);
        _wake.Signal();
    }

    /// <summary>The same; the task ends with the first attempt, faulted when it fails.</summary>
    public Task StartAndConnectAsync()
    {
        _firstAttempt = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = _firstAttempt.Task;
        Start();
        return first;
    }

    /// <summary>When the present link ends no other is sought until <see cref="Start"/>.</summary>
    public void StayAway() => _wantsLink = false;

    /// <summary>The link in use counts no more, whatever becomes of its socket. Under the station's gate.</summary>
    public void Forget() => Link = null;

    /// <summary>The next link is sought when the station is up again.</summary>
    public void Reboot()
    {
        _rebooting = true;
        _wake.Signal();
    }

    /// <summary>Ends with the station, after it is told to stop.</summary>
    public async Task EndAsync()
    {
        _wake.Signal();
        if (_running is { } running) await running;
        await Task.WhenAll(_halfOpen);
    }

    private async Task RunAsync()
    {
        var options = station.Options;
        var wait = options.ReconnectMinimum;
        while (!stopping.IsCancellationRequested)
        {
            if (!_wantsLink)
            {
                await _wake.WaitAsync(CancellationToken.None);
                continue;
            }
            try
            {
                if (_rebooting)
                {
                    await Task.Delay(options.RebootTime, station.Clock, stopping);
                    lock (station.Gate)
                    {
                        _rebooting = false;
                        station.Network.Restart();
                    }
                }
                StationOptions way;
                lock (station.Gate) way = station.Network.Way();
                var link = await StationLink.ConnectAsync(way, station.Settings, station.Dialect.Subprotocol, stopping);
                wait = options.ReconnectMinimum;
                await ServeAsync(link);
            }
            catch (StationRefusedException e)
            {
                VirtualStation.LogCannotConnect(options.Logger, station.Id, e.Message);
                lock (station.Gate) station.Network.Refused();
                if (TakeFirstAttempt() is { } first)
                {
                    first.TrySetException(e);
                    if (!options.Reconnect) _wantsLink = false;
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                TakeFirstAttempt()?.TrySetCanceled(stopping);
                return;
            }
            catch (Exception e)
            {
                station.Report(e);
            }
            if (!options.Reconnect && !_rebooting) _wantsLink = false;
            if (!_wantsLink || _rebooting || stopping.IsCancellationRequested) continue;
            // Waking up early (a new Start) is as good as the end of the wait.
            await _wake.WaitAsync(wait + station.Random.NextDouble() * options.ReconnectMinimum);
            wait = TimeSpan.FromTicks(Math.Min(wait.Ticks * 2, options.ReconnectMaximum.Ticks));
        }
    }

    private async Task ServeAsync(StationLink link)
    {
        var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        lock (station.Gate)
        {
            Link = link;
            station.LinkIsUp();
        }
        TakeFirstAttempt()?.TrySetResult();
        station.NotifyChanged();
        var read = link.ReadAsync(
            text => _inbound.TakeAsync(link, text, ended.Token), () => station.Quirks.Sum(q => q.ReadDelayMilliseconds), station.Options.Clock, ended.Token);
        var deliver = delivery.RunAsync(link, ended.Token);
        await Task.WhenAny(read, deliver);
        lock (station.Gate)
        {
            if (station.IsConnectedBy(link)) station.LinkIsLost();
        }
        station.NotifyChanged();
        if (link.IsMuted)
        {
            _halfOpen.Add(EndLaterAsync()); // Half-open means: nobody closes it while the station lives.
            return;
        }
        await EndLinkAsync();

        async Task EndLaterAsync()
        {
            await read.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            await EndLinkAsync();
        }

        async Task EndLinkAsync()
        {
            await ended.CancelAsync();
            await EndOf(read);
            await EndOf(deliver);
            link.Dispose();
            ended.Dispose();
        }
    }

    private async Task EndOf(Task task)
    {
        try
        {
            await task;
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            VirtualStation.LogLinkLost(station.Options.Logger, station.Id, e.Message);
        }
    }

    private TaskCompletionSource? TakeFirstAttempt()
    {
        lock (station.Gate)
        {
            var first = _firstAttempt;
            _firstAttempt = null;
            return first;
        }
    }
}
