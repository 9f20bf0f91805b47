using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Csms.Engine.Storage;

/// <summary>
/// The one database: resolves where it is (<c>ConnectionStrings:Csms</c>, or a private server under the data folder), brings its schema
/// up to date before anything else starts, and knows whether it can be reached. Registered as the first hosted service, so it starts
/// before and stops after everything that stores.
/// </summary>
public sealed partial class CsmsDatabase : IHostedService, IAsyncDisposable
{
    private static readonly TimeSpan ProbeInterval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(500);

    private readonly ILogger<CsmsDatabase> _logger;
    private readonly StorageOptions _options;
    private readonly TimeProvider _time;
    private readonly EmbeddedPostgres? _embedded;
    private readonly CancellationTokenSource _stopping = new();
    private readonly string _target;
    private readonly string _alone;

    private Task _probe = Task.CompletedTask;
    private volatile bool _reachable;
    private bool _disposed;

    /// <summary>Nothing is opened before <see cref="StartAsync"/>.</summary>
    public CsmsDatabase(IConfiguration configuration, IOptions<StorageOptions> options, TimeProvider time, ILogger<CsmsDatabase> logger)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(options);
        _logger = logger;
        _options = options.Value;
        _time = time;
        var given = configuration.GetConnectionString("Csms");
        if (string.IsNullOrWhiteSpace(given))
        {
            _embedded = new EmbeddedPostgres(_options.DataDirectory, logger);
            given = _embedded.ConnectionString;
        }
        var settings = CsmsConnectionString.Complete(given);
        _target = _embedded is null ? $"{settings.Host}:{settings.Port}/{settings.Database}" : $"private PostgreSQL in {Path.GetFullPath(_options.DataDirectory)}";
        _alone = new NpgsqlConnectionStringBuilder(settings.ConnectionString) { Pooling = false, KeepAlive = 30, ApplicationName = $"{settings.ApplicationName}-entered" }.ConnectionString;
        DataSource = new NpgsqlDataSourceBuilder(settings.ConnectionString) { Name = "csms" }.Build();
    }

    /// <summary>The pool every module takes its connections from.</summary>
    public NpgsqlDataSource DataSource { get; }

    /// <summary>Whether the private server is used.</summary>
    public bool IsPrivate => _embedded is not null;

    /// <summary>Whether the database answered lately (probed every two seconds, or as a failed commit reported); <c>/readyz</c> shows it.</summary>
    public bool IsReachable => _reachable;

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (_embedded is not null) await _embedded.StartAsync(cancellationToken);
        await WaitReachableAsync(cancellationToken);
        var version = await new SchemaMigrator(DataSource, SchemaMigrator.Embedded(), _logger).MigrateAsync(cancellationToken);
        await new TextSearchIndex(DataSource, _logger).EnsureAsync(cancellationToken);
        _reachable = true;
        LogReady(_target, version);
        _probe = ProbeAsync(_stopping.Token);
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _probe;
        _reachable = false;
        await DataSource.DisposeAsync();
        if (_embedded is not null) await _embedded.StopAsync();
    }

    /// <summary>A connection outside of the pool, for somebody who listens on it as long as the host lives.</summary>
    internal async Task<NpgsqlConnection> OpenAloneAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(_alone);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>A commit failed on the connection: shown at once, not only at the next probe.</summary>
    public void ReportFailure(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        if (exception is PostgresException { IsTransient: false } or not (NpgsqlException or IOException or TimeoutException)) return;
        SetReachable(false, exception.Message);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_disposed) return;
        _disposed = true;
        await _stopping.CancelAsync();
        await _probe;
        await DataSource.DisposeAsync();
        if (_embedded is not null) await _embedded.DisposeAsync();
        _stopping.Dispose();
    }

    private async Task WaitReachableAsync(CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        for (var first = true; ; first = false)
        {
            if (await ProbeOnceAsync(cancellationToken) is not { } failure) return;
            if (failure is PostgresException { IsTransient: false } or not (NpgsqlException or TimeoutException) || _time.GetElapsedTime(started).TotalSeconds >= _options.DatabaseWaitSeconds)
            {
                throw new StorageException($"The database {_target} cannot be used: {failure.Message} (ConnectionStrings:Csms; empty starts a private one).", failure);
            }
            if (first) LogWaiting(failure.Message, _options.DatabaseWaitSeconds);
            await Task.Delay(RetryInterval, _time, cancellationToken);
        }
    }

    private async Task ProbeAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(ProbeInterval, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping))
            {
                var failure = await ProbeOnceAsync(stopping);
                SetReachable(failure is null, failure?.Message ?? "");
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // the host stops
        }
    }

    /// <summary>Null when the database answered, else why not.</summary>
    private async Task<Exception?> ProbeOnceAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var command = DataSource.CreateCommand("SELECT 1");
            command.CommandTimeout = 5;
            await command.ExecuteScalarAsync(cancellationToken);
            return null;
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException or IOException or System.Net.Sockets.SocketException)
        {
            return exception;
        }
    }

    private void SetReachable(bool reachable, string reason)
    {
        if (_reachable == reachable) return;
        _reachable = reachable;
        if (reachable) LogBack();
        else LogLost(reason);
    }
}
