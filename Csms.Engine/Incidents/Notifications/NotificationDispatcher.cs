using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Csms.Engine.Incidents.Notifications;

/// <summary>Sends what is due: channels beside each other, the notices of a channel in order, each tried a bounded number of times.</summary>
public sealed partial class NotificationDispatcher : BackgroundService
{
    private const int Batch = 200;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    private readonly ChannelDirectory _channels;
    private readonly Outbox _outbox;
    private readonly NoticeText _text;
    private readonly Dictionary<ChannelKind, INotificationSender> _senders;
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _paused = new();
    private readonly SemaphoreSlim _wake = new(0, 1);
    private readonly TimeProvider _time;
    private readonly ILogger<NotificationDispatcher> _logger;
    private bool _failing;

    internal NotificationDispatcher(
        ChannelDirectory channels, Outbox outbox, NoticeText text, IEnumerable<INotificationSender> senders, TimeProvider time, ILogger<NotificationDispatcher> logger)
    {
        _channels = channels;
        _outbox = outbox;
        _text = text;
        _senders = senders.ToDictionary(sender => sender.Kind);
        _time = time;
        _logger = logger;
    }

    /// <summary>Sends a test now, whatever the filters and quiet hours say, and keeps the result with the channel.</summary>
    public async Task<SendResult> TestAsync(ChannelEntry entry, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var now = _time.GetUtcNow();
        var sample = new Incident
        {
            Id = 0, Rule = IncidentRule.Offline, Subject = IncidentSubject.OfStation("TEST"), Stations = ["TEST"], Since = now, OpenedAt = now, LastSeenAt = now,
        };
        var message = _text.Message(Guid.NewGuid().ToString("N"), NoticeKind.Test, sample, now) with { Summary = "Test message of Csms.Console: nothing is wrong", Link = null };
        var result = await _senders[entry.Channel.Kind].SendAsync(entry.Channel, _channels.SecretOf(entry), message, cancellation);
        await _channels.NoteAsync(entry.Channel.Id, result, now, cancellation);
        return result;
    }

    /// <summary>Something new may be due.</summary>
    public void Wake()
    {
        lock (_wake)
        {
            if (_wake.CurrentCount == 0)
            {
                _wake.Release();
            }
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        _wake.Dispose();
    }

    /// <summary>Sends what is due at a time; how many were tried.</summary>
    internal async Task<int> DeliverAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var due = await _outbox.DueAsync(now, Batch, cancellation);
        var byChannel = due.GroupBy(notification => notification.Channel).Where(group => !(_paused.TryGetValue(group.Key, out var until) && until > now));
        return (await Task.WhenAll(byChannel.Select(group => DeliverAsync(group.Key, group, now, cancellation)))).Sum();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                var sent = 0;
                try
                {
                    sent = await DeliverAsync(_time.GetUtcNow(), stoppingToken);
                    _failing = false;
                }
                catch (Exception exception) when (exception is NpgsqlException or TimeoutException or IOException)
                {
                    if (!_failing)
                    {
                        LogStoreAway(exception);
                    }

                    _failing = true;
                }
                catch (Exception exception) when (exception is not (OperationCanceledException or OutOfMemoryException))
                {
                    LogFailed(exception); // a bug of a sender: the rest of the host goes on
                }

                if (sent == 0)
                {
                    await _wake.WaitAsync(Look, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // what is left waits in the store
        }
    }

    private async Task<int> DeliverAsync(Guid id, IEnumerable<Notification> due, DateTimeOffset now, CancellationToken cancellation)
    {
        var tried = 0;
        foreach (var notification in due)
        {
            if (_channels.Find(id) is not { } entry)
            {
                break;
            }

            tried++;
            var message = _text.Message(notification.Id.ToString(CultureInfo.InvariantCulture), notification.Kind, notification.Incident, notification.QueuedAt);
            var result = entry.Channel.Enabled
                ? await _senders[entry.Channel.Kind].SendAsync(entry.Channel, _channels.SecretOf(entry), message, cancellation)
                : SendResult.Refused(SendAnswer.SwitchedOff);
            var wait = result.Ok || result.Final ? null : Backoff.After(notification.Attempts + 1);
            var state = result.Ok ? NotificationState.Sent : wait is null ? NotificationState.Failed : NotificationState.Waiting;
            await _outbox.DoneAsync(notification.Id, state, now + (wait ?? TimeSpan.Zero), result.Said, now, cancellation);
            await _channels.NoteAsync(id, result, now, cancellation);
            if (result.Ok)
            {
                continue;
            }

            LogNotTaken(entry.Channel.Name, notification.Incident.Id, notification.Attempts + 1, result.Said.ToString());
            if (!result.Final)
            {
                // The other side is in trouble: the rest of its queue waits with this one.
                _paused[id] = now + Backoff.After(1)!.Value;
                break;
            }
        }

        return tried;
    }

    [LoggerMessage(3210, LogLevel.Warning, "Notification channel {Channel}: incident {Incident} was not taken at attempt {Attempt}: {Result}")]
    private partial void LogNotTaken(string channel, long incident, int attempt, string result);

    [LoggerMessage(3212, LogLevel.Error, "Notifications could not be sent")]
    private partial void LogFailed(Exception exception);

    [LoggerMessage(3211, LogLevel.Warning, "Notifications wait: the store does not answer")]
    private partial void LogStoreAway(Exception exception);
}
