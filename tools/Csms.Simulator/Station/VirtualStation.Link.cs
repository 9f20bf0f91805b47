using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Simulator.Protocol;

namespace Csms.Simulator.Station;

/// <summary>The way to the CSMS: connect, come back, deliver one CALL at a time.</summary>
public sealed partial class VirtualStation
{
    private readonly SemaphoreSlim _wake = new(0, 1);
    private (string Id, TaskCompletionSource<CallOutcome> Answer)? _pending;
    private readonly List<Task> _halfOpen = [];
    private StationLink? _link;
    private Task? _running;
    private ITimer? _timer;
    private TaskCompletionSource? _firstAttempt;
    private bool _wantsLink;
    private bool _rebooting;
    private bool _needsBoot = true;
    private string _bootReason = "PowerUp";
    private DateTimeOffset? _bootRetryAt;
    private DateTimeOffset _nextHeartbeatAt = DateTimeOffset.MaxValue;
    private DateTimeOffset? _offlineSince;

    /// <summary>Powers up and connects; returns when the WebSocket is open, the boot goes on by itself.</summary>
    /// <exception cref="StationRefusedException">The first attempt failed; with <see cref="StationOptions.Reconnect"/> later attempts go on.</exception>
    public async Task ConnectAsync(CancellationToken cancel = default)
    {
        Task first;
        lock (Gate)
        {
            if (IsConnected) return;
            _firstAttempt = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            first = _firstAttempt.Task;
            Start();
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
            _wantsLink = true;
            _running ??= Task.Run(RunAsync);
        }
        Wake();
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
            link = _link;
            _wantsLink = false;
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
        lock (Gate) _link?.Mute();
    }

    /// <summary>Cuts the link once; the station comes back by its own rules.</summary>
    public void CutLink()
    {
        lock (Gate) _link?.Abort();
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
        lock (Gate) link = IsConnected ? _link : null;
        if (link is null) throw new InvalidOperationException($"{Id} is offline.");
        ShowFrame(true, text);
        await link.SendAsync(text, cancel);
    }

    /// <summary>Stops for good; undelivered messages are lost with the station.</summary>
    public async ValueTask DisposeAsync()
    {
        StationLink? link;
        ITimer? timer;
        lock (Gate)
        {
            if (_stopping.IsCancellationRequested) return;
            _wantsLink = false;
            link = IsConnected ? _link : null;
            timer = _timer;
        }
        if (timer is not null) await timer.DisposeAsync();
        if (link is not null) await link.CloseAsync();
        await _stopping.CancelAsync();
        Wake();
        if (_running is { } running) await running;
        Task[] jobs;
        lock (_jobs) jobs = [.. _jobs];
        await Task.WhenAll(jobs);
        await Task.WhenAll(_halfOpen);
    }

    /// <summary>Queues a message, through the quirks.</summary>
    internal void Enqueue(OutgoingCall call)
    {
        IEnumerable<OutgoingCall> calls = [call];
        foreach (var quirk in Quirks) calls = [.. calls.SelectMany(c => quirk.Outgoing(this, c))];
        foreach (var one in calls) EnqueueAsIs(one);
    }

    /// <summary>Queues a message past the quirks.</summary>
    internal void EnqueueAsIs(OutgoingCall call)
    {
        call.Record = new RecordedMessage(call.Action, call.Transaction?.Id, Now);
        Record.Add(call.Record);
        if (call.Transaction is null && IsOffline)
        {
            call.Record.IsDropped = true;
            Finish(call, CallOutcome.LinkLost);
            return;
        }
        _outbox.Add(call);
        SignalOutbox();
    }

    private async Task RunAsync()
    {
        var wait = Options.ReconnectMinimum;
        while (!_stopping.IsCancellationRequested)
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
                    await Task.Delay(Options.RebootTime, Clock, _stopping.Token);
                    lock (Gate) _rebooting = false;
                }
                var link = await StationLink.ConnectAsync(Options, Settings, Dialect.Subprotocol, _stopping.Token);
                wait = Options.ReconnectMinimum;
                await ServeAsync(link);
            }
            catch (StationRefusedException e)
            {
                LogCannotConnect(Options.Logger, Id, e.Message);
                if (TakeFirstAttempt() is { } first)
                {
                    first.TrySetException(e);
                    if (!Options.Reconnect) _wantsLink = false;
                }
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                TakeFirstAttempt()?.TrySetCanceled();
                return;
            }
            catch (Exception e)
            {
                Report(e);
            }
            if (!Options.Reconnect && !_rebooting) _wantsLink = false;
            if (!_wantsLink || _rebooting || _stopping.IsCancellationRequested) continue;
            // Waking up early (a new Start) is as good as the end of the wait.
            await _wake.WaitAsync(wait + Random.NextDouble() * Options.ReconnectMinimum, CancellationToken.None);
            wait = TimeSpan.FromTicks(Math.Min(wait.Ticks * 2, Options.ReconnectMaximum.Ticks));
        }
    }

    private async Task ServeAsync(StationLink link)
    {
        var ended = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        lock (Gate)
        {
            _link = link;
            IsConnected = true;
            OnLinkUp();
        }
        TakeFirstAttempt()?.TrySetResult();
        NotifyChanged();
        var read = link.ReadAsync(text => ReceivedAsync(link, text, ended.Token), () => Quirks.Sum(q => q.ReadDelayMilliseconds), Options.Clock, ended.Token);
        var pump = PumpAsync(link, ended.Token);
        await Task.WhenAny(read, pump);
        lock (Gate)
        {
            if (_link == link) LinkIsLost();
        }
        NotifyChanged();
        if (link.IsMuted)
        {
            _halfOpen.Add(EndLaterAsync()); // Half-open means: nobody closes it while the station lives.
            return;
        }
        await EndAsync();

        async Task EndLaterAsync()
        {
            await read.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            await EndAsync();
        }

        async Task EndAsync()
        {
            await ended.CancelAsync();
            await EndOf(read);
            await EndOf(pump);
            link.Dispose();
            ended.Dispose();
        }

        async Task EndOf(Task task)
        {
            try
            {
                await task;
            }
            catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
            {
                LogLinkLost(Options.Logger, Id, e.Message);
            }
        }
    }

    private void LinkIsLost()
    {
        if (!IsConnected) return;
        IsConnected = false;
        _link = null;
        _offlineSince = Now;
        _pending?.Answer.TrySetResult(CallOutcome.LinkLost);
        foreach (var call in _outbox.TakePlain())
        {
            call.Record!.IsDropped = true;
            Finish(call, CallOutcome.LinkLost);
        }
        SignalOutbox();
    }

    private void OnLinkUp()
    {
        if (_needsBoot || Registration != RegistrationState.Accepted)
        {
            EnqueueBoot();
            return;
        }
        var longAway = _offlineSince is { } since && Now - since > TimeSpan.FromSeconds(Settings.OfflineThresholdSeconds);
        if (longAway) ReportAllStatuses();
        else RefreshAllStatuses();
    }

    private async Task PumpAsync(StationLink link, CancellationToken cancel)
    {
        while (true)
        {
            OutgoingCall? call;
            lock (Gate)
            {
                if (_link != link) return;
                call = _outbox.Next(Now, Registration == RegistrationState.Accepted);
            }
            if (call is null)
            {
                await _outboxSignal.WaitAsync(cancel);
                continue;
            }
            await DeliverAsync(link, call, cancel);
        }
    }

    private async Task DeliverAsync(StationLink link, OutgoingCall call, CancellationToken cancel)
    {
        string id;
        string text;
        var answer = new TaskCompletionSource<CallOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (Gate)
        {
            call.Complete?.Invoke(call.Payload);
            id = call.MessageId ?? NextMessageId();
            call.Attempts++;
            text = new JsonArray(2, id, call.Action, call.Payload.DeepClone()).Text();
            call.Record!.Ids.Add(id);
            call.Record.SentAt ??= Now;
            call.Record.Payload = call.Payload.Text();
            _pending = (id, answer);
            text = Quirks.Aggregate(text, (t, quirk) => quirk.Frame(t));
        }
        CallOutcome outcome;
        try
        {
            ShowFrame(true, text);
            await link.SendAsync(text, cancel);
            outcome = await answer.Task.WaitAsync(Options.CallTimeout, Options.Clock, cancel);
        }
        catch (TimeoutException)
        {
            outcome = CallOutcome.TimedOut;
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
        {
            lock (Gate) Settle(call, CallOutcome.LinkLost);
            throw;
        }
        finally
        {
            lock (Gate) _pending = null;
        }
        lock (Gate) Settle(call, outcome);
        NotifyChanged();
    }

    private void Settle(OutgoingCall call, CallOutcome outcome)
    {
        call.Record!.ErrorCode = outcome.ErrorCode;
        if (outcome.Kind == CallOutcomeKind.Answered)
        {
            call.Record.AcknowledgedAt = Now;
            call.Record.Answer = outcome.Payload?.Text();
        }
        else if (call.Transaction is not null)
        {
            // A lost link is no failed attempt: the message waits for the next connection.
            if (outcome.Kind == CallOutcomeKind.LinkLost) return;
            if (call.Attempts < Settings.Attempts)
            {
                call.NotBefore = Now.AddSeconds((double)Settings.RetrySeconds * call.Attempts);
                return;
            }
            call.Record.IsDropped = true;
        }
        else
        {
            call.Record.IsDropped = true;
        }
        _outbox.Remove(call);
        Finish(call, outcome);
    }

    private static void Finish(OutgoingCall call, CallOutcome outcome)
    {
        call.Ended?.Invoke(outcome);
        call.Completion.TrySetResult(outcome);
    }

    private async Task ReceivedAsync(StationLink link, string text, CancellationToken cancel)
    {
        ShowFrame(false, text);
        JsonArray? frame;
        try
        {
            frame = JsonNode.Parse(text) as JsonArray;
        }
        catch (JsonException e)
        {
            Report(new InvalidDataException($"{Id} received what is no JSON: {text}", e));
            return;
        }
        if (frame is not { Count: >= 3 } || frame[0] is not JsonValue kind || !kind.TryGetValue<int>(out var type)) return;
        var id = frame[1]?.ToString() ?? "";
        switch (type)
        {
            case 2:
                await AnswerAsync(link, id, frame[2]?.ToString() ?? "", frame.Count > 3 && frame[3] is JsonObject body ? body : [], cancel);
                break;
            case 3:
                lock (Gate) Answered(id, new CallOutcome(CallOutcomeKind.Answered, frame[2] as JsonObject ?? []));
                break;
            case 4:
                lock (Gate) Answered(id, new CallOutcome(CallOutcomeKind.Error, null, frame[2]?.ToString(), frame.Count > 3 ? frame[3]?.ToString() : null));
                break;
        }
    }

    private void Answered(string id, CallOutcome outcome)
    {
        // An answer nobody waits for (late or unknown) is dropped.
        if (_pending is { } pending && pending.Id == id) pending.Answer.TrySetResult(outcome);
    }

    private async Task AnswerAsync(StationLink link, string id, string action, JsonObject payload, CancellationToken cancel)
    {
        Answer answer;
        try
        {
            lock (Gate) answer = Dialect.Handle(action, payload);
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or KeyNotFoundException or ArgumentException)
        {
            Report(e);
            answer = Answer.Error("InternalError", e.GetType().Name);
        }
        var text = (answer.Payload is { } result
            ? new JsonArray(3, id, result)
            : new JsonArray(4, id, answer.ErrorCode, answer.ErrorDescription, new JsonObject())).Text();
        text = Quirks.Aggregate(text, (t, quirk) => quirk.Frame(t));
        ShowFrame(true, text);
        await link.SendAsync(text, cancel);
        if (answer.Then is { } then)
        {
            lock (Gate) then();
        }
        NotifyChanged();
    }

    private void ShowFrame(bool isSent, string text) => Frame?.Invoke(new StationFrame(Now, isSent, text));

    private TaskCompletionSource? TakeFirstAttempt()
    {
        lock (Gate)
        {
            var first = _firstAttempt;
            _firstAttempt = null;
            return first;
        }
    }

    private void SignalOutbox()
    {
        lock (_outboxSignal)
        {
            if (_outboxSignal.CurrentCount == 0) _outboxSignal.Release();
        }
    }

    private void Wake()
    {
        lock (_wake)
        {
            if (_wake.CurrentCount == 0) _wake.Release();
        }
    }
}
