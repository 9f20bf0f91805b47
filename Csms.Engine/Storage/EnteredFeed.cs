using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Csms.Engine.Storage;

/// <summary>
/// Hears what any node enters, over one connection of its own (LISTEN), and has it read again. It listens before anything is read into
/// memory, and reads everything again after each time it could not hear: nothing is missed.
/// </summary>
internal sealed partial class EnteredFeed(CsmsDatabase database, Lazy<IEnumerable<IKeepsEntered>> keepers, IHostApplicationLifetime host, TimeProvider time, ILogger<EnteredFeed> logger) : BackgroundService
{
    private const string Listen = "LISTEN csms_entered";

    /// <summary>What comes together is read together: an import of a thousand tokens is one reading.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(10);

    private static readonly TimeSpan LongestGathering = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    private readonly PendingChanges _pending = new();
    private readonly ILogger _logger = logger;
    private NpgsqlConnection? _connection;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await ListenAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Nobody reads again what the others still read for the first time; what is told meanwhile waits in the connection.
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var _ = host.ApplicationStarted.Register(started.SetResult);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, host.ApplicationStopping);
        try
        {
            await started.Task.WaitAsync(stop.Token);
            while (true)
            {
                try
                {
                    await HearAsync(stop.Token);
                }
                catch (Exception exception) when (IsOfTheDatabase(exception))
                {
                    LogLost(exception.Message);
                    await CloseAsync();
                    await Task.Delay(Retry, time, stop.Token);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // the host stops
        }
        finally
        {
            await CloseAsync();
        }
    }

    private async Task HearAsync(CancellationToken stopping)
    {
        if (_connection is null)
        {
            await ListenAsync(stopping);
            foreach (var kind in keepers.Value.Select(keeper => keeper.Kind).Distinct()) _pending.AddAll(kind);
        }
        else if (_pending.IsEmpty)
        {
            await _connection.WaitAsync(stopping);
        }
        else
        {
            await _connection.WaitAsync(Retry, stopping); // something could not be read: again in a moment
        }
        for (var since = time.GetTimestamp(); time.GetElapsedTime(since) < LongestGathering && await _connection!.WaitAsync(Gathering, stopping);)
        {
        }
        foreach (var (kind, ids) in _pending.Take())
            foreach (var keeper in keepers.Value.Where(keeper => keeper.Kind == kind)) await ReadAgainAsync(keeper, ids, stopping);
    }

    /// <summary>The edge of the loop: what one keeper cannot read holds up no other, and is read whole in a moment.</summary>
    private async Task ReadAgainAsync(IKeepsEntered keeper, IReadOnlyCollection<string>? ids, CancellationToken stopping)
    {
        try
        {
            await keeper.ReadAgainAsync(ids, stopping);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException && !stopping.IsCancellationRequested)
        {
            LogNotRead(exception, keeper.Kind);
            _pending.AddAll(keeper.Kind);
        }
    }

    private async Task ListenAsync(CancellationToken cancellation)
    {
        var connection = await database.OpenAloneAsync(cancellation);
        connection.Notification += (_, told) =>
        {
            if (EnteredChange.Parse(told.Payload) is { } change) _pending.Add(change);
        };
        await using (var command = new NpgsqlCommand(Listen, connection)) await command.ExecuteNonQueryAsync(cancellation);
        _connection = connection;
    }

    private async Task CloseAsync()
    {
        if (_connection is not { } connection) return;
        _connection = null;
        await connection.DisposeAsync();
    }

    private static bool IsOfTheDatabase(Exception exception) => exception is NpgsqlException or TimeoutException or IOException or SocketException;

    [LoggerMessage(3058, LogLevel.Warning, "What other nodes enter cannot be heard at the moment: {Reason}. It is read again as soon as the database answers")]
    private partial void LogLost(string reason);

    [LoggerMessage(3059, LogLevel.Error, "What another node entered ({Kind}) could not be read; the next try is in a moment")]
    private partial void LogNotRead(Exception exception, string kind);
}
