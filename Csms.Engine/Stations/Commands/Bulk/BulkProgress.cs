namespace Csms.Engine.Stations.Commands.Bulk;

/// <summary>A run that is not over, in memory. Only the runner changes its stations; anyone may stop it.</summary>
internal sealed class BulkProgress(BulkRun run, IEnumerable<BulkItem> items)
{
    private readonly Lock _gate = new();
    private readonly BulkItem[] _items = [.. items];
    private readonly HashSet<int> _unsaved = [];
    private BulkRun _run = run;
    private BulkRun _saved = run;
    private Task _storing = Task.CompletedTask;

    /// <summary>Before this nobody counts as away.</summary>
    public DateTimeOffset? AwayFrom { get; init; }

    /// <summary>As it is now.</summary>
    public BulkRun Run
    {
        get
        {
            lock (_gate)
            {
                return _run;
            }
        }
    }

    /// <summary>Its stations, for the runner.</summary>
    public IReadOnlyList<BulkItem> Items => _items;

    /// <summary>The run stands in the store as it is.</summary>
    public bool IsRunSaved => ReferenceEquals(_saved, Run);

    /// <summary>Positions that do not stand in the store as they are.</summary>
    public IReadOnlyList<BulkItem> Unsaved => [.. _unsaved.Select(position => _items[position])];

    /// <summary>Changes the run while it is under way or held; false when it is stopped or over.</summary>
    public bool TryEnd(Func<BulkRun, BulkRun> end) => TryTurn(end, BulkRunState.Running, BulkRunState.Paused);

    /// <summary>Changes the run while it stands in one of these states; false when it does not.</summary>
    public bool TryTurn(Func<BulkRun, BulkRun> step, params ReadOnlySpan<BulkRunState> from)
    {
        lock (_gate)
        {
            if (!from.Contains(_run.State))
            {
                return false;
            }

            _run = step(_run);
            return true;
        }
    }

    /// <summary>Changes the run.</summary>
    public void Set(Func<BulkRun, BulkRun> step)
    {
        lock (_gate)
        {
            _run = step(_run);
        }
    }

    /// <summary>Changes a station.</summary>
    public void Set(BulkItem item)
    {
        if (_items[item.Position] == item)
        {
            return;
        }

        _items[item.Position] = item;
        _unsaved.Add(item.Position);
    }

    /// <summary>
    /// Stores the run as it is when its turn comes, one writer after the other: what the runner read before somebody stopped the run must not
    /// reach the store after the stop.
    /// </summary>
    /// <returns>What stands in the store now.</returns>
    public Task<BulkRun> StoreAsync(Func<BulkRun, Task> store)
    {
        lock (_gate)
        {
            var stored = NextAsync(_storing);
            _storing = stored;
            return stored;
        }

        async Task<BulkRun> NextAsync(Task before)
        {
            await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
            var now = Run;
            await store(now);
            _saved = now;
            return now;
        }
    }

    /// <summary>These stations stand in the store now.</summary>
    public void Saved(IEnumerable<BulkItem> items)
    {
        foreach (var item in items)
        {
            _unsaved.Remove(item.Position);
        }
    }
}
