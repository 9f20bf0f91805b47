using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Csms.Engine.Storage;

/// <summary>
/// Group commit: the decisions of many stations go into the database in one transaction, so durability costs the latency of one commit
/// and not one commit a message. While one commit is under way the next batch gathers.
/// </summary>
internal sealed partial class Journal : BackgroundService, IJournal
{
    /// <summary>How long a decision is kept while the database is away; shorter than the time a station waits for an answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(200);

    private readonly NpgsqlDataSource _source;
    private readonly CsmsDatabase _database;
    private readonly TimeProvider _time;
    private readonly ILogger<Journal> _logger;
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _signal = new(0, 1);
    private readonly JournalBatch _batch = new();
    private readonly Counter<long> _commits;
    private readonly Counter<long> _rows;
    private readonly Histogram<double> _latency;
    private List<IJournalEntry> _waiting = [];
    private List<IJournalEntry> _taken = [];
    private NpgsqlConnection? _connection;
    private bool _signalled;

    public Journal(NpgsqlDataSource source, CsmsDatabase database, TimeProvider time, IMeterFactory meters, ILogger<Journal> logger)
    {
        ArgumentNullException.ThrowIfNull(meters);
        _source = source;
        _database = database;
        _time = time;
        _logger = logger;
        var meter = meters.Create("Csms");
        _commits = meter.CreateCounter<long>("csms.journal.commits", description: "Commits of the journal");
        _rows = meter.CreateCounter<long>("csms.journal.rows", description: "Rows committed by the journal");
        _latency = meter.CreateHistogram<double>("csms.journal.commit.duration", "s", "Time of one commit of the journal");
        meter.CreateObservableGauge("csms.journal.waiting", () => Waiting, description: "Decisions that wait for the next commit");
    }

    /// <summary>Decisions that wait for the next commit.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
            {
                return _waiting.Count;
            }
        }
    }

    /// <summary>How long the last commit took.</summary>
    public TimeSpan LastCommit { get; private set; }

    /// <summary>How long the last ones took.</summary>
    internal CommitTimes Times { get; } = new();

    /// <inheritdoc/>
    public void Append(IJournalEntry entry)
    {
        lock (_gate)
        {
            _waiting.Add(entry);
            if (_signalled)
            {
                return;
            }

            _signalled = true;
        }

        _signal.Release();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _connection?.Dispose();
        _batch.Dispose();
        _signal.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await _signal.WaitAsync(stoppingToken);
            }
            catch (OperationCanceledException)
            {
                break;
            }

            await DrainAsync(stoppingToken);
        }

        await DrainAsync(CancellationToken.None); // what was appended while stopping
    }

    private async Task DrainAsync(CancellationToken stopping)
    {
        while (true)
        {
            lock (_gate)
            {
                if (_waiting.Count == 0)
                {
                    _signalled = false;
                    return;
                }

                (_taken, _waiting) = (_waiting, _taken);
            }

            await CommitAsync(_taken, stopping);
            _taken.Clear();
        }
    }

    private async Task CommitAsync(List<IJournalEntry> entries, CancellationToken stopping)
    {
        var started = _time.GetTimestamp();
        try
        {
            await WriteAsync(entries, careful: false, stopping);
            foreach (var entry in entries)
            {
                entry.Committed();
            }
        }
        catch (PostgresException exception) when (RefusesRows(exception))
        {
            // Something in the batch is refused: each decision by itself, so that one station's trouble stays its own.
            LogBatchRefused(exception.SqlState, exception.MessageText, entries.Count);
            await OneByOneAsync(entries, stopping);
        }
        catch (Exception exception) when (IsAway(exception))
        {
            _database.ReportFailure(exception);
            LogAway(exception, exception.Message, entries.Count);
            await OneByOneAsync(entries, stopping);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // A bug in one decision must not end the journal of all stations.
            LogBatchFailed(exception, entries.Count);
            await OneByOneAsync(entries, stopping);
        }

        LastCommit = _time.GetElapsedTime(started);
        _latency.Record(LastCommit.TotalSeconds);
        Times.Add(LastCommit);
    }

    private async Task OneByOneAsync(List<IJournalEntry> entries, CancellationToken stopping)
    {
        var deadline = _time.GetUtcNow() + Patience;
        var gone = false;
        foreach (var entry in entries)
        {
            // Once the patience is over nobody else's answer is held up by further attempts.
            var failure = gone ? JournalFailure.Unavailable : await TryOneAsync(entry, deadline, stopping);
            gone |= failure == JournalFailure.Unavailable;
            if (failure is not null)
            {
                entry.Failed(failure.Value);
            }
            else
            {
                entry.Committed();
            }
        }
    }

    /// <summary>Commits one decision, waiting for the database until the deadline; null when it is durable.</summary>
    private async Task<JournalFailure?> TryOneAsync(IJournalEntry entry, DateTimeOffset deadline, CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                await WriteAsync([entry], careful: true, stopping);
                return null;
            }
            catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UniqueViolation)
            {
                return JournalFailure.Duplicate;
            }
            catch (PostgresException exception) when (RefusesRows(exception))
            {
                LogRefused(exception.SqlState, exception.MessageText);
                return JournalFailure.Refused;
            }
            catch (Exception exception) when (IsAway(exception))
            {
                _database.ReportFailure(exception);
                if (_time.GetUtcNow() >= deadline || stopping.IsCancellationRequested)
                {
                    LogGivenUp(exception);
                    return JournalFailure.Unavailable;
                }

                await Task.Delay(RetryInterval, _time, CancellationToken.None);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                LogWriteFailed(exception);
                return JournalFailure.Refused;
            }
        }
    }

    private async Task WriteAsync(List<IJournalEntry> entries, bool careful, CancellationToken stopping)
    {
        _batch.Clear();
        foreach (var entry in entries)
        {
            entry.WriteTo(_batch);
        }

        try
        {
            _connection ??= await _source.OpenConnectionAsync(stopping);
            await using var transaction = await _connection.BeginTransactionAsync(CancellationToken.None);
            await JournalSql.WriteAsync(_connection, _batch, careful, CancellationToken.None);
            await transaction.CommitAsync(CancellationToken.None);
        }
        catch (Exception exception) when (exception is NpgsqlException or IOException or TimeoutException or InvalidOperationException)
        {
            var connection = _connection;
            _connection = null;
            if (connection is not null)
            {
                await connection.DisposeAsync();
            }

            throw;
        }

        _commits.Add(1);
        _rows.Add(_batch.Sessions.Count + _batch.Events.Count + _batch.Meter.Rows + _batch.RawSamples.Count + _batch.Unclocked.Count);
    }

    /// <summary>
    /// The rows themselves are refused (data exceptions, constraints, limits, a trigger's own error): no repeat will mend that. Everything
    /// else that a server says (shutting down, read-only, no room, no schema) is about the server, and worth waiting for.
    /// </summary>
    private static bool RefusesRows(PostgresException exception) => exception.SqlState.AsSpan(0, 2) is "21" or "22" or "23" or "54" or "P0";

    /// <summary>The database is away or has no room: worth waiting, unlike rows it refuses.</summary>
    private static bool IsAway(Exception exception) => exception is NpgsqlException or IOException or TimeoutException or OperationCanceledException;

    [LoggerMessage(2100, LogLevel.Warning, "The journal's batch of {Count} decisions was refused ({SqlState}: {Message}); each is tried by itself")]
    private partial void LogBatchRefused(string sqlState, string message, int count);

    [LoggerMessage(2101, LogLevel.Error, "The journal can't commit ({Reason}); {Count} decisions wait, none of them is acknowledged")]
    private partial void LogAway(Exception exception, string reason, int count);

    [LoggerMessage(2102, LogLevel.Error, "A decision was refused by the store ({SqlState}: {Message})")]
    private partial void LogRefused(string sqlState, string message);

    [LoggerMessage(2104, LogLevel.Error, "The journal's batch of {Count} decisions could not be written; each is tried by itself")]
    private partial void LogBatchFailed(Exception exception, int count);

    [LoggerMessage(2105, LogLevel.Error, "A decision could not be written and is set aside")]
    private partial void LogWriteFailed(Exception exception);

    [LoggerMessage(2103, LogLevel.Error, "A decision could not be made durable in time and is not acknowledged; the station repeats it")]
    private partial void LogGivenUp(Exception exception);
}
