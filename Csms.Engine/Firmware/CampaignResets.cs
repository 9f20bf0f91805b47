using System.Collections.Concurrent;
using System.Text.Json;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Stations.Commands.Bulk;

namespace Csms.Engine.Firmware;

/// <summary>Gives the resets of campaigns and notes what stations answer. A reset is in the store before it is given, so nobody is reset twice, also over a restart of the program.</summary>
internal sealed class CampaignResets(StationCommands commands, FirmwareStore store, FirmwareBook book, StationRegistry registry, TimeProvider time)
{
    /// <summary>A reset of which nothing else is known has had no effect when the station has not booted by then; another node would have its answer long before.</summary>
    private static readonly TimeSpan Effect = TimeSpan.FromMinutes(5);

    /// <summary>A reset that could not be sent is tried again after this.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(1);

    // No transaction runs, and firmware is taken by the boot loader: the whole controller starts again (1.6 Hard).
    private static readonly JsonElement _body = JsonSerializer.SerializeToElement(new { type = "Immediate" });

    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _notBefore = new();

    /// <summary>Resets a station. False: it was, or could not be a moment ago.</summary>
    public async Task<bool> GiveAsync(BulkRun run, BulkItem item, DateTimeOffset now, CancellationToken cancellation)
    {
        var update = item.CommandId!.Value;
        if (_notBefore.TryGetValue(update, out var earliest) && now < earliest) return false;
        var reset = Guid.CreateVersion7(now);
        if (!await store.ResetAsync(update, reset, now, cancellation)) return false;
        _notBefore[update] = now + Again;
        await commands.GiveAsync(new CommandRequest(item.Station, "Reset", _body, run.Actor, run.Reason, null, reset));
        book.Tell(item.Station);
        return true;
    }

    /// <summary>Notes what became of a reset that was given, once it is known.</summary>
    public async Task<bool> FollowAsync(FirmwareUpdate update, CancellationToken cancellation)
    {
        if (update is not { ResetCommand: { } id, ResetStatus: null }) return false;
        var command = commands.Find(id) ?? await commands.ReadAsync(id, cancellation);
        switch (command?.Stage)
        {
            case CommandStage.Queued or CommandStage.Sent:
                return false;
            case null when update.ResetAt + Effect > time.GetUtcNow():
                return false;
            case null when !(registry.Find(update.Station)?.Boot?.At >= update.ResetAt): // the program ended between writing it down and giving it
            case CommandStage.NotSent or CommandStage.Expired or CommandStage.Withdrawn or CommandStage.Superseded:
                await store.NotResetAsync(update.CommandId, cancellation);
                break;
            default:
                // A station may restart before it has answered, and of one that we lost sight of nobody knows: the version decides.
                _notBefore.TryRemove(update.CommandId, out _);
                await store.ResetToldAsync(update.CommandId, command?.OcppError ?? command?.Status ?? FirmwareUpdate.NoAnswer, cancellation);
                break;
        }

        book.Tell(update.Station);
        return true;
    }
}
