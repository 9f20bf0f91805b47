namespace Csms.Engine.Stations.Commands.Bulk;

/// <summary>What the life of a command means for its place in a bulk run. Pure.</summary>
public static class BulkVerdict
{
    /// <summary>The item as its command now stands.</summary>
    /// <param name="item">The item before.</param>
    /// <param name="command">Its command.</param>
    /// <param name="isOpen">Something may still happen to the command.</param>
    /// <param name="isOnline">Its station is connected.</param>
    /// <param name="now">The time.</param>
    public static BulkItem Of(BulkItem item, StationCommand command, bool isOpen, bool isOnline, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(command);
        var state = command.Stage switch
        {
            CommandStage.Queued => isOnline ? BulkItemState.Given : BulkItemState.Parked,
            CommandStage.Sent => BulkItemState.Given,
            CommandStage.Answered when !StationCommand.IsAgreement(command.Status) => BulkItemState.Failed,
            CommandStage.Answered when isOpen => BulkItemState.Answered,
            CommandStage.Answered => command.Expectation is null ? BulkItemState.Done : BulkItemState.NotSeen,
            CommandStage.Observed => BulkItemState.Done,
            CommandStage.Error or CommandStage.NoAnswer or CommandStage.NotPossible => BulkItemState.Failed,
            CommandStage.NotSent or CommandStage.Expired => BulkItemState.NotReached,
            CommandStage.Withdrawn or CommandStage.Superseded => BulkItemState.NotGiven,
            _ => throw new InvalidOperationException($"no command stage {command.Stage}"),
        };
        var settled = state is not (BulkItemState.Given or BulkItemState.Parked);
        return item with
        {
            State = state,
            Answer = command.OcppError ?? command.Status,
            Fault = command.Fault,
            Sight = command.Observed ?? command.Expectation,
            SettledAt = settled ? item.SettledAt ?? command.AnsweredAt ?? now : null,
        };
    }
}
