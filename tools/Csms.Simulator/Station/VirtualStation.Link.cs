using System.Text.Json.Nodes;
using Csms.Simulator.Protocol;

namespace Csms.Simulator.Station;

/// <summary>The way to the CSMS as people and tests use it, and what its coming and going means to the station.</summary>
public sealed partial class VirtualStation
{
    private DateTimeOffset? _offlineSince;

    /// <summary>Powers up and connects; returns when the WebSocket is open, the boot goes on by itself.</summary>
    /// <exception cref="StationRefusedException">The first attempt failed; with <see cref="StationOptions.Reconnect"/> later attempts go on.</exception>
    public async Task ConnectAsync(CancellationToken cancel = default)
    {
        Task first;
        lock (Gate)
        {
            if (IsConnected) return;
            ObjectDisposedException.ThrowIf(_stopping.IsCancellationRequested, this);
            PowerUp();
            first = _keeper.StartAndConnectAsync();
        }
        await first.WaitAsync(cancel);
    }

    /// <summary>Powers up and keeps trying to connect in the background.</summary>
    public void Start()
    {
        lock (Gate)
        {
            ObjectDisposedException.ThrowIf(_stopping.IsCancellationRequested, this);
            PowerUp();
            _keeper.Start();
        }
    }

    /// <summary>Connects and waits until the boot is accepted.</summary>
    public async Task ConnectAndBootAsync(TimeSpan deadline, CancellationToken cancel = default)
    {
        await ConnectAsync(cancel);
        await WaitForAsync(s => s.Registration == RegistrationState.Accepted, deadline, cancel);
    }

    /// <summary>Loses the link and stays away until <see cref="ConnectAsync"/> or <see cref="Start"/>; sessions go on and messages queue.</summary>
    /// <param name="silently">True leaves the socket half-open: no close, nothing read or sent.</param>
    public async Task DropLinkAsync(bool silently = false)
    {
        StationLink? link;
        lock (Gate)
        {
            link = _keeper.Link;
            _keeper.StayAway();
            if (silently && link is not null)
            {
                link.Mute();
                LinkIsLost();
            }
        }
        if (!silently) link?.Abort();
        NotifyChanged();
        if (!silently) await WaitForAsync(s => !s.IsConnected, TimeSpan.FromSeconds(10));
    }

    /// <summary>The link goes dead without the station noticing: its calls time out until it is cut.</summary>
    public void MuteLink()
    {
        lock (Gate) _keeper.Link?.Mute();
    }

    /// <summary>Cuts the link once; the station comes back by its own rules.</summary>
    public void CutLink()
    {
        lock (Gate) _keeper.Link?.Abort();
    }

    /// <summary>Sends a CALL outside the state machine and waits for its outcome.</summary>
    public Task<CallOutcome> SendCallAsync(string action, JsonObject payload, string? messageId = null, CancellationToken cancel = default)
    {
        var call = new OutgoingCall(action, payload) { IsEarly = true, MessageId = messageId };
        lock (Gate) EnqueueAsIs(call);
        return call.Completion.Task.WaitAsync(cancel);
    }

    /// <summary>Sends text as it is.</summary>
    /// <exception cref="InvalidOperationException">The station is offline.</exception>
    public async Task SendRawAsync(string text, CancellationToken cancel = default)
    {
        StationLink? link;
        lock (Gate) link = _keeper.Link;
        if (link is null) throw new InvalidOperationException($"{Id} is offline.");
        ShowFrame(true, text);
        await link.SendAsync(text, cancel);
    }

    /// <summary>Sends a message that has no answer, when there is a link; else it is lost.</summary>
    internal void SendLoose(JsonArray frame)
    {
        if (_keeper.Link is not { } link) return;
        var text = Written(frame);
        StartJob(async cancel =>
        {
            ShowFrame(true, text);
            try
            {
                await link.SendAsync(text, cancel);
            }
            catch (Exception e) when (e is System.Net.WebSockets.WebSocketException or IOException or ObjectDisposedException)
            {
                LogLinkLost(Options.Logger, Id, e.Message);
            }
        });
    }

    /// <summary>Stops for good; undelivered messages are lost with the station.</summary>
    public async ValueTask DisposeAsync()
    {
        StationLink? link;
        ITimer? timer;
        lock (Gate)
        {
            if (_stopping.IsCancellationRequested) return;
            _keeper.StayAway();
            link = _keeper.Link;
            timer = _timer;
        }
        if (timer is not null) await timer.DisposeAsync();
        if (link is not null) await link.CloseAsync();
        await _stopping.CancelAsync();
        await _keeper.EndAsync();
        Task[] jobs;
        lock (_jobs) jobs = [.. _jobs];
        await Task.WhenAll(jobs);
    }

    /// <summary>Queues a message, through the quirks.</summary>
    internal void Enqueue(OutgoingCall call)
    {
        IEnumerable<OutgoingCall> calls = [call];
        foreach (var quirk in Quirks) calls = [.. calls.SelectMany(c => quirk.Outgoing(this, c))];
        foreach (var one in calls) EnqueueAsIs(one);
    }

    /// <summary>Queues a message past the quirks.</summary>
    internal void EnqueueAsIs(OutgoingCall call) => _delivery.Add(call);

    /// <summary>Whether this is the link in use.</summary>
    internal bool IsConnectedBy(StationLink link) => _keeper.Link == link;

    /// <summary>A link is open.</summary>
    internal void LinkIsUp()
    {
        IsConnected = true;
        if (_needsBoot || Registration != RegistrationState.Accepted)
        {
            EnqueueBoot();
            return;
        }
        var longAway = _offlineSince is { } since && Now - since > TimeSpan.FromSeconds(Settings.OfflineThresholdSeconds);
        if (longAway) ReportAllStatuses();
        else RefreshAllStatuses();
    }

    /// <summary>The link is gone, or the station believes so.</summary>
    internal void LinkIsLost()
    {
        if (!IsConnected) return;
        IsConnected = false;
        _keeper.Forget();
        _offlineSince = Now;
        _delivery.LinkLost();
    }

    /// <summary>A frame as it goes on the wire.</summary>
    internal string Written(JsonArray frame) => Quirks.Aggregate(frame.Text(), (text, quirk) => quirk.Frame(text));

    /// <summary>Shows a frame to whoever watches.</summary>
    internal void ShowFrame(bool isSent, string text) => Frame?.Invoke(new StationFrame(Now, isSent, text));
}
