using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Events;
using Csms.Engine.Gateway;
using Csms.Engine.Ocpp;
using Csms.Engine.Units;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Csms.Engine.Stations.Commands;

/// <summary>
/// Commands to stations, followed through queued → sent → answered → observed. A command to a station that is offline can wait, with an
/// expiry; it leaves when the station is back, in the order given.
/// </summary>
public sealed partial class StationCommands : BackgroundService, IStationObserver
{
    private static readonly TimeSpan TickInterval = TimeSpan.FromSeconds(2);

    private readonly Lazy<StationRegistry> _registry;
    private readonly Lazy<CommandEffects> _effects;
    private readonly CommandStore _store;
    private readonly TimeProvider _time;
    private readonly ILogger<StationCommands> _logger;
    private readonly ConcurrentDictionary<Guid, CommandLife> _lives = new();
    private readonly ConcurrentDictionary<StationId, ConcurrentDictionary<Guid, CommandLife>> _ofStation = new();
    private readonly ConcurrentDictionary<Guid, Task> _running = new();
    private int _freshId;

    internal StationCommands(Lazy<StationRegistry> registry, Lazy<CommandEffects> effects, CommandStore store, TimeProvider time, ILogger<StationCommands> logger)
    {
        _registry = registry;
        _effects = effects;
        _store = store;
        _time = time;
        _logger = logger;

        // Numbers given to stations (requestId, remoteStartId…) must not repeat after a restart: seconds grow faster than commands.
        _freshId = (int)(time.GetUtcNow().ToUnixTimeSeconds() & 0x3fff_ffff);
    }

    /// <summary>Sends a command now and waits for the station's answer.</summary>
    public async Task<StationCommand> ExecuteAsync(CommandRequest request, CancellationToken cancellation)
    {
        var life = Begin(request);
        await Run(life).WaitAsync(cancellation);
        return life.Command;
    }

    /// <summary>Gives a command and returns at once; its life is followed with <see cref="Watch"/>.</summary>
    public StationCommand Start(CommandRequest request)
    {
        var life = Begin(request);
        _ = Run(life); // owned through _running
        return life.Command;
    }

    /// <summary>A command that is not over; null when it is (see <see cref="CommandStore"/>).</summary>
    public StationCommand? Find(Guid id) => _lives.TryGetValue(id, out var life) ? life.Command : null;

    /// <summary>Commands of a station that are not over, oldest first.</summary>
    public IReadOnlyList<StationCommand> OpenOf(StationId station) => _ofStation.TryGetValue(station, out var lives)
        ? [.. lives.Values.Select(life => life.Command).OrderBy(command => command.QueuedAt)]
        : [];

    /// <summary>Calls back at every step of a command's life until disposed; null when the command is over.</summary>
    public IDisposable? Watch(Guid id, Action<StationCommand> changed)
    {
        if (!_lives.TryGetValue(id, out var life))
        {
            return null;
        }

        life.Changed += changed;
        return new Subscription(() => life.Changed -= changed);
    }

    /// <summary>Withdraws a command that still waits for its station; false when it has left.</summary>
    public async Task<bool> WithdrawAsync(Guid id, CancellationToken cancellation)
    {
        if (!_lives.TryGetValue(id, out var life))
        {
            return false;
        }

        var after = life.Set(command => command.Stage == CommandStage.Queued ? command with { Stage = CommandStage.Withdrawn } : command);
        if (after.Stage != CommandStage.Withdrawn)
        {
            return false;
        }

        Forget(life);
        await _store.SaveAsync(after, cancellation);
        return true;
    }

    void IStationObserver.Changed(StationState? before, StationState after)
    {
        if (after.Link == LinkState.Online && before?.Link != LinkState.Online && _ofStation.TryGetValue(after.Id, out var lives))
        {
            var waiting = lives.Values.Where(life => life.Command.Stage == CommandStage.Queued).OrderBy(life => life.Command.QueuedAt).ToArray();
            if (waiting.Length > 0)
            {
                Own(Guid.NewGuid(), RunInOrderAsync(waiting));
            }
        }
    }

    /// <summary>One after the other, in the order given: the next leaves when the one before it is settled.</summary>
    private async Task RunInOrderAsync(CommandLife[] lives)
    {
        foreach (var life in lives)
        {
            await Run(life);
        }
    }

    void IStationObserver.Removed(StationState state)
    {
        if (_ofStation.TryRemove(state.Id, out var lives))
        {
            foreach (var life in lives.Values)
            {
                Forget(life);
            }
        }
    }

    void IStationObserver.Told(StationState state, StationMessage message, DateTimeOffset at)
    {
        if (_ofStation.IsEmpty || !_ofStation.TryGetValue(state.Id, out var lives))
        {
            return;
        }

        foreach (var life in lives.Values)
        {
            if (life.See(message, at) is { } seen)
            {
                Forget(life);
                Own(seen.Id, SaveAsync(seen));
            }
        }
    }

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await _store.AbandonSentAsync(cancellationToken);
        foreach (var command in await _store.WaitingAsync(cancellationToken))
        {
            Remember(new CommandLife(command));
        }

        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Task.WhenAll(_running.Values).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TickInterval, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                Expire(_time.GetUtcNow());
            }
        }
        catch (OperationCanceledException)
        {
            return;
        }
    }

    private CommandLife Begin(CommandRequest request)
    {
        var now = _time.GetUtcNow();
        var command = new StationCommand
        {
            Id = Guid.CreateVersion7(now),
            Station = request.Station,
            Action = request.Action,
            Body = request.Body.GetRawText(),
            Actor = request.Actor,
            Reason = request.Reason,
            QueuedAt = now,
            ExpiresAt = request.WaitFor is { } wait ? now + wait : null,
        };
        var life = new CommandLife(command.HasSecret ? command with { ExpiresAt = null } : command);
        Remember(life);
        return life;
    }

    private Task Run(CommandLife life) => Own(life.Command.Id, RunAsync(life));

    private Task Own(Guid id, Task task)
    {
        _running[id] = task;
        return task.ContinueWith(_ => _running.TryRemove(new KeyValuePair<Guid, Task>(id, task)), TaskScheduler.Default);
    }

    private async Task RunAsync(CommandLife life)
    {
        if (!life.TryClaim())
        {
            return; // an attempt is under way and looks for the link again before it ends
        }

        try
        {
            await Task.Yield();
            IStationLink? tried;
            do
            {
                tried = LinkOf(life);
                await SendAsync(life, tried);
            }
            while (life.Command.Stage == CommandStage.Queued && LinkOf(life) is { } link && link != tried);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            LogFailed(exception, life.Command.Station, life.Command.Action);
            life.Set(command => command with { Stage = CommandStage.NoAnswer, ErrorText = "The command failed inside the engine; the log has the details." });
        }
        finally
        {
            life.Release();
        }

        if (life.Command.IsOver)
        {
            Forget(life);
        }

        await SaveAsync(life.Command);
    }

    private IStationLink? LinkOf(CommandLife life) => _registry.Value.TryGet(life.Command.Station, out var actor) ? actor.Link : null;

    private async Task SendAsync(CommandLife life, IStationLink? link)
    {
        var command = life.Command;
        if (command.Stage != CommandStage.Queued)
        {
            return;
        }

        if (command.ExpiresAt <= _time.GetUtcNow())
        {
            Expire(life);
            return;
        }

        if (link is null || !_registry.Value.TryGet(command.Station, out var actor))
        {
            if (command.ExpiresAt is null)
            {
                life.Set(each => each with { Stage = CommandStage.NotSent, ErrorText = "The station is not connected." });
            }

            return;
        }

        if (actor.State.Profile.Registration != RegistrationStatus.Accepted && (command.Action is "RequestStartTransaction" or "RequestStopTransaction"))
        {
            life.Set(each => each with { Stage = CommandStage.NotSent, ErrorText = "The station is not accepted yet." });
            return;
        }

        using var body = JsonDocument.Parse(command.Body);
        var context = await _effects.Value.ContextAsync(actor.Key, Interlocked.Increment(ref _freshId));
        var ticket = _effects.Value.TicketFor(command, body.RootElement, context, link);
        var plan = link.Dialect.Plan(command.Action, ticket?.Body ?? body.RootElement, context);
        if (plan.Refusal is { } refusal)
        {
            life.Set(each => each with { Stage = CommandStage.NotPossible, ErrorText = refusal.Text, Member = refusal.Member, NotSupported = refusal.NotSupported });
            return;
        }

        life.LookOutFor(CommandExpectation.Of(command.Action, body.RootElement, "Accepted"));
        CommandEffects.BeforeSending(actor, command.Action, body.RootElement);
        await _effects.Value.OpenAsync(ticket);
        var payloads = new List<ReadOnlyMemory<byte>>();
        foreach (var call in plan.Calls)
        {
            if (!await CallAsync(life, link, call, payloads))
            {
                if (life.Command.Stage != CommandStage.NoAnswer) await _effects.Value.SettleAsync(ticket, null); // without an answer the station may still act on it
                return;
            }
        }

        var reading = link.Dialect.Read(plan, payloads);
        await _effects.Value.SettleAsync(ticket, reading);
        await _effects.Value.AfterAnswerAsync(actor, command, body.RootElement, reading);
        life.Set(each => each with { Stage = CommandStage.Answered, Status = reading.Status, Response = reading.Response, ErrorText = reading.Fault });
        life.Expect(CommandExpectation.Of(command.Action, body.RootElement, reading.Status), _time.GetUtcNow());
    }

    /// <summary>Sends one CALL; true when the next may follow.</summary>
    private async Task<bool> CallAsync(CommandLife life, IStationLink link, OutgoingCall call, List<ReadOnlyMemory<byte>> payloads)
    {
        var shown = JsonNode.Parse((call.LoggedPayload ?? call.Payload).Span);
        var leaving = life.Set(each => each.Stage is not (CommandStage.Queued or CommandStage.Sent) ? each : each with
        {
            Stage = CommandStage.Sent,
            SentAt = each.SentAt ?? _time.GetUtcNow(),
            Sent = each.Sent is null ? shown : each.Sent is JsonArray list ? new JsonArray([.. list.Select(item => item?.DeepClone()), shown]) : new JsonArray(each.Sent.DeepClone(), shown),
        });
        if (leaving.Stage != CommandStage.Sent)
        {
            return false; // withdrawn or expired in the meantime
        }

        if (leaving.ExpiresAt is not null && payloads.Count == 0)
        {
            await SaveAsync(leaving); // it stands in the store as queued: a crash from here on must not send it a second time
        }

        var outcome = await link.CallAsync(call, CancellationToken.None);
        switch (outcome.Result)
        {
            case CallResult.Answered:
                payloads.Add(outcome.Payload);
                life.Set(each => each with { MessageId = outcome.MessageId, SentAt = each.SentAt ?? outcome.SentAt, AnsweredAt = outcome.AnsweredAt });
                return true;
            case CallResult.Refused:
                life.Set(each => each with
                {
                    Stage = CommandStage.Error,
                    MessageId = outcome.MessageId,
                    AnsweredAt = outcome.AnsweredAt,
                    OcppError = outcome.ErrorCode,
                    ErrorText = outcome.ErrorDescription,
                });
                return false;
            case CallResult.TimedOut:
                life.Set(each => each with { Stage = CommandStage.NoAnswer, MessageId = outcome.MessageId, ErrorText = "The station did not answer in time." });
                return false;
            case CallResult.LinkLost:
                life.Set(each => each with { Stage = CommandStage.NoAnswer, MessageId = outcome.MessageId, ErrorText = "The connection ended before the station answered." });
                return false;
            case CallResult.NotSent when payloads.Count == 0 && life.Command.ExpiresAt is not null:
                life.Set(each => each with { Stage = CommandStage.Queued, SentAt = null, Sent = null });
                return false;
            case CallResult.NotSent:
                life.Set(each => each with { Stage = CommandStage.NotSent, ErrorText = "The connection ended before the command could be sent." });
                return false;
            default:
                throw new InvalidOperationException($"no call result {outcome.Result}");
        }
    }

    private void Expire(DateTimeOffset now)
    {
        foreach (var life in _lives.Values)
        {
            var command = life.Command;
            if (command.Stage == CommandStage.Queued && command.ExpiresAt <= now && !_running.ContainsKey(command.Id))
            {
                var expired = Expire(life);
                Forget(life);
                Own(command.Id, SaveAsync(expired));
            }
            else if (command.Stage == CommandStage.Answered && command.WatchUntil <= now)
            {
                var unseen = life.Set(each => each with { Observed = null, WatchUntil = null });
                Forget(life);
                Own(command.Id, SaveAsync(unseen));
            }
        }
    }

    private static StationCommand Expire(CommandLife life) => life.Set(each => each.Stage != CommandStage.Queued
        ? each
        : each with { Stage = CommandStage.Expired, ErrorText = "The station did not come back in time." });

    private async Task SaveAsync(StationCommand command)
    {
        try
        {
            await _store.SaveAsync(command, CancellationToken.None);
        }
        catch (NpgsqlException exception)
        {
            LogSaveFailed(exception, command.Station, command.Action, command.Stage);
        }
    }

    private void Remember(CommandLife life)
    {
        var command = life.Command;
        _lives[command.Id] = life;
        _ofStation.GetOrAdd(command.Station, static _ => new ConcurrentDictionary<Guid, CommandLife>())[command.Id] = life;
    }

    private void Forget(CommandLife life)
    {
        var command = life.Command;
        _lives.TryRemove(command.Id, out _);
        if (_ofStation.TryGetValue(command.Station, out var lives))
        {
            lives.TryRemove(command.Id, out _);
            if (lives.IsEmpty)
            {
                _ofStation.TryRemove(new KeyValuePair<StationId, ConcurrentDictionary<Guid, CommandLife>>(command.Station, lives));
            }
        }
    }

    [LoggerMessage(3100, LogLevel.Error, "Station {Station}: command {Action} failed inside the engine")]
    private partial void LogFailed(Exception exception, StationId station, string action);

    [LoggerMessage(3101, LogLevel.Warning, "Station {Station}: the record of command {Action} ({Stage}) could not be written")]
    private partial void LogSaveFailed(Exception exception, StationId station, string action, CommandStage stage);

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
