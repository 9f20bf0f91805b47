using System.Collections.Immutable;

namespace Csms.Engine.Stations.Commands.Bulk;

/// <summary>
/// The staging of a bulk run: a few first, then the rest in batches with a pause, no further when too many fail. Stations that are away come
/// last, so that nobody gets the command unwatched while the first ones are still being judged. Pure.
/// </summary>
public static class BulkPlan
{
    /// <summary>Commands that are laid by for stations that are away, at a time.</summary>
    public const int ParkedAtOnce = 200;

    /// <summary>What to do next.</summary>
    /// <param name="pace">How the run goes about it.</param>
    /// <param name="items">Its stations, each at its <see cref="BulkItem.Position"/>.</param>
    /// <param name="turn">Whether a station may have its turn now.</param>
    /// <param name="now">The time.</param>
    /// <param name="awayFrom">Before this nobody counts as away: the engine has just been started, and stations are still coming back.</param>
    public static BulkStep Next(BulkPace pace, IReadOnlyList<BulkItem> items, Func<BulkItem, BulkTurn> turn, DateTimeOffset now, DateTimeOffset? awayFrom = null)
    {
        ArgumentNullException.ThrowIfNull(pace);
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(turn);
        int given = 0, answered = 0, parked = 0, done = 0, failed = 0, waiting = 0;
        DateTimeOffset? settled = null;
        foreach (var item in items)
        {
            switch (item.State)
            {
                case BulkItemState.Waiting:
                    waiting++;
                    break;
                case BulkItemState.Given:
                    given++;
                    break;
                case BulkItemState.Parked:
                    parked++;
                    break;
                case BulkItemState.Answered:
                    answered++;
                    break;
                case BulkItemState.Done:
                    done++;
                    break;
                case BulkItemState.Failed or BulkItemState.NotSeen:
                    failed++;
                    break;
                case BulkItemState.NotReached or BulkItemState.LeftOut or BulkItemState.NotGiven:
                    break;
                default:
                    throw new InvalidOperationException($"no item state {item.State}");
            }

            if (item.SettledAt > settled || settled is null)
            {
                settled = item.SettledAt ?? settled;
            }
        }

        if (given > 0)
        {
            return new BulkStep.Wait(); // a batch is judged as a whole
        }

        var judged = done + failed + answered;
        if (waiting + parked > 0 && failed > 0 && pace.StopPercent is { } percent && failed * 100L >= percent * (long)judged)
        {
            return new BulkStep.Halt(failed, judged);
        }

        if (waiting == 0)
        {
            return answered + parked > 0 ? new BulkStep.Wait() : new BulkStep.Finish();
        }

        if ((answered > 0 && (pace.EveryMustBeSeen || (pace.CanaryMustBeSeen && judged <= pace.Canary))) || settled + pace.Pause > now)
        {
            return new BulkStep.Wait();
        }

        // A canary that was not reached is no canary: others take its place.
        var size = judged < pace.Canary ? pace.Canary - judged : pace.BatchSize;
        var here = Waiting(items, item => turn(item) == BulkTurn.Here, size);
        if (here.Length > 0)
        {
            return new BulkStep.Give(here);
        }

        if (now < awayFrom)
        {
            return new BulkStep.Wait();
        }

        var away = Waiting(items, item => turn(item) is BulkTurn.Away or BulkTurn.Late, pace.WaitFor is null ? items.Count : ParkedAtOnce);
        return away.Length == 0 ? new BulkStep.Wait() : pace.WaitFor is null ? new BulkStep.LeaveOut(away) : new BulkStep.Give(away);
    }

    private static ImmutableArray<int> Waiting(IReadOnlyList<BulkItem> items, Func<BulkItem, bool> which, int most) =>
        [.. items.Where(item => item.State == BulkItemState.Waiting && which(item)).Take(most).Select(item => item.Position)];
}
