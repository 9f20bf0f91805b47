using System.Text.Json;

namespace Csms.Engine.Stations.Commands.Bulk;

/// <summary>How a run of a command gives it to the stations whose turn it is.</summary>
public sealed partial class BulkCommands
{
    private async Task GiveAsync(BulkProgress progress, IReadOnlyList<BulkItem> items, DateTimeOffset now)
    {
        var narrowed = progress.Run is { Action: "SetVariables", Pace.OnlyDifferent: true }
            ? await _values.OfAsync(progress.Run.Body, [.. items.Select(item => _registry.Find(item.Station)).OfType<StationState>().DistinctBy(station => station.Id)], CancellationToken.None)
            : null;
        foreach (var item in items)
        {
            progress.Set(_registry.Find(item.Station) is null
                ? item with { State = BulkItemState.NotReached, LeftOut = BulkLeftOut.Gone, SettledAt = now }
                : narrowed is not null && narrowed.TryGetValue(item.Station, out var values) && values is null
                ? item with { State = BulkItemState.LeftOut, LeftOut = BulkLeftOut.Same }
                : item with { State = BulkItemState.Given, CommandId = Guid.CreateVersion7(now), GivenAt = now });
        }

        await SaveGivenAsync(progress, items);
        using var body = JsonDocument.Parse(progress.Run.Body);
        foreach (var position in items.Select(item => item.Position))
        {
            var item = progress.Items[position];
            if (item.State != BulkItemState.Given)
            {
                continue;
            }

            if (progress.Run.State != BulkRunState.Running)
            {
                progress.Set(item with { State = progress.Run.State == BulkRunState.Paused ? BulkItemState.Waiting : BulkItemState.NotGiven, CommandId = null, GivenAt = null });
                continue;
            }

            var run = progress.Run;
            var given = await _commands.GiveAsync(new CommandRequest(item.Station, run.Action, narrowed?.GetValueOrDefault(item.Station) ?? body.RootElement.Clone(), run.Actor, run.Reason, run.Pace.WaitFor, item.CommandId));
            if (given.Stage == CommandStage.NotSent)
            {
                progress.Set(BulkVerdict.Of(item, given, isOpen: false, IsOnline(item), now)); // it could not be stored, and leaves no record
            }
        }
    }

    /// <summary>Writes down that it is their turn, before anything is sent. Where that can't be written nothing was sent either: their turn comes again.</summary>
    private async Task SaveGivenAsync(BulkProgress progress, IReadOnlyList<BulkItem> items)
    {
        var saved = false;
        try
        {
            await SaveAsync(progress);
            saved = true;
        }
        finally
        {
            foreach (var item in saved ? [] : items.Select(item => progress.Items[item.Position]).Where(item => item.State == BulkItemState.Given).ToList())
            {
                progress.Set(item with { State = BulkItemState.Waiting, CommandId = null, GivenAt = null });
            }
        }
    }
}
