using System.Collections.Concurrent;
using Csms.Engine.Units;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Csms.Engine.Stations;

/// <summary>
/// Numbers for new sessions: taken from the store a thousand at a time and ahead of need, so that no message waits for the database.
/// </summary>
public sealed partial class SessionNumbers(NpgsqlDataSource database, TimeProvider time, ILogger<SessionNumbers> logger) : BackgroundService
{
    /// <summary>Increment of the sequence csms.session_ids.</summary>
    public const int Block = 1000;

    private const int KeepAhead = 4 * Block;

    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    private readonly ConcurrentQueue<long> _numbers = new();
    private readonly SemaphoreSlim _low = new(0, 1);

    /// <summary>Whether a number can be taken now; false only when the database has been away for thousands of sessions.</summary>
    public bool TryReserve()
    {
        var left = _numbers.Count;
        if (left < KeepAhead / 2)
        {
            Wake();
        }

        return left > 16;
    }

    /// <summary>Takes one.</summary>
    /// <exception cref="InvalidOperationException">None is left: <see cref="TryReserve"/> was not asked.</exception>
    public SessionId Take() => _numbers.TryDequeue(out var number)
        ? new SessionId(number)
        : throw new InvalidOperationException("No session number is reserved.");

    /// <summary>Takes the first block; the engine is not ready before.</summary>
    public async Task LoadAsync(CancellationToken cancellation) => await RefillAsync(cancellation);

    /// <inheritdoc/>
    public override void Dispose()
    {
        _low.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await _low.WaitAsync(stoppingToken);
                await RefillAsync(stoppingToken);
            }
            catch (NpgsqlException exception)
            {
                LogRefillFailed(exception, _numbers.Count);
                await Task.Delay(RetryInterval, time, stoppingToken);
                Wake();
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private void Wake()
    {
        if (_low.CurrentCount == 0)
        {
            try
            {
                _low.Release();
            }
            catch (SemaphoreFullException)
            {
                // Another caller woke it between the look and the release: it is awake, which is all that was wanted.
                return;
            }
        }
    }

    private async Task RefillAsync(CancellationToken cancellation)
    {
        while (_numbers.Count < KeepAhead)
        {
            await using var command = database.CreateCommand("SELECT nextval('csms.session_ids')");
            var first = (long)(await command.ExecuteScalarAsync(cancellation))!;
            for (var offset = 0; offset < Block; offset++)
            {
                _numbers.Enqueue(first + offset);
            }
        }
    }

    [LoggerMessage(3010, LogLevel.Warning, "Session numbers could not be reserved; {Left} are left")]
    private partial void LogRefillFailed(Exception exception, int left);
}
