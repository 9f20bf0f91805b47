using Microsoft.Extensions.Logging;
using Npgsql;

namespace Csms.Engine.Storage;

/// <summary>
/// The indexes behind the search for a part of a text: in sessions and in payments at terminals. They need PostgreSQL's own extension pg_trgm, which an
/// operator's server may lack or not let us create: then the search reads the table, and a log line says what to do. So they are no migration.
/// </summary>
internal sealed partial class TextSearchIndex(NpgsqlDataSource dataSource, ILogger logger)
{
    /// <summary>"text" as a number; any number nobody else locks on.</summary>
    private const long LockKey = 0x7465_7874;

    private static readonly (string Index, string Table, string[] Columns)[] Indexes =
    [
        ("sessions_text", "sessions", ["station_id", "id_token", "transaction_id"]),
        ("settlements_text", "settlements", ["station_id", "psp_ref", "transaction_id", "receipt_id"]),
    ];

    private readonly ILogger _logger = logger;

    /// <summary>Makes what is missing; once, at start.</summary>
    /// <returns>Whether all are there.</returns>
    public async Task<bool> EnsureAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        foreach (var (index, table, columns) in Indexes)
        {
            if (!await EnsureAsync(connection, index, table, columns, cancellationToken)) return false;
        }

        return true;
    }

    private async Task<bool> EnsureAsync(NpgsqlConnection connection, string index, string table, string[] columns, CancellationToken cancellationToken)
    {
        if (await IsThereAsync(connection, index, cancellationToken)) return true;
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        try
        {
            // Another node may be at it.
            await ExecuteAsync(connection, $"SELECT pg_advisory_xact_lock({LockKey})", cancellationToken);
            if (await IsThereAsync(connection, index, cancellationToken)) return true;
            await ExecuteAsync(connection, "CREATE EXTENSION IF NOT EXISTS pg_trgm", cancellationToken);
            var operators = $"{await SchemaAsync(connection, cancellationToken)}.gin_trgm_ops";
            // A short list of what is not yet sorted in: the commit that sorts it in holds up no station for long.
            await ExecuteAsync(
                connection,
                $"CREATE INDEX {index} ON csms.{table} USING gin ({string.Join(", ", columns.Select(column => $"{column} {operators}"))}) WITH (gin_pending_list_limit = 512)",
                cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            LogMade(index, table);
            return true;
        }
        catch (PostgresException exception) when (IsOperatorsMatter(exception.SqlState))
        {
            LogWithout(exception.MessageText);
            return false;
        }
    }

    /// <summary>Not allowed, not installed on the server, not supported there.</summary>
    private static bool IsOperatorsMatter(string sqlState) =>
        sqlState is PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.UndefinedFile or PostgresErrorCodes.FeatureNotSupported;

    /// <summary>By a query and not to_regclass, which in one transaction remembers that there was none.</summary>
    private static async Task<bool> IsThereAsync(NpgsqlConnection connection, string index, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT EXISTS (SELECT FROM pg_class WHERE relname = $1 AND relnamespace = 'csms'::regnamespace)", connection);
        command.Parameters.Text(index);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Where the extension lives, quoted: it may have been there before us.</summary>
    private static async Task<string> SchemaAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT quote_ident(n.nspname) FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'pg_trgm'", connection);
        return (string)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        // No time limit: the table may be large.
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    [LoggerMessage(3035, LogLevel.Information, "Index {Index} made: a part of a text is found without reading all of {Table}")]
    private partial void LogMade(string index, string table);

    [LoggerMessage(3036, LogLevel.Warning, "The searches in sessions and payments read the whole table, for the extension pg_trgm is missing: {Reason}. Have the server's administrator run CREATE EXTENSION pg_trgm in this database and start again")]
    private partial void LogWithout(string reason);
}
