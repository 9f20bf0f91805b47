using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Csms.Engine.Storage;

/// <summary>
/// Brings the schema up to the version of this program: plain SQL files in order, each in its own transaction, under a lock that lets
/// one node do it while others wait (docs/adr/0001).
/// </summary>
internal sealed partial class SchemaMigrator(NpgsqlDataSource dataSource, IReadOnlyList<Migration> migrations, ILogger logger)
{
    private const string Prefix = "Csms.Migrations/";

    /// <summary>"csms" as a number; any number nobody else locks on.</summary>
    private const long LockKey = 0x6373_6d73;

    private readonly ILogger _logger = logger;

    /// <summary>The migrations compiled into the program.</summary>
    public static IReadOnlyList<Migration> Embedded()
    {
        var assembly = typeof(SchemaMigrator).Assembly;
        var found = assembly.GetManifestResourceNames().Where(x => x.StartsWith(Prefix, StringComparison.Ordinal)).Select(x => Read(assembly, x)).OrderBy(x => x.Version).ToList();
        for (var i = 0; i < found.Count; i++)
        {
            if (found[i].Version != i + 1) throw new InvalidOperationException($"Migration {found[i].Version} {found[i].Name} leaves a gap or stands twice.");
        }
        return found;
    }

    /// <summary>Applies what is missing. Returns the version reached.</summary>
    /// <exception cref="StorageException">The database is newer than the program, or an applied migration was changed afterwards.</exception>
    public async Task<int> MigrateAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await ExecuteAsync(connection, $"SELECT pg_advisory_lock({LockKey})", cancellationToken);
        try
        {
            await ExecuteAsync(connection, """
                CREATE SCHEMA IF NOT EXISTS csms;
                CREATE TABLE IF NOT EXISTS csms.csms_schema (
                    version    int         PRIMARY KEY,
                    name       text        NOT NULL,
                    checksum   text        NOT NULL,
                    applied_at timestamptz NOT NULL DEFAULT now())
                """, cancellationToken);
            var applied = await ReadAppliedAsync(connection, cancellationToken);
            Check(applied);
            foreach (var migration in migrations.Where(x => !applied.ContainsKey(x.Version))) await ApplyAsync(connection, migration, cancellationToken);
        }
        finally
        {
            if (connection.State == System.Data.ConnectionState.Open) await ExecuteAsync(connection, $"SELECT pg_advisory_unlock({LockKey})", CancellationToken.None);
        }
        return migrations.Count == 0 ? 0 : migrations[^1].Version;
    }

    private static Migration Read(Assembly assembly, string resource)
    {
        var file = Path.GetFileNameWithoutExtension(resource[Prefix.Length..]);
        if (file.Length < 6 || file[4] != '_' || !int.TryParse(file.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var version))
        {
            throw new InvalidOperationException($"Migration file {file} is not named 0001_what_it_does.sql.");
        }
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return new(version, file[5..], reader.ReadToEnd());
    }

    private void Check(Dictionary<int, (string Name, string Checksum)> applied)
    {
        var newest = applied.Keys.DefaultIfEmpty().Max();
        var known = migrations.Count == 0 ? 0 : migrations[^1].Version;
        if (newest > known)
        {
            throw new StorageException($"The database has schema version {newest}, this program knows up to {known}. Start the newer program, or restore a backup taken before the upgrade.");
        }
        foreach (var migration in migrations)
        {
            if (applied.TryGetValue(migration.Version, out var done) && done.Checksum != migration.Checksum)
            {
                throw new StorageException($"Schema migration {migration.Version} {migration.Name} was applied with another content ({done.Name}). A released migration is never edited: add a new one.");
            }
        }
    }

    private async Task ApplyAsync(NpgsqlConnection connection, Migration migration, CancellationToken cancellationToken)
    {
        LogApplying(migration.Version, migration.Name);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        try
        {
            await ExecuteAsync(connection, migration.Sql, cancellationToken);
        }
        catch (PostgresException exception)
        {
            throw new StorageException($"Schema migration {migration.Version} {migration.Name} failed: {exception.MessageText} (position {exception.Position}). Nothing of it was kept.", exception);
        }
        await using (var note = new NpgsqlCommand("INSERT INTO csms.csms_schema (version, name, checksum) VALUES ($1, $2, $3)", connection, transaction))
        {
            note.Parameters.Integer(migration.Version).Text(migration.Name).Text(migration.Checksum);
            await note.ExecuteNonQueryAsync(cancellationToken);
        }
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task<Dictionary<int, (string Name, string Checksum)>> ReadAppliedAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT version, name, checksum FROM csms.csms_schema", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var applied = new Dictionary<int, (string, string)>();
        while (await reader.ReadAsync(cancellationToken)) applied.Add(reader.GetInt32(0), (reader.GetString(1), reader.GetString(2)));
        return applied;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        // No time limit: the lock waits for another node's migrations, and those may rewrite a large table.
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
