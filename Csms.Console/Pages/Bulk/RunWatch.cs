using Csms.Console.Controls;
using Csms.Engine.Stations.Commands.Bulk;

namespace Csms.Console.Pages.Bulk;

/// <summary>Tells a page of runs once a second whether one of them has changed: a run over thousands of stations changes many times in that second.</summary>
internal sealed class RunWatch : IDisposable
{
    private readonly BulkCommands _bulk;
    private readonly Ticker _ticker;
    private readonly Func<Guid, bool> _concerns;
    private readonly Action<bool> _second;
    private int _dirty;

    /// <param name="bulk">Who runs them.</param>
    /// <param name="ticker">The console's second hand.</param>
    /// <param name="concerns">Whether the page shows a run.</param>
    /// <param name="second">A second is over; true: something has changed in it. Called outside of the page's renderer.</param>
    public RunWatch(BulkCommands bulk, Ticker ticker, Func<Guid, bool> concerns, Action<bool> second)
    {
        (_bulk, _ticker, _concerns, _second) = (bulk, ticker, concerns, second);
        bulk.Changed += OnChanged;
        ticker.Tick += OnTick;
    }

    public void Dispose()
    {
        _bulk.Changed -= OnChanged;
        _ticker.Tick -= OnTick;
    }

    private void OnChanged(Guid id)
    {
        if (_concerns(id)) Volatile.Write(ref _dirty, 1);
    }

    private void OnTick(long second) => _second(Interlocked.Exchange(ref _dirty, 0) == 1);
}
