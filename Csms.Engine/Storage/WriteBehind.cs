using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Csms.Engine.Storage;

/// <summary>
/// Gathers rows in memory and writes them a moment later in batches: for what may lose its last second in a crash, never for
/// transactions. Producers append under a short lock into the current batch; one loop writes closed batches. While the database is away
/// a bounded amount is held and the oldest goes first.
/// </summary>
internal abstract partial class WriteBehind<TBatch> : IHostedService, IAsyncDisposable
    where TBatch : class, IWriteBatch, new()
{
    private const int SpareBatches = 2;

    private readonly string _name;
    private readonly WriteBehindLimits _limits;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly LinkedList<TBatch> _closed = new();
    private readonly Stack<TBatch> _spare = new();
    private readonly SemaphoreSlim _wake = new(0, 1);
    private readonly CancellationTokenSource _stopping = new();

    private TaskCompletionSource _nextCycle = NewCycle();
    private Task _loop = Task.CompletedTask;
    private TBatch? _writing;
    private long _closedBytes;
    private long _dropped;
    private long _droppedBeforeOutage;
    private long _nextDropNotice = 1;
    private bool _holding;
    private bool _disposed;

    protected WriteBehind(string name, WriteBehindLimits limits, TimeProvider time, ILogger logger)
    {
        _name = name;
        _limits = limits;
        _time = time;
        _logger = logger;
    }

    /// <summary>Rows given up since the start, because the database was away too long or refused them.</summary>
    public long DroppedRows => Interlocked.Read(ref _dropped);

    /// <summary>What waits, as of now.</summary>
    public QueueHealth Health(string name)
    {
        lock (Gate)
        {
            var rows = Current.Rows + (_writing?.Rows ?? 0) + _closed.Sum(batch => (long)batch.Rows);
            return new QueueHealth(name, rows, Current.Bytes + (_writing?.Bytes ?? 0) + _closedBytes, _limits.TotalBytes, DroppedRows);
        }
    }

    /// <summary>Held by producers while they append.</summary>
    protected Lock Gate { get; } = new();

    /// <summary>Only under <see cref="Gate"/>.</summary>
    protected TBatch Current { get; private set; } = new();

    protected TimeProvider Time => _time;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _loop = Task.Run(() => RunAsync(_stopping.Token), CancellationToken.None);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _loop;
        await CycleAsync(last: true, cancellationToken);
        long left;
        lock (Gate) left = _closed.Sum(x => (long)x.Rows);
        if (left > 0) LogLeft(_name, left);
    }

    /// <summary>Returns when all that was appended before has been written, or the attempt to write it failed.</summary>
    public Task FlushAsync(CancellationToken cancellationToken)
    {
        Task cycle;
        lock (Gate)
        {
            if (IsEmpty() || _stopping.IsCancellationRequested) return Task.CompletedTask;
            cycle = _nextCycle.Task;
        }
        Wake();
        return cycle.WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed) return; // a container disposes a service once for every name it is known by
        _disposed = true;
        await _stopping.CancelAsync();
        await _loop;
        lock (Gate)
        {
            Current.Dispose();
            foreach (var batch in _closed) batch.Dispose();
            foreach (var batch in _spare) batch.Dispose();
            _closed.Clear();
            _spare.Clear();
        }
        _stopping.Dispose();
        _wake.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Writes one batch in one transaction.</summary>
    protected abstract Task WriteAsync(TBatch batch, CancellationToken cancellationToken);

    /// <summary>Adds what is kept outside of the batches; called under <see cref="Gate"/> before each cycle.</summary>
    /// <param name="last">Whether this is the last cycle before the stop.</param>
    protected virtual void BeforeCycle(bool last)
    {
    }

    /// <summary>Whether nothing waits outside of the batches; under <see cref="Gate"/>.</summary>
    protected virtual bool NothingElseWaits() => true;

    /// <summary>Called by producers under <see cref="Gate"/> after an append.</summary>
    protected void Appended()
    {
        if (Current.Bytes < _limits.BatchBytes) return;
        Close();
        Wake();
    }

    private static TaskCompletionSource NewCycle() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private bool IsEmpty() => Current.Rows == 0 && _closed.Count == 0 && _writing is null && NothingElseWaits();

    private void Wake()
    {
        lock (_wake)
        {
            if (_wake.CurrentCount == 0) _wake.Release();
        }
    }

    private async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            while (!stopping.IsCancellationRequested)
            {
                await _wake.WaitAsync(_limits.Interval, stopping);
                if (!await CycleAsync(last: false, stopping)) await Task.Delay(_limits.Retry, _time, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // StopAsync writes the rest
        }
    }

    /// <summary>Writes what was there when it began. False when the database refuses to take it for now.</summary>
    private async Task<bool> CycleAsync(bool last, CancellationToken cancellationToken)
    {
        TaskCompletionSource cycle;
        int batches;
        lock (Gate)
        {
            BeforeCycle(last);
            Close();
            cycle = _nextCycle;
            _nextCycle = NewCycle();
            batches = _closed.Count;
        }
        try
        {
            while (batches-- > 0 && Take() is { } batch)
            {
                if (!await TryWriteAsync(batch, cancellationToken)) return false;
            }
            return true;
        }
        finally
        {
            cycle.TrySetResult();
        }
    }

    private async Task<bool> TryWriteAsync(TBatch batch, CancellationToken cancellationToken)
    {
        try
        {
            await WriteAsync(batch, cancellationToken);
            if (_holding) LogRecovered(_name, DroppedRows - _droppedBeforeOutage);
            _holding = false;
            Recycle(batch);
            return true;
        }
        catch (Exception exception) when (exception is OperationCanceledException || (cancellationToken.IsCancellationRequested && exception is not OutOfMemoryException))
        {
            // A write that is broken off says so in many ways, a COPY that ends in the middle even as bad data; the last cycle, which nothing breaks off, writes the batch.
            PutBack(batch);
            return false;
        }
        catch (PostgresException refused) when (IsRefusal(refused.SqlState))
        {
            // Trying again would fail for ever and hold up all that follows.
            LogRefused(refused, _name, batch.Rows);
            Interlocked.Add(ref _dropped, batch.Rows);
            Recycle(batch);
            return true;
        }
        catch (Exception exception) when (exception is NpgsqlException or IOException or TimeoutException or System.Net.Sockets.SocketException or ObjectDisposedException)
        {
            PutBack(batch);
            if (!_holding)
            {
                _droppedBeforeOutage = DroppedRows;
                LogHolding(_name, exception.Message, _limits.TotalBytes / 1024 / 1024);
            }
            _holding = true;
            return false;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // A bug in one batch must not end the log: without this the loop would be gone and nobody told.
            LogFailed(exception, _name, batch.Rows);
            Interlocked.Add(ref _dropped, batch.Rows);
            Recycle(batch);
            return true;
        }
    }

    /// <summary>The rows themselves are refused: cardinality, data, integrity, syntax, limits, a trigger's own error.</summary>
    private static bool IsRefusal(string sqlState) => sqlState.AsSpan(0, 2) is "21" or "22" or "23" or "42" or "54" or "P0";

    private TBatch? Take()
    {
        lock (Gate)
        {
            if (_closed.First is not { } first) return null;
            _closed.RemoveFirst();
            _closedBytes -= first.Value.Bytes;
            return _writing = first.Value;
        }
    }

    private void Recycle(TBatch batch)
    {
        lock (Gate)
        {
            _writing = null;
            Spare(batch);
        }
    }

    private void PutBack(TBatch batch)
    {
        lock (Gate)
        {
            _writing = null;
            _closed.AddFirst(batch);
            _closedBytes += batch.Bytes;
        }
    }

    private void Close()
    {
        if (Current.Rows == 0) return;
        _closed.AddLast(Current);
        _closedBytes += Current.Bytes;
        Current = _spare.TryPop(out var spare) ? spare : new TBatch();
        while (_closedBytes > _limits.TotalBytes && _closed.First is { } oldest)
        {
            _closed.RemoveFirst();
            _closedBytes -= oldest.Value.Bytes;
            var dropped = Interlocked.Add(ref _dropped, oldest.Value.Rows);
            Spare(oldest.Value);
            if (dropped < _nextDropNotice) continue;
            LogDropping(_name, dropped);
            _nextDropNotice = dropped * 2; // a line each time the loss has doubled
        }
    }

    private void Spare(TBatch batch)
    {
        batch.Clear();
        if (_spare.Count < SpareBatches) _spare.Push(batch);
        else batch.Dispose();
    }
}
