using Csms.Console.Security;
using Csms.Console.Security.Audit;
using Csms.Engine.Incidents;
using Csms.Engine.Incidents.Notifications;

namespace Csms.Console.Notices;

/// <summary>When something is an incident and who is told of it, as administrators of the whole network set it. Every write is audited; secrets never are.</summary>
internal sealed class NoticeDesk(IncidentSettings settings, ChannelDirectory channels, Outbox outbox, NotificationDispatcher dispatcher, IAuditLog audit, TimeProvider time)
{
    /// <summary>Whether somebody may.</summary>
    public static bool May(AccessScope scope) => scope.Sites(Permissions.SettingsManage).All;

    /// <summary>Puts thresholds in force; false, and nothing done, when the caller may not.</summary>
    public async Task<bool> SaveRulesAsync(IncidentOptions wanted, AccessScope scope, CancellationToken cancellation = default)
    {
        if (!May(scope)) return false;
        var before = await settings.SaveAsync(wanted, scope.Actor.Name, cancellation);
        await audit.WriteAsync(scope.Actor, "setting.incidents", "setting", "incidents", before, wanted, cancellationToken: cancellation);
        return true;
    }

    /// <summary>Enters or changes a channel; false, and nothing done, when the caller may not.</summary>
    /// <param name="channel">As it shall be.</param>
    /// <param name="secret">The new secret; null keeps the old one.</param>
    /// <param name="scope">Who.</param>
    /// <param name="cancellation">Gives up before the write.</param>
    public async Task<bool> SaveAsync(NotificationChannel channel, string? secret, AccessScope scope, CancellationToken cancellation = default)
    {
        if (!May(scope)) return false;
        var before = await channels.PutAsync(channel, secret, cancellation);
        await audit.WriteAsync(scope.Actor, before is null ? "channel.create" : "channel.update", "channel", channel.Id.ToString(), before, channel, secret is not null && before is not null ? "Secret changed" : null, cancellation);
        return true;
    }

    /// <summary>Removes a channel with its queue; false, and nothing done, when the caller may not.</summary>
    public async Task<bool> DeleteAsync(Guid id, AccessScope scope, CancellationToken cancellation = default)
    {
        if (!May(scope)) return false;
        var before = await channels.DeleteAsync(id, cancellation);
        await audit.WriteAsync(scope.Actor, "channel.delete", "channel", id.ToString(), before, cancellationToken: cancellation);
        return true;
    }

    /// <summary>Sends a test now and waits for what the other side says; null when the caller may not.</summary>
    public async Task<SendResult?> TestAsync(ChannelEntry entry, AccessScope scope, CancellationToken cancellation = default)
    {
        if (!May(scope)) return null;
        var result = await dispatcher.TestAsync(channels.Find(entry.Channel.Id) ?? entry, cancellation);
        await audit.WriteAsync(scope.Actor, "channel.test", "channel", entry.Channel.Id.ToString(), after: new { entry.Channel.Name, result.Ok, Text = result.Said.ToString() }, cancellationToken: cancellation);
        return result;
    }

    /// <summary>Tries notices that were given up again, from the beginning; how many, or null when the caller may not.</summary>
    public async Task<int?> RetryAsync(ChannelEntry entry, AccessScope scope, CancellationToken cancellation = default)
    {
        if (!May(scope)) return null;
        var count = await outbox.RetryAsync(entry.Channel.Id, time.GetUtcNow(), cancellation);
        dispatcher.Wake();
        await audit.WriteAsync(scope.Actor, "channel.retry", "channel", entry.Channel.Id.ToString(), after: new { entry.Channel.Name, Count = count }, cancellationToken: cancellation);
        return count;
    }
}
