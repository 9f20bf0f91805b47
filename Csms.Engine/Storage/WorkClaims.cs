using Microsoft.Extensions.Logging;
using Npgsql;

namespace Csms.Engine.Storage;

/// <summary>
/// What this node works at, so that another one on the same database neither does the same nor takes it for abandoned. A claim is an advisory lock of a
/// connection of its own, so it ends with the node, however that ends. When the connection breaks, claims are taken again with the next use.
/// </summary>
internal sealed partial class WorkClaims(NpgsqlDataSource database, ILogger<WorkClaims> logger) : IAsyncDisposable
{
    /// <summary>First half of the key of every claim; the second is hashtext() of what is claimed.</summary>
    public const int Class = 0x43_53_57_43;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly HashSet<string> _held = new(StringComparer.Ordinal);
    private readonly ILogger _logger = logger;
    private NpgsqlConnection? _connection;

    /// <summary>Claims something; false when another node has it.</summary>
    /// <exception cref="NpgsqlException">The database can't be asked; nothing is claimed.</exception>
    public async Task<bool> TryTakeAsync(string what, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            var connection = await OpenAsync(cancellation);
            if (!await LockAsync(connection, what, cancellation)) return false;
            _held.Add(what);
            return true;
        }
        finally
        {
            await CloseIdleAsync();
            _turn.Release();
        }
    }

    /// <summary>Lets go of it. A database that can't be asked has let go by itself.</summary>
    public async Task ReleaseAsync(string what)
    {
        await _turn.WaitAsync(CancellationToken.None);
        try
        {
            if (!_held.Remove(what) || _connection is not { State: System.Data.ConnectionState.Open } connection) return;
            await using var sql = new NpgsqlCommand("SELECT pg_advisory_unlock($1, hashtext($2))", connection);
            sql.Parameters.Integer(Class).Text(what);
            await sql.ExecuteNonQueryAsync(CancellationToken.None);
        }
        catch (Exception exception) when (exception is NpgsqlException or IOException or TimeoutException)
        {
            LogNotReleased(exception, what);
        }
        finally
        {
            await CloseIdleAsync();
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_connection is not null) await _connection.DisposeAsync();
        _turn.Dispose();
    }

    private async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellation)
    {
        if (_connection is { State: System.Data.ConnectionState.Open } open) return open;
        if (_connection is not null) await _connection.DisposeAsync();
        _connection = await database.OpenConnectionAsync(cancellation);
        foreach (var what in _held)
        {
            if (!await LockAsync(_connection, what, cancellation)) LogTaken(what);
        }

        return _connection;
    }

    private static async Task<bool> LockAsync(NpgsqlConnection connection, string what, CancellationToken cancellation)
    {
        await using var sql = new NpgsqlCommand("SELECT pg_try_advisory_lock($1, hashtext($2))", connection);
        sql.Parameters.Integer(Class).Text(what);
        return (bool)(await sql.ExecuteScalarAsync(cancellation))!;
    }

    // No claim, no connection. What is given back to the pool holds no lock any more.
    private async Task CloseIdleAsync()
    {
        if (_held.Count > 0 || _connection is not { } connection) return;
        _connection = null;
        await connection.DisposeAsync();
    }

    [LoggerMessage(3056, LogLevel.Warning, "The claim on {What} could not be given back; it ends with its connection")]
    private partial void LogNotReleased(Exception exception, string what);

    [LoggerMessage(3057, LogLevel.Warning, "The connection that held the claim on {What} broke, and another node has it now")]
    private partial void LogTaken(string what);
}
